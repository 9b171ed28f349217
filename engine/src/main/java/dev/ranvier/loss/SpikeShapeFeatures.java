package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Features of the shape of spikes, each the mean over the spikes that have it; defined in {@link Feature}. */
final class SpikeShapeFeatures {
    private SpikeShapeFeatures() {}

    static Optional<Measure> peak(Response response) {
        return mean(response, spike -> true, spike -> Optional.of(response.at(spike.peak())));
    }

    static Optional<Measure> onset(Response response) {
        return mean(response, spike -> true, spike -> SpikeOnset.voltage(response, spike));
    }

    static Optional<Measure> amplitude(Response response) {
        return mean(response, response::isDuringStimulus, spike -> amplitude(response, spike));
    }

    static Optional<Measure> firstAmplitude(Response response) {
        return response.spikes.stream()
                .filter(response::isDuringStimulus)
                .flatMap(spike -> amplitude(response, spike).stream())
                .findFirst();
    }

    private static Optional<Measure> amplitude(Response response, Spike spike) {
        return SpikeOnset.voltage(response, spike).map(response.at(spike.peak())::minus);
    }

    static Optional<Measure> minimumAfter(Response response) {
        return mean(response, Spike::hasAhp, spike -> Optional.of(response.at(spike.minimum())));
    }

    static Optional<Measure> depthAfter(Response response) {
        return minimumAfter(response)
                .flatMap(minimum -> SubthresholdFeatures.base(response).map(minimum::minus));
    }

    static Optional<Measure> depthFromPeak(Response response) {
        return mean(
                response,
                Spike::hasAhp,
                spike -> Optional.of(response.at(spike.peak()).minus(response.at(spike.minimum()))));
    }

    static Optional<Measure> widthAtThreshold(Response response) {
        Measure threshold = Measure.constant(response.stimulus.threshold_mV());
        return mean(
                response,
                Spike::hasAhp,
                spike -> Optional.of(crossing_ms(response, spike.down(), threshold)
                        .minus(crossing_ms(response, spike.up(), threshold))));
    }

    static Optional<Measure> widthAtHalfOverMinimum(Response response) {
        int start = response.sampling.firstFrom(response.stimulus.start_ms());
        return mean(
                response,
                Spike::hasAhp,
                spike -> width(
                        response,
                        spike,
                        Measure.mean(List.of(response.at(spike.peak()), response.at(spike.minimum()))),
                        spike.minimumBefore() < 0 ? start : spike.minimumBefore()));
    }

    static Optional<Measure> widthAtHalfOverOnset(Response response) {
        return mean(
                response,
                spike -> true,
                spike -> SpikeOnset.voltage(response, spike)
                        .flatMap(onset -> width(
                                response,
                                spike,
                                Measure.mean(List.of(response.at(spike.peak()), onset)),
                                SpikeOnset.searchedFrom(response, spike))));
    }

    /** From the last rise through a level before the peak, not before sample {@code from}, to the first fall after it. */
    private static Optional<Measure> width(Response response, Spike spike, Measure level, int from) {
        double[] v = response.v;
        int rise = spike.peak(), fall = spike.peak() + 1;
        while (rise > from && v[rise - 1] >= level.value()) {
            rise--;
        }
        while (fall < v.length && v[fall] > level.value()) {
            fall++;
        }
        return rise > from && fall < v.length
                ? Optional.of(crossing_ms(response, fall, level).minus(crossing_ms(response, rise, level)))
                : Optional.empty();
    }

    private static Measure crossing_ms(Response response, int k, Measure level) {
        return Crossing.time_ms(response.v, k, level, response.sampling.interval_ms());
    }

    private static Optional<Measure> mean(
            Response response, Predicate<Spike> which, Function<Spike, Optional<Measure>> of) {
        List<Measure> values = new ArrayList<>();
        for (Spike spike : response.spikes) {
            if (which.test(spike)) {
                of.apply(spike).ifPresent(values::add);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Measure.mean(values));
    }
}
