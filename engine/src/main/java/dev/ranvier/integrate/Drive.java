package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.List;
import java.util.Optional;

/**
 * What is done to the cells of a batch from outside: the injected current of every lane, averaged over each step, and the
 * command of a voltage clamp. Steps are prepared in blocks of {@value #STEPS}, so memory does not grow with the run.
 */
public final class Drive {
    private static final int STEPS = 64;

    private final Batch batch;
    private final List<Stimulus> stimuli;
    private final Optional<SampledSignal> command_mV;
    private final Block currents;
    private final Column injected;
    private int firstStep = -STEPS;
    private boolean constant;

    /** One stimulus for all lanes, or one a lane; the clamp's conductance is written to every lane of the batch. */
    public Drive(Batch batch, List<Stimulus> stimuli, Optional<VoltageClamp> clamp) {
        if (stimuli.size() != 1 && stimuli.size() != batch.lanes()) {
            throw new IllegalArgumentException("one stimulus, or one for each of " + batch.lanes()
                    + " lanes, is needed: stimuli=" + stimuli.size());
        }
        this.batch = batch;
        this.stimuli = List.copyOf(stimuli);
        this.command_mV = clamp.map(VoltageClamp::command_mV);
        this.currents = new Block(batch.arena(), STEPS, batch.padded());
        this.injected = currents.cursor();
        double conductance = clamp.map(VoltageClamp::conductance_mS_per_cm2).orElse(0.0);
        batch.clampConductance_mS_per_cm2().fill(0, batch.padded(), conductance);
    }

    /** Mean injected current over step {@code n} of every lane [nA], before the stimulus gain. */
    public Column injected_nA(int n) {
        if (n < firstStep || n >= firstStep + STEPS) {
            prepare(n / STEPS * STEPS);
        }
        injected.moveTo(currents.base(constant ? 0 : n - firstStep));
        return injected;
    }

    /** The clamp's command at the middle of step {@code n}; 0 without a clamp, whose conductance is 0. */
    public double command_mV(int n) {
        return command_mV.isPresent() ? command_mV.get().linear((n + 0.5) * batch.dt_ms()) : 0;
    }

    /** Fills the block that starts at step {@code first}: one row where no lane's current changes in it, else all. */
    private void prepare(int first) {
        firstStep = first;
        constant = true;
        for (Stimulus stimulus : stimuli) {
            constant &= stimulus.isConstant(first * batch.dt_ms(), (first + STEPS) * batch.dt_ms());
        }
        for (int s = 0; s < (constant ? 1 : STEPS); s++) {
            injected.moveTo(currents.base(s));
            double from_ms = (first + s) * batch.dt_ms(), to_ms = (first + s + 1) * batch.dt_ms();
            for (int lane = 0; lane < stimuli.size(); lane++) {
                injected.set(lane, stimuli.get(lane).mean_nA(from_ms, to_ms));
            }
            injected.fill(stimuli.size(), batch.padded(), injected.get(0));
        }
    }
}
