package dev.ranvier.files.model;

import dev.ranvier.files.input.Place;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import java.util.Optional;

/**
 * The section {@code simulation} of a model file.
 *
 * @param duration_ms simulated time, if given
 * @param dt_ms time step, if given
 * @param start where the run begins
 * @param scheme how time is stepped
 * @param hasTables whether rates that depend on the voltage alone are read from tables
 * @param sampleInterval_ms distance of the rows of a trace, if given
 * @param spikeThreshold_mV the voltage through which a spike rises, if given
 * @param place where the section is, or where it is missing
 */
public record TimeSettings(
        Optional<Double> duration_ms,
        Optional<Double> dt_ms,
        InitialCondition start,
        Scheme scheme,
        boolean hasTables,
        Optional<Double> sampleInterval_ms,
        Optional<Double> spikeThreshold_mV,
        Place place) {
    /** The time step if none is given. */
    public static final double USUAL_DT_ms = 0.0125;
    /** The voltage through which a spike rises if none is given. */
    public static final double USUAL_SPIKE_THRESHOLD_mV = 0;

    /** The settings of a file without the section. */
    static TimeSettings usual(Place place) {
        return new TimeSettings(
                Optional.empty(),
                Optional.empty(),
                new InitialCondition.AtVoltage(),
                Scheme.STAGGERED,
                false,
                Optional.empty(),
                Optional.empty(),
                place);
    }

    /** The step of a simulation, which divides the distance of the rows. */
    public DividingStep step() {
        double asked_ms = dt_ms.orElse(USUAL_DT_ms);
        return DividingStep.of(asked_ms, sampleInterval_ms.orElse(asked_ms));
    }

    /** The same with another duration and step. */
    public TimeSettings lasting(double duration_ms, double dt_ms) {
        return new TimeSettings(
                Optional.of(duration_ms),
                Optional.of(dt_ms),
                start,
                scheme,
                hasTables,
                sampleInterval_ms,
                spikeThreshold_mV,
                place);
    }
}
