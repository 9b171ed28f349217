package dev.ranvier.files.signal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When an injected current is on: from its first to its last change. A current that was measured changes by noise at every sample; it
 * is on from where it leaves what it was at the beginning, by more than noise, until it is what it is at the end.
 *
 * @param first the first sample that differs from the one before
 * @param last the last of these
 */
public record StimulusSpan(int first, int last) {
    /** Changes below this part of the range that go up and down are noise. */
    private static final double SMALL = 0.25, LEAST = 0.02, NOISES = 8;

    private static final int IN_A_ROW = 3, FEWEST = 10, PART = 200;

    /** Of a current at samples; empty if it does not change. */
    public static Optional<StimulusSpan> of(double[] current_nA) {
        int[] changes = IntStream.range(1, current_nA.length)
                .filter(k -> current_nA[k] != current_nA[k - 1])
                .toArray();
        if (changes.length == 0) {
            return Optional.empty();
        }
        double[] sizes = Arrays.stream(changes)
                .mapToDouble(k -> Math.abs(current_nA[k] - current_nA[k - 1]))
                .sorted()
                .toArray();
        double range_nA = Arrays.stream(current_nA).max().orElseThrow()
                - Arrays.stream(current_nA).min().orElseThrow();
        double size_nA = sizes[sizes.length / 2];
        return size_nA < SMALL * range_nA && goesUpAndDown(current_nA, changes)
                ? ofMeasured(current_nA, Math.max(NOISES * size_nA, LEAST * range_nA))
                : Optional.of(new StimulusSpan(changes[0], changes[changes.length - 1]));
    }

    private static boolean goesUpAndDown(double[] current_nA, int[] changes) {
        long turns = IntStream.range(1, changes.length)
                .filter(j -> (current_nA[changes[j]] - current_nA[changes[j] - 1])
                                * (current_nA[changes[j - 1]] - current_nA[changes[j - 1] - 1])
                        < 0)
                .count();
        return turns > changes.length / 4;
    }

    private static Optional<StimulusSpan> ofMeasured(double[] current_nA, double tolerance_nA) {
        double[] reversed = IntStream.range(0, current_nA.length)
                .mapToDouble(k -> current_nA[current_nA.length - 1 - k])
                .toArray();
        int first = leaves(current_nA, tolerance_nA), last = current_nA.length - leaves(reversed, tolerance_nA);
        return first < last ? Optional.of(new StimulusSpan(first, last)) : Optional.empty();
    }

    /** The first of several samples in a row that are away from the first ones, or the number of samples. */
    private static int leaves(double[] values, double tolerance) {
        double[] beginning = Arrays.copyOf(values, Math.min(values.length, Math.max(FEWEST, values.length / PART)));
        Arrays.sort(beginning);
        double level = beginning[beginning.length / 2];
        int away = 0;
        for (int k = 0; k < values.length; k++) {
            away = Math.abs(values[k] - level) > tolerance ? away + 1 : 0;
            if (away == IN_A_ROW) {
                return k + 1 - IN_A_ROW;
            }
        }
        return values.length;
    }
}
