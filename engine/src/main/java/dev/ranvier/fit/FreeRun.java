package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.record.Recorder;
import java.util.List;
import java.util.Optional;

/**
 * What a model does where it is not held to a recording, but for the lead of an {@link Experiment}.
 *
 * @param cell the model
 * @param scheme of the simulation
 * @param dt_ms its step; one that does not divide a recording's interval becomes the next smaller that does
 * @param start where runs begin
 */
public record FreeRun(Cell cell, Scheme scheme, double dt_ms, InitialCondition start) {
    private static final int ROWS = 2;

    /** What is observed of an experiment, at the recording's samples; empty where the voltage does not stay finite. */
    public Optional<SampledSignal> of(Experiment experiment) {
        SampledSignal recorded = experiment.recorded();
        int stride = ExperimentLanes.stride(recorded, dt_ms), steps = (recorded.length() - 1) * stride;
        try (Batch batch = new Batch(cell, 1, recorded.interval_ms() / stride, ROWS, experiment.nodes())) {
            Drive drive = experiment.drive(batch);
            experiment
                    .first_mV()
                    .ifPresent(first_mV -> batch.initialVoltage_mV().fill(0, batch.elements(), first_mV));
            if (experiment.lead_ms() > 0) {
                double share =
                        cell.compartments().membraneShare(experiment.observed().node());
                batch.clampConductance_mS_per_cm2().fill(0, batch.width(), ExperimentLanes.LEAD_mS_per_cm2 / share);
                drive.clampDuring(ClampWindows.until(experiment.lead_ms()));
            }
            Recorder recorder = new Recorder(batch, scheme, drive, List.of(experiment.observed()), 0, stride, steps);
            boolean finite = new ForwardSweep(batch, scheme, drive)
                    .run(start, steps, recorder)
                    .isEmpty();
            return finite
                    ? Optional.of(new SampledSignal(recorded.interval_ms(), recorder.values()[0][0].clone()))
                    : Optional.empty();
        }
    }
}
