package dev.ranvier.simulate;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Trace;
import java.util.List;
import java.util.Optional;

/**
 * A cell, what is done to it, and what is recorded: describe with {@link #of} and the {@code with} methods, then
 * {@link #run}. Immutable.
 *
 * @param cell the cell
 * @param stimuli one stimulus a lane
 * @param clamp a voltage clamp on every lane, if any
 * @param scheme how time is stepped
 * @param dt_ms time step
 * @param duration_ms simulated time, rounded to whole steps
 * @param sampleInterval_ms distance of two recorded samples, a multiple of dt_ms
 * @param probes what is recorded
 */
public record Simulation(
        Cell cell,
        List<Stimulus> stimuli,
        Optional<VoltageClamp> clamp,
        Scheme scheme,
        double dt_ms,
        double duration_ms,
        double sampleInterval_ms,
        List<Probe> probes) {
    /** Refuses steps and durations that are not positive, and a sample interval that is no multiple of the step. */
    public Simulation {
        stimuli = List.copyOf(stimuli);
        probes = List.copyOf(probes);
        if (!(dt_ms > 0 && Double.isFinite(dt_ms))) {
            throw new ModelException("dt_ms must be positive and finite: dt_ms=" + dt_ms);
        }
        if (!(duration_ms >= dt_ms && duration_ms / dt_ms < Integer.MAX_VALUE - 2)) {
            throw new ModelException("duration_ms must be at least one step and below 2^31 steps of " + dt_ms
                    + " ms: duration_ms=" + duration_ms);
        }
        double strides = sampleInterval_ms / dt_ms;
        if (!(strides > 0.5) || Math.abs(strides - Math.rint(strides)) > 1e-6 * strides) {
            throw new ModelException("sampleInterval_ms must be a multiple of dt_ms=" + dt_ms + ": sampleInterval_ms="
                    + sampleInterval_ms);
        }
    }

    /** One lane, second-order scheme at 0.025 ms, the voltage recorded at every step. */
    public static Simulation of(Cell cell, Stimulus stimulus, double duration_ms) {
        return new Simulation(
                cell,
                List.of(stimulus),
                Optional.empty(),
                Scheme.STAGGERED,
                0.025,
                duration_ms,
                0.025,
                List.of(Probe.voltage()));
    }

    /** The same with one lane for each stimulus. */
    public Simulation withStimuli(List<Stimulus> stimuli) {
        return new Simulation(cell, stimuli, clamp, scheme, dt_ms, duration_ms, sampleInterval_ms, probes);
    }

    /** The same with a voltage clamp on every lane. */
    public Simulation withClamp(VoltageClamp clamp) {
        return new Simulation(cell, stimuli, Optional.of(clamp), scheme, dt_ms, duration_ms, sampleInterval_ms, probes);
    }

    /** The same with another scheme and step; every step is recorded. */
    public Simulation withStep(Scheme scheme, double dt_ms) {
        return new Simulation(cell, stimuli, clamp, scheme, dt_ms, duration_ms, dt_ms, probes);
    }

    /** The same with other probes, sampled every {@code sampleInterval_ms}. */
    public Simulation withProbes(double sampleInterval_ms, Probe... probes) {
        return new Simulation(cell, stimuli, clamp, scheme, dt_ms, duration_ms, sampleInterval_ms, List.of(probes));
    }

    /** Simulates all lanes; a lane that diverges is named in {@link Trace#divergences}, the others go on. */
    public Trace run() {
        int steps = (int) Math.rint(duration_ms / dt_ms);
        int stride = (int) Math.rint(sampleInterval_ms / dt_ms);
        try (Batch batch = new Batch(cell, stimuli.size(), dt_ms, 2)) {
            Drive drive = new Drive(batch, stimuli, clamp);
            Recorder recorder = new Recorder(batch, scheme, drive, probes, stride, steps);
            List<Divergence> divergences = new ForwardSweep(batch, scheme, drive).run(steps, recorder);
            return recorder.trace(divergences);
        }
    }
}
