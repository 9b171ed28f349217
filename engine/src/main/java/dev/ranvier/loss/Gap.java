package dev.ranvier.loss;

import java.util.Optional;
import java.util.stream.IntStream;

/** How many mV a trace is away from having a feature that it lacks; what gives a fit a slope towards it. */
final class Gap {
    /** How far beyond the threshold a voltage is asked to go, so that the fit does not stop in front of it. */
    private static final double MARGIN_mV = 10;

    private Gap() {}

    /**
     * To one spike more: what the highest voltage during the stimulus, outside spikes with their rise and fall, lacks to the
     * threshold. A trace that ends above the threshold lacks a fall instead: what its lowest voltage since it rose is above the
     * threshold.
     */
    static Optional<Measure> toSpike(Response response) {
        double[] v = response.v;
        double threshold_mV = response.stimulus.threshold_mV();
        if (v[v.length - 1] > threshold_mV) {
            int rose = v.length - 1;
            while (rose > 0 && v[rose - 1] > threshold_mV) {
                rose--;
            }
            return IntStream.range(rose, v.length)
                    .boxed()
                    .reduce((a, b) -> v[b] < v[a] ? b : a)
                    .map(lowest -> response.at(lowest).minus(threshold_mV - MARGIN_mV));
        }
        return IntStream.range(
                        response.sampling.firstFrom(response.stimulus.start_ms()),
                        response.sampling.firstFrom(response.stimulus.end_ms()))
                .filter(k -> v[k] <= threshold_mV && response.spikes.stream().noneMatch(spike -> spike.covers(k)))
                .boxed()
                .reduce((a, b) -> v[b] > v[a] ? b : a)
                .map(highest -> response.at(highest).minus(threshold_mV + MARGIN_mV));
    }

    /** To a stimulus that hyperpolarises: its deflection, where that is upwards. */
    static Optional<Measure> toHyperpolarisation(Response response) {
        return SubthresholdFeatures.deflection(response).filter(deflection -> deflection.value() > 0);
    }

    /** A feature that only the stimulus or the length of the trace can give. */
    static Optional<Measure> none(Response response) {
        return Optional.empty();
    }
}
