package dev.ranvier.cli.model;

import dev.ranvier.cli.input.Quantity;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;

/** Reads {@code noise}: an Ornstein-Uhlenbeck process, drawn for the length of the simulation. */
final class NoiseReader {
    private static final Key CORRELATION = new Key("correlation", Quantity.TIME);
    private static final Key INTERVAL = new Key("interval", Quantity.TIME);
    private static final Key SEED = Key.of("seed");
    private static final double USUAL_INTERVAL_ms = 0.1;
    private static final int MOST_SAMPLES = 100_000_000;

    private final TimeSettings times;

    /** For a simulation of these times. */
    NoiseReader(TimeSettings times) {
        this.times = times;
    }

    /** The samples, in the engine's unit of {@code quantity}; each holds until the next. */
    SampledSignal read(YamlMapping noise, Quantity quantity) {
        Key mean = new Key("mean", quantity), deviation = new Key("sd", quantity);
        noise.allowing(mean, deviation, CORRELATION, INTERVAL, SEED);
        double duration_ms = times.duration_ms()
                .orElseThrow(() -> noise.self().wrong("noise needs simulation.duration_ms: how long it is to last"));
        if (noise.number(deviation) < 0) {
            throw noise.require(deviation)
                    .wrong("must not be negative: " + noise.require(deviation).shown());
        }
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(
                noise.number(mean),
                noise.number(deviation),
                noise.positive(CORRELATION),
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
