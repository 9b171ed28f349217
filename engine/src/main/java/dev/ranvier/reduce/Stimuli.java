package dev.ranvier.reduce;

import dev.ranvier.model.ModelException;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Currents into the soma, scaled to the current at which a cell just fires. Noises differ in mean, deviation and correlation time,
 * which are spread evenly over their ranges (Halton, Numer. Math. 2 (1960) 84), so that a set of any size is mixed.
 *
 * @param rheobase_nA the least current that makes the cell fire
 * @param seed of the noises
 */
public record Stimuli(double rheobase_nA, long seed) {
    private static final double LOWEST_MEAN = 1, HIGHEST_MEAN = 3.5, LOWEST_SD = 0.4, HIGHEST_SD = 1.6;
    private static final double SHORTEST_ms = 3, LONGEST_ms = 30;
    private static final int[] BASES = {2, 3, 5};

    /** Refuses a rheobase that is not positive. */
    public Stimuli {
        ModelException.positive("rheobase_nA", rheobase_nA);
    }

    /** Noises number {@code from} to {@code to - 1}, means of 1 to 3.5 rheobases, deviations of 0.4 to 1.6, correlated for 3 to 30 ms. */
    public List<OrnsteinUhlenbeck> noises(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::noise).toList();
    }

    private OrnsteinUhlenbeck noise(int number) {
        return new OrnsteinUhlenbeck(
                rheobase_nA * between(LOWEST_MEAN, HIGHEST_MEAN, radicalInverse(number + 1, BASES[0])),
                rheobase_nA * between(LOWEST_SD, HIGHEST_SD, radicalInverse(number + 1, BASES[1])),
                SHORTEST_ms * Math.pow(LONGEST_ms / SHORTEST_ms, radicalInverse(number + 1, BASES[2])),
                1_000_003 * seed + number);
    }

    private static double between(double low, double high, double part) {
        return low + part * (high - low);
    }

    /** The digits of a number mirrored at the point. */
    private static double radicalInverse(int number, int base) {
        double inverse = 0, digit = 1.0 / base;
        for (int rest = number; rest > 0; rest /= base) {
            inverse += rest % base * digit;
            digit /= base;
        }
        return inverse;
    }

    /** Steps of so many amplitudes in rheobases, after 10 ms. */
    public List<Stimulus> steps(List<Double> amplitudes, double duration_ms) {
        return amplitudes.stream()
                .<Stimulus>map(amplitude -> new Stimulus.Step(10, duration_ms, amplitude * rheobase_nA))
                .toList();
    }
}
