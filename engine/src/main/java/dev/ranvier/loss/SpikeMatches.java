package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The spikes of a trace and which recorded ones they are: one to one, the nearest first, up to the tolerance's {@code match}. */
final class SpikeMatches {
    /** What rises so soon after a fall is noise on the fall. */
    private static final double NOISE_ms = 0.5;

    private static final int NONE = -1;

    private final double[] recorded_ms;
    private final List<Spike> spikes;
    private final List<Measure> times_ms;
    /** By recorded spike, the number of the trace's spike, or NONE. */
    private final int[] matches;

    private final boolean[] hasPartner;

    /** Of the spikes of a trace that rise at a time or later. */
    SpikeMatches(Sampling sampling, double[] v, SpikeTolerance tolerance, double from_ms, double[] recorded_ms) {
        this.recorded_ms = recorded_ms;
        spikes = spikes(sampling, v, tolerance, from_ms);
        times_ms = spikes.stream()
                .map(spike -> time_ms(sampling, v, tolerance, spike))
                .toList();
        matches = new int[recorded_ms.length];
        hasPartner = new boolean[spikes.size()];
        match(tolerance.match_ms());
    }

    /** When the spikes of a trace rise through the threshold; what rises less than 0.5 ms after a fall is no new spike. */
    static double[] times_ms(Sampling sampling, double[] v, SpikeTolerance tolerance, double from_ms) {
        return spikes(sampling, v, tolerance, from_ms).stream()
                .mapToDouble(spike -> time_ms(sampling, v, tolerance, spike).value())
                .toArray();
    }

    private static List<Spike> spikes(Sampling sampling, double[] v, SpikeTolerance tolerance, double from_ms) {
        List<Spike> spikes = new ArrayList<>();
        double fell_ms = Double.NEGATIVE_INFINITY;
        for (Spike spike : Spike.of(v, tolerance.threshold_mV())) {
            double rises_ms = sampling.time_ms(spike.up());
            if (rises_ms >= from_ms && rises_ms - fell_ms >= NOISE_ms) {
                spikes.add(spike);
            }
            fell_ms = sampling.time_ms(spike.down());
        }
        return spikes;
    }

    private static Measure time_ms(Sampling sampling, double[] v, SpikeTolerance tolerance, Spike spike) {
        return Crossing.time_ms(v, spike.up(), Measure.constant(tolerance.threshold_mV()), sampling.interval_ms());
    }

    /** A recorded spike, one of the trace, and how far apart they are. */
    private record Pair(int recorded, int spike, double distance_ms) {}

    private void match(double limit_ms) {
        Arrays.fill(matches, NONE);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < recorded_ms.length; i++) {
            for (int s = 0; s < spikes.size(); s++) {
                double distance_ms = Math.abs(times_ms.get(s).value() - recorded_ms[i]);
                if (distance_ms <= limit_ms) {
                    pairs.add(new Pair(i, s, distance_ms));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance_ms));
        for (Pair pair : pairs) {
            if (matches[pair.recorded] == NONE && !hasPartner[pair.spike]) {
                matches[pair.recorded] = pair.spike;
                hasPartner[pair.spike] = true;
            }
        }
    }

    /** How many spikes the trace has. */
    int spikes() {
        return spikes.size();
    }

    /** Spike s of the trace. */
    Spike spike(int s) {
        return spikes.get(s);
    }

    /** When it rises. */
    Measure time_ms(int s) {
        return times_ms.get(s);
    }

    /** Whether it is a recorded one. */
    boolean hasPartner(int s) {
        return hasPartner[s];
    }

    /** Whether recorded spike i is not missed. */
    boolean isMatched(int i) {
        return matches[i] != NONE;
    }

    /** How late recorded spike i comes, if it is not missed. */
    Measure delay_ms(int i) {
        return times_ms.get(matches[i]).minus(recorded_ms[i]);
    }
}
