package dev.ranvier.loss;

import java.util.Optional;

/** Features of the voltage between spikes; defined in {@link Feature}. */
final class SubthresholdFeatures {
    /** Part of the time before the stimulus, and of the stimulus, that its last mean is taken over. */
    private static final double LAST_PART = 0.1;

    private SubthresholdFeatures() {}

    static Optional<Measure> base(Response response) {
        double start_ms = response.stimulus.start_ms();
        Sampling sampling = response.sampling;
        return response.mean(sampling.firstFrom((1 - LAST_PART) * start_ms), sampling.firstAfter(start_ms))
                .filter(mean -> start_ms > 0);
    }

    static Optional<Measure> steadyAtEnd(Response response) {
        double end_ms = response.stimulus.end_ms();
        double from_ms = end_ms - LAST_PART * (end_ms - response.stimulus.start_ms());
        return response.mean(response.sampling.firstFrom(from_ms), response.sampling.firstFrom(end_ms));
    }

    static Optional<Measure> steadyAfter(Response response) {
        return response.mean(response.sampling.firstAfter(response.stimulus.end_ms()), response.sampling.samples());
    }

    static Optional<Measure> minimum(Response response) {
        return response.extreme(1);
    }

    static Optional<Measure> maximum(Response response) {
        return response.extreme(-1);
    }

    static Optional<Measure> deflection(Response response) {
        return steadyAtEnd(response).flatMap(steady -> base(response).map(steady::minus));
    }

    static Optional<Measure> sagAmplitude(Response response) {
        return deflection(response)
                .filter(deflection -> deflection.value() <= 0)
                .flatMap(deflection -> steadyAtEnd(response))
                .flatMap(steady -> minimum(response).map(steady::minus));
    }

    static Optional<Measure> sagRatio1(Response response) {
        return sagAmplitude(response).flatMap(sag -> extent(response).map(sag::over));
    }

    static Optional<Measure> sagRatio2(Response response) {
        return deflection(response)
                .flatMap(deflection ->
                        extent(response).map(extent -> deflection.over(extent).times(-1)));
    }

    /** Base minus minimum. */
    private static Optional<Measure> extent(Response response) {
        return base(response)
                .flatMap(base -> minimum(response).map(base::minus))
                .filter(extent -> extent.value() != 0);
    }
}
