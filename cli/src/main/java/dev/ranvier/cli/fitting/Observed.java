package dev.ranvier.cli.fitting;

import dev.ranvier.cli.model.Site;
import dev.ranvier.fit.Experiment;
import dev.ranvier.model.SampledSignal;
import java.util.Optional;

/**
 * A recording to be explained.
 *
 * @param name what reports call it
 * @param site where the voltage was recorded
 * @param current_nA the recorded current, if its file has it
 * @param experiment what is done to the model, and the voltage
 */
public record Observed(String name, Site site, Optional<SampledSignal> current_nA, Experiment experiment) {
    /** What was recorded. */
    SampledSignal voltage_mV() {
        return experiment.recorded();
    }

    /** Time from the first sample to the last. */
    double duration_ms() {
        return (voltage_mV().length() - 1) * voltage_mV().interval_ms();
    }
}
