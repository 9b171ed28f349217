package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;

/**
 * The coefficients of {@link StepEdges}: the two halves of a step, and rest, linearised at the rows that {@link ForwardSweep} left.
 */
final class StepCoefficients {
    private final Batch batch;
    private final Drive drive;
    private final Stepper stepper;
    private final Column u;
    private final Column steppedShare;
    private final Column keptShare;
    /** {@code area C/(theta dt)}. */
    private final Column charge;

    private final Column rate;
    private final Column overCommand;
    private final Column holding;
    private final Column clamp;
    private final Column offset;
    private final Column byArea;
    private final Column axialSum;
    private final Column none;
    private final KernelSequence restingCurrent;
    private final Runnable[] restingSlopes;
    private final Optional<PackedPartials> currentPartials;
    private final Optional<PackedPartials> gatePartials;
    private int step;

    StepCoefficients(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.drive = drive;
        stepper = new Stepper(batch, scheme, drive);
        u = batch.u();
        clamp = batch.clampConductance_mS_per_cm2();
        offset = batch.electrodeOffset_mV();
        Block columns = new Block(batch.arena(), 9, batch.elements());
        steppedShare = columns.column(0);
        keptShare = columns.column(1);
        rate = columns.column(2);
        overCommand = columns.column(3);
        byArea = columns.column(4);
        axialSum = columns.column(5);
        none = columns.column(6);
        charge = columns.column(7);
        holding = columns.column(8);
        for (int k = 0; k < batch.elements(); k++) {
            double share = k < batch.membraneElements() ? 1 / scheme.theta() : 1;
            steppedShare.set(k, share);
            keptShare.set(k, 1 - share);
        }
        restingCurrent = stepper.currents(none);
        restingSlopes = restingSlopes();
        Step along = scheme.step(batch.dt_ms());
        currentPartials = PackedPartials.of(batch, along, Channel::currentPartials);
        gatePartials = PackedPartials.of(batch, along, Channel::advancePartials);
    }

    /** Takes in the batch's capacitances, areas and conductances as they are now. */
    void prepare() {
        stepper.prepare();
        axialSum.copyFrom(none, 0, batch.elements());
        stepper.tree().addConductances(axialSum);
        computeCharge();
        currentPartials.ifPresent(PackedPartials::prepare);
        gatePartials.ifPresent(PackedPartials::prepare);
    }

    /** The voltage half of step n, whose gates stand in row {@code gateRow}; leaves A's diagonal and right side in the batch. */
    void voltageStep(int n, int gateRow) {
        step = n;
        stepper.assemble(n, gateRow);
    }

