package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Features of the times of the spikes' peaks; defined in {@link Feature}. */
final class SpikeTimeFeatures {
    private static final double Hz_PER_PER_ms = 1000;
    /** The spikes that adaptation leaves out: this part of them, and at most so many; eFEL's. */
    private static final double SKIPPED_PART = 0.1;

    private static final int MOST_SKIPPED = 2, LEAST_FOR_ADAPTATION = 4;

    private SpikeTimeFeatures() {}

    static Optional<Measure> count(Response response) {
        SmoothSpikes spikes = new SmoothSpikes(response.stimulus.threshold_mV());
        double interval_ms = response.sampling.interval_ms();
        int first = response.sampling.firstFrom(response.stimulus.start_ms()),
                end =
                        Math.clamp(
                                response.sampling.firstAfter(response.stimulus.end_ms()),
                                first,
                                Math.max(first, response.v.length - 1));
        return Optional.of(new Measure(
                spikes.count(response.v, interval_ms, first, end),
                () -> slopes(spikes.train(response.v, interval_ms), first, end)));
    }

    private static Measure.Slopes slopes(SmoothSpikes.Train train, int first, int end) {
        int steps = end - first;
        int[] samples = new int[2 * steps];
        double[] slopes = new double[2 * steps];
        for (int k = 0; k < steps; k++) {
            int step = first + k;
            samples[k] = step;
            slopes[k] = train.byBefore[step];
            samples[steps + k] = step + 1;
            slopes[steps + k] = train.byAfter[step];
        }
        return new Measure.Slopes(samples, slopes);
    }

    static Optional<Measure> meanFrequency(Response response) {
        List<Measure> times = timesDuringStimulus(response);
        if (times.isEmpty()) {
            return Optional.empty();
        }
        double spikes = times.size();
        return Optional.of(times.getLast().minus(response.stimulus.start_ms()).under(Hz_PER_PER_ms * spikes));
    }

    /** Time of spike number {@code index} after the start of the stimulus. */
    static Optional<Measure> timeTo(Response response, int index) {
        return response.spikes.size() > index
                ? Optional.of(time(response, response.spikes.get(index)).minus(response.stimulus.start_ms()))
                : Optional.empty();
    }

    static Optional<Measure> timeToLast(Response response) {
        return timeTo(response, Math.max(0, response.spikes.size() - 1));
    }

    static Optional<Measure> firstInterval(Response response) {
        return intervals(allTimes(response)).stream().findFirst();
    }

    static Optional<Measure> rateOfFirstInterval(Response response) {
        return firstInterval(response).map(interval -> interval.under(Hz_PER_PER_ms));
    }

    static Optional<Measure> rateOfLastInterval(Response response) {
        return intervals(allTimes(response)).stream()
                .reduce((earlier, later) -> later)
                .map(interval -> interval.under(Hz_PER_PER_ms));
    }

    /** {@code sd / mean}, {@code d/dx_i = (x_i - mean) / ((n - 1) sd mean) - sd / (n mean^2)}. */
    static Optional<Measure> variation(Response response) {
        List<Measure> intervals = intervals(allTimes(response)).stream().skip(1).toList();
        int n = intervals.size();
        if (n < 2) {
            return Optional.empty();
        }
        double mean = intervals.stream().mapToDouble(Measure::value).average().orElseThrow();
        double square = intervals.stream()
                .mapToDouble(interval -> Math.pow(interval.value() - mean, 2))
                .sum();
        double sd = Math.sqrt(square / (n - 1));
        double[] partials = intervals.stream()
                .mapToDouble(x -> (sd > 0 ? (x.value() - mean) / ((n - 1) * sd * mean) : 0) - sd / (n * mean * mean))
                .toArray();
        return Optional.of(Measure.function(sd / mean, intervals, partials));
    }

    static Optional<Measure> adaptation(Response response) {
        List<Measure> times = timesDuringStimulus(response);
        int skipped = Math.min(MOST_SKIPPED, (int) (SKIPPED_PART * times.size() + 0.5));
        if (times.size() - skipped < LEAST_FOR_ADAPTATION) {
            return Optional.empty();
        }
        List<Measure> intervals = intervals(times.subList(skipped, times.size()));
        List<Measure> changes = new ArrayList<>();
        for (int i = 1; i < intervals.size(); i++) {
            changes.add(relativeChange(intervals.get(i - 1), intervals.get(i)));
        }
        return Optional.of(Measure.mean(changes));
    }

    /** {@code (b - a) / (b + a)}. */
    private static Measure relativeChange(Measure a, Measure b) {
        double sum = a.value() + b.value();
        return Measure.function(
                (b.value() - a.value()) / sum,
                List.of(a, b),
                -2 * b.value() / (sum * sum),
                2 * a.value() / (sum * sum));
    }

    private static List<Measure> intervals(List<Measure> times) {
        List<Measure> intervals = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            intervals.add(times.get(i).minus(times.get(i - 1)));
        }
        return intervals;
    }

    private static List<Measure> allTimes(Response response) {
        return response.spikes.stream().map(spike -> time(response, spike)).toList();
    }

    private static List<Measure> timesDuringStimulus(Response response) {
        return response.spikes.stream()
                .filter(response::isDuringStimulus)
                .map(spike -> time(response, spike))
                .toList();
    }

    private static Measure time(Response response, Spike spike) {
        return Crossing.peakTime_ms(response.v, spike.peak(), response.sampling.interval_ms());
    }
}
