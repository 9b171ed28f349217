package dev.ranvier.sweep;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every point of a design several times, each time with other seeds: whole numbers in [0, 10^9) that are drawn for the point and
 * the repeat.
 *
 * @param design the points
 * @param repeats how often each is run, one after the other
 * @param seedNames which numbers of the model are seeds
 * @param seed of the draws
 */
public record Repeated(Design design, int repeats, List<String> seedNames, long seed) implements Design {
    private static final int SEEDS = 1_000_000_000;

    /** Copies the list; refuses less than one repeat. */
    public Repeated {
        seedNames = List.copyOf(seedNames);
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats must be positive: repeats=" + repeats);
        }
    }

    @Override
    public List<String> names() {
        return Stream.concat(design.names().stream(), seedNames.stream()).toList();
    }

    @Override
    public long points() {
        return Math.multiplyExact(design.points(), (long) repeats);
    }

    @Override
    public double[] at(long k) {
        Objects.checkIndex(k, points());
        double[] varied = design.at(k / repeats), point = new double[varied.length + seedNames.size()];
        System.arraycopy(varied, 0, point, 0, varied.length);
        for (int s = 0; s < seedNames.size(); s++) {
            point[varied.length + s] = Math.floor(SEEDS * RandomNumbers.at(seed, s, k));
        }
        return point;
    }
}