    /** Points u to the voltage at which the step took its currents. */
    void midstep() {
        Column v = batch.rows().voltageAt(step), next = batch.rows().otherVoltageAt(step + 1);
        double perDt = 1 / batch.dt_ms(), command = drive.command_mV(step);
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            DoubleVector change = next.load(k).sub(v.load(k)),
                    uk = change.div(steppedShare.load(k)).add(v.load(k));
            u.store(k, uk);
            rate.store(k, change.mul(perDt));
            overCommand.store(k, uk.sub(command));
        }
        hold(drive.isClamped(step));
        placed().gatherMidstep();
    }

    /** What the clamp is over, and what it holds with. */
    private void hold(boolean isClamped) {
        for (int lane = 0; lane < batch.width(); lane++) {
            int e = drive.clamped() + lane;
            overCommand.set(e, isClamped ? overCommand.get(e) + offset.get(lane) : 0);
            holding.set(e, isClamped ? clamp.get(lane) : 0);
        }
    }

    /** Points u to the voltage at the beginning of the step. */
    void present() {
        u.copyFrom(batch.rows().voltageAt(step), 0, batch.elements());
    }

    private void computeCharge() {
        Column capacitance = batch.capacitance_uF_per_cm2(), area = batch.area();
        double perDt = 1 / batch.dt_ms();
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            charge.store(
                    k,
                    area.load(k)
                            .mul(capacitance.load(k))
                            .mul(steppedShare.load(k))
                            .mul(perDt));
        }
    }

    /** What there is at the time of row n: its voltage, and channels that see the pools as they are then. */
    void show(int n) {
        batch.rows().voltageAt(n);
        stepper.pools().show();
    }

    /** The gate half of the step from row n, at the voltage of row {@code voltageRow}. */
    void gateStep(int n, int voltageRow) {
        step = n;
        show(voltageRow);
        batch.rows().readStatesAt(n);
        batch.rows().writeStatesAt(n + 1);
    }

    /** Gates at their steady state in row 0. */
    void start() {
        step = 0;
        batch.rows().otherVoltageAt(0);
        gateStep(0, 0);
        batch.rows().writeStatesAt(0);
    }

    /**
     * The equations of rest, {@code area i(v, x_inf(v)) + sum of G (v - v_n) = 0}, at row 0: leaves the diagonal of their matrix
     * in the batch, {@code area (slope + sum of di/dx dx_inf/dv)} and the axial part, and {@code -area i} on the right side.
     */
    void rest() {
        start();
        present();
        batch.residual().fill(batch.membraneElements(), batch.elements(), 0);
        batch.diagonal().fill(batch.membraneElements(), batch.elements(), 0);
        restingCurrent.run(Step.SETTLED);
        Edges.run(restingSlopes);
        stepper.tree().addConductances(batch.diagonal());
        placed().addResting();
    }

    /** The same where the clamp holds the cell at its first command. */
    void hold() {
        rest();
        drive.addClamp(0, batch.rows().voltageAt(0), batch.residual(), batch.diagonal());
        double command = drive.command_mV(0);
        for (int e = drive.clamped(); e < drive.clamped() + batch.width(); e++) {
            overCommand.set(e, u.get(e) - command);
        }
        hold(drive.isClamped(0));
    }

    private Runnable[] restingSlopes() {
        List<Runnable> sequence = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                Channel channel = placement.mechanism();
                sequence.addAll(kernels(placement.sites(), channel.currentPartials(), Step.SETTLED));
                sequence.addAll(kernels(placement.sites(), channel.steadyStatePartials(), Step.SETTLED));
                List<Partial> partials = channel.schema().partials();
                for (int state = 0; state < channel.schema().states().size(); state++) {
                    int byState = partials.indexOf(Partial.currentByState(state)),
                            byVoltage = partials.indexOf(Partial.nextByVoltage(state));
                    if (byState >= 0 && byVoltage >= 0) {
                        Column a = placement.sites().partial(byState),
                                b = placement.sites().partial(byVoltage);
                        sequence.add(() -> addSlope(chunk, a, b));
                    }
                }
            }
        }
        return sequence.toArray(Runnable[]::new);
    }

    /** The kernels of a phase over some sites. */
    static List<Runnable> kernels(Sites sites, List<SiteKernel> phase, Step step) {
        List<Runnable> kernels = new ArrayList<>(List.of(() -> sites.step(step)));
        phase.forEach(kernel -> kernels.add(() -> kernel.run(sites)));
        return kernels;
    }

    private void addSlope(Chunk chunk, Column byState, Column byVoltage) {
        Column area = batch.area(), diagonal = batch.diagonal();
        for (int k = chunk.from(); k < chunk.to(); k += Lanes.COUNT) {
            DoubleVector slope = byState.load(k).mul(byVoltage.load(k));
            diagonal.store(k, area.load(k).fma(slope, diagonal.load(k)));
        }
    }

    /** Fills {@link #byArea} from the equations of a voltage step, before they are solved. */
    void balanceStep() {
        Column v = batch.rows().voltageAt(step), r = batch.residual(), d = batch.diagonal();
        for (int k = 0; k < batch.membraneElements(); k++) {
            byArea.set(k, r.get(k) - (d.get(k) - axialSum.get(k)) * (u.get(k) - v.get(k)));
        }
        drive.removeFrom(step, u, byArea);
        placed().removeFrom(byArea);
        perArea();
    }

    /** Fills {@link #byArea} from the equations of rest, before they are solved. */
    void balanceRest() {
        byArea.copyFrom(batch.residual(), 0, batch.elements());
        placed().removeFrom(byArea);
        perArea();
    }

    private void perArea() {
        for (int k = 0; k < batch.membraneElements(); k++) {
            double area = batch.area().get(k);
            byArea.set(k, area == 0 ? 0 : byArea.get(k) / area);
        }
    }

    /** All elements: those of the chunks, and of the nodes without membrane. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            spans.add(span(chunk));
        }
        int bare = batch.membraneElements();
        spans.add(new Span(bare, batch.elements(), batch.elements() - bare));
        return spans;
    }

    static Span span(Chunk chunk) {
        return new Span(chunk.from(), chunk.to(), chunk.real());
    }

    /** The lanes of the node at an element. */
    Span lanesAt(int element) {
        return new Span(element, element + Math.max(Lanes.PADDING, batch.width()), batch.width());
    }

    /** The step of the last {@link #voltageStep} or {@link #gateStep}. */
    int step() {
        return step;
    }

    /** The solver of the equations left in the batch. */
    TreeSolver tree() {
        return stepper.tree();
    }

    /** What writes the partials of several channels' currents at once, if something does. */
    Optional<PackedPartials> currentPartials() {
        return currentPartials;
    }

    /** The same of their gates in a step. */
    Optional<PackedPartials> gatePartials() {
        return gatePartials;
    }

    /** The pools of the batch. */
    Pools pools() {
        return stepper.pools();
    }

    /** The currents at places of their own. */
    PlacedCurrents placed() {
        return stepper.placed();
    }

    /** U: 1/theta, or 1 without membrane. */
    Column steppedShare() {
        return steppedShare;
    }

    /** 1 - U. */
    Column keptShare() {
        return keptShare;
    }

    /** {@code area C/(theta dt)}. */
    Column charge() {
        return charge;
    }

    /** {@code (v' - v)/dt}. */
    Column rate() {
        return rate;
    }

    /** {@code u - command + offset} where the clamp is, 0 in a step that it leaves free. */
    Column overCommand() {
        return overCommand;
    }

    /** The clamp's conductance where it is, 0 in a step that it leaves free. */
    Column holding() {
        return holding;
    }

    /** {@code -(i + C (v' - v)/dt + g_c (u - command))}, filled by {@link #balanceStep} or {@link #balanceRest}. */
    Column byArea() {
        return byArea;
    }
}
