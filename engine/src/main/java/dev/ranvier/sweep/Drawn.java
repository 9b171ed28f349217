package dev.ranvier.sweep;

import java.util.List;
import java.util.Objects;

/**
 * Points drawn from distributions.
 *
 * @param variables one distribution a number
 * @param sampler how the unit cube is filled
 * @param points how many
 * @param seed of the draws; for {@link Sampler#SOBOL} of a shift of all points, 0 for none
 */
public record Drawn(List<Variable> variables, Sampler sampler, long points, long seed) implements Design {
    /** How the unit cube is filled. */
    public enum Sampler {
        /** Independently. */
        RANDOM,
        /** One point in each of as many slices of every coordinate as there are points; see {@link LatinHypercube}. */
        LATIN_HYPERCUBE,
        /** Sobol's sequence; see {@link Sobol}. */
        SOBOL
    }

    /** A number and what is believed of it. */
    public record Variable(String name, Distribution distribution) {}

    /** Copies the list; refuses less than one point, and more numbers or points than Sobol's sequence has here. */
    public Drawn {
        variables = List.copyOf(variables);
        if (points < 1) {
            throw new IllegalArgumentException("at least one point is needed: points=" + points);
        }
        if (sampler == Sampler.SOBOL && (variables.size() > Sobol.DIMENSIONS || points > 1L << 32)) {
            throw new IllegalArgumentException("Sobol points may have " + Sobol.DIMENSIONS
                    + " numbers and be 2^32 at most: " + variables.size() + " numbers, " + points + " points");
        }
    }

    @Override
    public List<String> names() {
        return variables.stream().map(Variable::name).toList();
    }

    @Override
    public double[] at(long k) {
        Objects.checkIndex(k, points);
        UnitPoints units = switch (sampler) {
            case RANDOM -> new RandomPoints(seed);
            case LATIN_HYPERCUBE -> new LatinHypercube(points, seed);
            case SOBOL -> new Sobol(seed);
        };
        double[] point = new double[variables.size()];
        for (int d = 0; d < point.length; d++) {
            point[d] = variables.get(d).distribution().quantile(units.at(k, d));
        }
        return point;
    }
}
