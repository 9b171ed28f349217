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
        injected.moveTo(currents.base(n - firstStep));
        return injected;
    }

    /** The clamp's command at the middle of step {@code n}; 0 without a clamp, whose conductance is 0. */
    public double command_mV(int n) {
        return command_mV.isPresent() ? command_mV.get().linear((n + 0.5) * batch.dt_ms()) : 0;
    }

    private void prepare(int first) {
        firstStep = first;
        double dt_ms = batch.dt_ms();
        for (int lane = 0; lane < batch.padded(); lane++) {
            boolean copy = lane > 0 && lane >= stimuli.size();
            Stimulus stimulus = stimuli.get(copy ? 0 : lane);
            boolean constant = stimulus.isConstant(first * dt_ms, (first + STEPS) * dt_ms);
            double mean_nA = 0;
            for (int s = 0; s < STEPS; s++) {
                injected.moveTo(currents.base(s));
                if (copy) {
                    mean_nA = injected.get(0);
                } else if (s == 0 || !constant) {
                    mean_nA = stimulus.mean_nA((first + s) * dt_ms, (first + s + 1) * dt_ms);
                }
                injected.set(lane, mean_nA);
            }
        }
    }
}
