package dev.ranvier.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A voltage trace with its stimulus, cut into spikes; what the features are made of. */
final class Response {
    final double[] v;
    final Sampling sampling;
    final StimulusWindow stimulus;
    final List<Spike> spikes;
    private final int first;
    private final int afterLast;

    Response(double[] v, Sampling sampling, StimulusWindow stimulus) {
        sampling.requireLength("trace_mV", v);
        this.v = v;
        this.sampling = sampling;
        this.stimulus = stimulus;
        this.spikes = Spike.of(v, stimulus.threshold_mV());
        first = sampling.firstFrom(stimulus.start_ms());
        afterLast = sampling.firstAfter(stimulus.end_ms());
    }

    /** Whether the peak of a spike lies in {@code [start, end]} of the stimulus. */
    boolean isDuringStimulus(Spike spike) {
        return spike.peak() >= first && spike.peak() < afterLast;
    }

    Measure at(int k) {
        return Measure.sample(v, k);
    }

    /** Mean of the samples {@code [from, to)}; missing if there are none. */
    Optional<Measure> mean(int from, int to) {
        return from < to ? Optional.of(Measure.mean(v, from, to)) : Optional.empty();
    }

    /** The lowest (sign 1) or highest (sign -1) sample during the stimulus, the first of equals; missing if there are none. */
    Optional<Measure> extreme(int sign) {
        int from = sampling.firstFrom(stimulus.start_ms()), to = sampling.firstFrom(stimulus.end_ms());
        return IntStream.range(from, to)
                .boxed()
                .reduce((a, b) -> sign * v[b] < sign * v[a] ? b : a)
                .map(this::at);
    }
}
