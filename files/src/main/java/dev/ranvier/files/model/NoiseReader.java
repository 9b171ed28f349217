package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;

/** Reads {@code noise}: an Ornstein-Uhlenbeck process, drawn for the length of the simulation. */
final class NoiseReader {
    private static final Key CORRELATION = new Key("correlation", PhysicalQuantity.TIME);
    private static final Key INTERVAL = new Key("interval", PhysicalQuantity.TIME);
    private static final Key SEED = Key.of("seed");
    /** Of a current, and of a conductance. */
    static final KeyGroup CURRENT = keys("stimulus: noise", PhysicalQuantity.CURRENT),
            CONDUCTANCE = keys("synapses: noise", PhysicalQuantity.CONDUCTANCE);

    private static final double USUAL_INTERVAL_ms = 0.1, LEAST_CORRELATION_ms = 1e-3, LONGEST_CORRELATION_ms = 1e6;
    private static final int MOST_SAMPLES = 100_000_000;

    private final TimeSettings times;

    /** For a simulation of these times. */
    NoiseReader(TimeSettings times) {
        this.times = times;
    }

    private static KeyGroup keys(String name, PhysicalQuantity quantity) {
        return KeyGroup.of(name, new Key("mean", quantity), new Key("sd", quantity), CORRELATION, INTERVAL, SEED);
    }

    /** The samples, in the engine's unit; each holds until the next. */
    SampledSignal read(YamlMapping noise, KeyGroup keys) {
        Key mean = keys.keys().get(0), deviation = keys.keys().get(1);
        noise.allowing(keys);
        double duration_ms = times.duration_ms()
                .orElseThrow(() -> noise.self().wrong("noise needs simulation.duration_ms: how long it is to last"));
        if (noise.number(deviation) < 0) {
            throw noise.require(deviation)
                    .wrong("must not be negative: " + noise.require(deviation).shown());
        }
        double correlation_ms = noise.positive(CORRELATION);
        if (correlation_ms < LEAST_CORRELATION_ms || correlation_ms > LONGEST_CORRELATION_ms) {
            throw noise.require(CORRELATION)
                    .wrong("must lie in [" + LEAST_CORRELATION_ms + ", " + LONGEST_CORRELATION_ms + "] ms: "
                            + correlation_ms);
        }
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(
                noise.number(mean),
                noise.number(deviation),
                correlation_ms,
                noise.require(SEED).integer());
        double interval_ms = noise.find(INTERVAL).map(YamlValue::positive).orElse(USUAL_INTERVAL_ms);
        if (duration_ms / interval_ms > MOST_SAMPLES) {
            throw noise.find(INTERVAL)
                    .orElse(noise.self())
                    .wrong("too fine: " + interval_ms + " ms would make more than " + MOST_SAMPLES + " samples");
        }
        return process.sampled(interval_ms, duration_ms);
    }
}
