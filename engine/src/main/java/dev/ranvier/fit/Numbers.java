package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Numbers of the model, each in the coordinate of its transform, with their priors.
 *
 * @param parameters the numbers
 */
public record Numbers(List<Parameter> parameters) implements ParameterBlock {
    /** How far a number that may be negative is scattered: its transform's unit times this times the spread. */
    private static final double SCATTER = 10;

    private static final double LONGEST = 0.5;

    /** Copies the list. */
    public Numbers {
        parameters = List.copyOf(parameters);
    }

    @Override
    public int size() {
        return parameters.size();
    }

    @Override
    public double[] start() {
        return ParameterSet.start(parameters);
    }

    /** A positive number times a factor in {@code [1 - spread, 1 + spread]}, one with bounds moved by that part of the way there. */
    @Override
    public double[] start(RandomGenerator random, double spread) {
        return parameters.stream()
                .mapToDouble(parameter -> scattered(parameter, spread * (2 * random.nextDouble() - 1)))
                .toArray();
    }

    private static double scattered(Parameter parameter, double by) {
        double x = parameter.start();
        return switch (parameter.transform()) {
            case Transform.Linear linear -> linear.theta(x) + SCATTER * by;
            case Transform.Log log -> log.theta(x * (1 + by));
            case Transform.Softplus softplus -> softplus.theta(x * (1 + by));
            case Transform.Bounded bounded -> bounded.theta(x + by * (by > 0 ? bounded.high() - x : x - bounded.low()));
        };
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean hasFeatures() {
        return false;
    }

    @Override
    public Bound bind(List<Rig> rigs) {
        return new InBatches(rigs);
    }

    private final class InBatches implements Bound {
        private final List<ParameterSet> sets;

        InBatches(List<Rig> rigs) {
            sets = rigs.stream()
                    .map(rig -> new ParameterSet(parameters, rig.batch(), rig.drive()))
                    .toList();
        }

        @Override
        public Set<Target> targets(int k) {
            return sets.stream().map(set -> set.target(k)).collect(Collectors.toSet());
        }

        @Override
        public boolean write(double[] theta, int lane) {
            if (!sets.stream().allMatch(set -> set.isAllowed(theta))) {
                return false;
            }
            sets.forEach(set -> set.write(theta, lane));
            return true;
        }

        @Override
        public void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot) {
            sets.get(rig).direct(direction, theta, thetaDot, lane);
        }

        @Override
        public double[] pullBack(int rig, Differentials bars, int place, double[] theta) {
            return sets.get(rig).gradient(bars, theta, place);
        }

        @Override
        public double[] penalties(double[] theta, Penalties weights) {
            double[] start = start(), priors = ParameterSet.priors(parameters, theta);
            return joined(
                    DoubleStream.of(priors).map(residual -> weights.prior() * residual),
                    IntStream.range(0, size()).mapToDouble(p -> tether(p, weights) * (theta[p] - start[p])),
                    weights);
        }

        @Override
        public List<double[]> penaltySlopes(double[] theta, Penalties weights) {
            List<double[]> slopes = new ArrayList<>();
            for (int by = 0; by < size(); by++) {
                int column = by;
                slopes.add(joined(
                        DoubleStream.of(ParameterSet.priorSlopes(parameters, theta, by))
                                .map(slope -> weights.prior() * slope),
                        IntStream.range(0, size()).mapToDouble(p -> p == column ? tether(p, weights) : 0),
                        weights));
            }
            return slopes;
        }

        /**
         * Numbers of the stimulus are not tied: no clamp leads them away, and times are found better freely; nor are weights of networks,
         * whose starts mean nothing.
         */
        private double tether(int p, Penalties weights) {
            return switch (parameters.get(p).quantity()) {
                case Quantity.StimulusParameter _, Quantity.NetworkWeight _ -> 0;
                default -> weights.tether();
            };
        }

        /** Half a unit of its coordinate, or half the deviation of its prior where that is less. */
        @Override
        public double[] longest(double[] theta) {
            return IntStream.range(0, size())
                    .mapToDouble(p -> LONGEST * unit(parameters.get(p), theta[p]))
                    .toArray();
        }

        private static double unit(Parameter parameter, double theta) {
            return parameter
                    .prior()
                    .map(prior -> Math.min(1, prior.sd() / parameter.transform().slope(theta)))
                    .orElse(1.0);
        }

        private static double[] joined(DoubleStream priors, DoubleStream tethers, Penalties weights) {
            return DoubleStream.concat(
                            weights.prior() == 0 ? DoubleStream.empty() : priors,
                            weights.tether() == 0 ? DoubleStream.empty() : tethers)
                    .toArray();
        }
    }
}
