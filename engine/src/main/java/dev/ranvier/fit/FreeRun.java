package dev.ranvier.fit;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
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
        Optional<Lead> lead = Lead.of(this, experiment, 1, _ -> ROWS);
        try (ExperimentLanes at = new ExperimentLanes(this, experiment, 0, 0, 1, lead, _ -> ROWS)) {
            return at.run(StepListener.NONE).isEmpty()
                    ? Optional.of(new SampledSignal(experiment.recorded().interval_ms(), at.trace(0)))
                    : Optional.empty();
        }
    }
}
