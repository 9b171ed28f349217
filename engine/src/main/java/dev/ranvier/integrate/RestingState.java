package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.util.Optional;

/**
 * The voltages at which no current flows with all gates at their steady state:
 * {@code area i(v, x_inf(v)) + sum of G (v_c - v_n) = 0} everywhere; where a clamp holds the cell, its current is one of these. Newton's method on all compartments at once, from the
 * cell's initial voltage, held back by a capacitance that fades (pseudo-transient continuation; Kelley and Keyes, SIAM J.
 * Numer. Anal. 35 (1998) 508), so that it ends in the resting state that lies downhill. A voltage that turns back goes half as far.
 * Pools of ions follow, one step behind.
 */
final class RestingState {
    private static final int MOST_STEPS = 400;
    private static final double FIRST_STEP_ms = 0.1, LONGEST_STEP_ms = 1e9, FASTER = 1.5;
    private static final double FARTHEST_mV = 2, SETTLED_mV = 1e-10, DIFFERENCE_mV = 1e-5;

    private final Batch batch;
    private final Stepper stepper;
    private final KernelSequence steadyState;
    private final KernelSequence current;
    private final Column nearby;
    private final Column last;
    private final Column farthest;
    private final Column slopes;
    private final Optional<Drive> clamp;

    /**
     * Of a batch.
     *
     * @param clamp what holds it meanwhile, if something does
     */
    RestingState(Batch batch, Stepper stepper, Optional<Drive> clamp) {
        this.batch = batch;
        this.stepper = stepper;
        steadyState = KernelSequence.ofChannels(batch, Mechanism::steadyState);
        Block columns = new Block(batch.arena(), 4, batch.elements());
        nearby = columns.column(0);
        slopes = columns.column(1);
        current = stepper.currents(slopes);
        last = columns.column(2);
        farthest = columns.column(3);
        this.clamp = clamp;
    }

    /** Moves row 0 of the batch, voltages and gates, to the resting state; voltages of a lane that finds none become NaN. */
    void settle() {
        last.fill(0, batch.elements(), 0);
        farthest.fill(0, batch.elements(), FARTHEST_mV);
        double step_ms = FIRST_STEP_ms, change_mV = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_STEPS && !(change_mV < SETTLED_mV && step_ms >= LONGEST_STEP_ms); k++) {
            change_mV = step(step_ms);
            stepper.pools().settle();
            step_ms = Math.min(LONGEST_STEP_ms, step_ms * FASTER);
        }
        Column v = batch.rows().voltageAt(0);
        for (int e = 0; e < batch.elements(); e++) {
            if (!(Math.abs(last.get(e)) < SETTLED_mV)) {
                for (int lane = e % batch.width(); lane < batch.elements(); lane += batch.width()) {
                    v.set(lane, Double.NaN);
                }
            }
        }
        currents();
    }

    /** {@code (area (C/step + di/dv) + sum of G) delta = -area i - axial currents}; returns the largest delta. */
    private double step(double step_ms) {
        Column v = batch.rows().voltageAt(0), d = batch.diagonal(), r = batch.residual();
        shift(v, DIFFERENCE_mV);
        currents();
        nearby.copyFrom(r, 0, batch.elements());
        shift(v, -DIFFERENCE_mV);
        currents();
        for (int e = 0; e < batch.elements(); e++) {
            double slope = Math.max(0, (r.get(e) - nearby.get(e)) / DIFFERENCE_mV);
            d.set(e, batch.area().get(e) * batch.capacitance_uF_per_cm2().get(e) / step_ms + slope);
        }
        stepper.tree().addConductances(d);
        stepper.placed().addResting();
        stepper.tree().solve(batch.rows().voltageAt(0), d, r);
        double largest = 0;
        for (int e = 0; e < batch.elements(); e++) {
            if (r.get(e) * last.get(e) < 0) {
                farthest.set(e, farthest.get(e) / 2);
            }
            double change = Math.clamp(r.get(e), -farthest.get(e), farthest.get(e));
            last.set(e, change);
            v.set(e, v.get(e) + change);
            largest = Math.max(largest, Math.abs(change)); // NaN stays
        }
        return largest;
    }

    private void shift(Column v, double by_mV) {
        for (int e = 0; e < batch.elements(); e++) {
            v.set(e, v.get(e) + by_mV);
        }
    }

    /** The residual at the voltages of row 0, gates at their steady state. */
    private void currents() {
        batch.rows().voltageAt(0);
        batch.rows().writeStatesAt(0);
        steadyState.run(Step.SETTLED);
        stepper.placed().start();
        batch.rows().readStatesAt(0);
        current.run(Step.SETTLED);
        clamp.ifPresent(there -> there.addClamp(0, batch.rows().voltageAt(0), batch.residual(), slopes));
        batch.residual().fill(batch.membraneElements(), batch.elements(), 0);
    }
}
