package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Blocks one after the other: in theta, in the columns of their features, and in their penalties.
 *
 * @param blocks the blocks
 */
record Blocks(List<ParameterBlock> blocks) implements ParameterBlock {
    @Override
    public int size() {
        return blocks.stream().mapToInt(ParameterBlock::size).sum();
    }

    @Override
    public List<Parameter> parameters() {
        return blocks.stream().flatMap(block -> block.parameters().stream()).toList();
    }

    @Override
    public boolean hasPriors() {
        return blocks.stream().anyMatch(ParameterBlock::hasPriors);
    }

    /** The values of these at theta. */
    List<Double> values(double[] theta) {
        return IntStream.range(0, blocks.size())
                .boxed()
                .flatMapToDouble(
                        k -> Arrays.stream(ParameterSet.values(blocks.get(k).parameters(), part(theta, k))))
                .boxed()
                .toList();
    }

    @Override
    public double[] start() {
        return joined(k -> blocks.get(k).start());
    }

    @Override
    public double[] start(RandomGenerator random, double spread) {
        return joined(k -> blocks.get(k).start(random, spread));
    }

    /** The part of theta that is a block's. */
    double[] part(double[] theta, int block) {
        int from =
                blocks.subList(0, block).stream().mapToInt(ParameterBlock::size).sum();
        return Arrays.copyOfRange(theta, from, from + blocks.get(block).size());
    }

    private double[] joined(IntFunction<double[]> ofBlock) {
        return IntStream.range(0, blocks.size())
                .mapToObj(ofBlock)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Override
    public boolean isShared() {
        return blocks.stream().anyMatch(ParameterBlock::isShared);
    }

    /** Whether a stage may be a leap, which loses a spike that does not come back: of curves and networks. Their starts run one by one. */
    boolean mayLeap() {
        return isShared() || parameters().stream().anyMatch(Parameter::isWeight);
    }

    @Override
    public boolean hasFeatures() {
        return blocks.stream().anyMatch(ParameterBlock::hasFeatures);
    }

    @Override
    public Bound bind(List<Rig> rigs) {
        return new InBatches(blocks.stream().map(block -> block.bind(rigs)).toList());
    }

    private final class InBatches implements Bound {
        private final List<Bound> bound;

        InBatches(List<Bound> bound) {
            this.bound = bound;
        }

        @Override
        public Set<Target> targets(int k) {
            int block = 0, own = k;
            while (own >= blocks.get(block).size()) {
                own -= blocks.get(block++).size();
            }
            return bound.get(block).targets(own);
        }

        /** Blocks before the one that is not allowed have been written then. */
        @Override
        public boolean write(double[] theta, int lane) {
            return IntStream.range(0, bound.size()).allMatch(k -> bound.get(k).write(part(theta, k), lane));
        }

        @Override
        public void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot) {
            for (int k = 0; k < bound.size(); k++) {
                bound.get(k).pushForward(rig, direction, lane, part(theta, k), part(thetaDot, k));
            }
        }

        @Override
        public double[] pullBack(int rig, Differentials bars, int place, double[] theta) {
            return joined(k -> bound.get(k).pullBack(rig, bars, place, part(theta, k)));
        }

        @Override
        public Features features(double[] theta) {
            List<Features> parts = IntStream.range(0, bound.size())
                    .mapToObj(k -> bound.get(k).features(part(theta, k)))
                    .toList();
            return new Features() {
                @Override
                public int count() {
                    return parts.stream().mapToInt(Features::count).sum();
                }

                @Override
                public void pushForward(int rig, Differentials direction, int lane, int k) {
                    int block = block(k);
                    parts.get(block).pushForward(rig, direction, lane, k - before(block));
                }

                @Override
                public boolean isFelt(int rig, int k, VoltageRanges voltages) {
                    int block = block(k);
                    return parts.get(block).isFelt(rig, k - before(block), voltages);
                }

                private int block(int k) {
                    int block = 0;
                    while (k >= before(block + 1)) {
                        block++;
                    }
                    return block;
                }

                private int before(int block) {
                    return parts.subList(0, block).stream()
                            .mapToInt(Features::count)
                            .sum();
                }

                @Override
                public List<double[]> penaltySlopes(Penalties weights) {
                    return stacked(
                            parts.stream()
                                    .map(part -> part.penaltySlopes(weights))
                                    .toList(),
                            theta,
                            weights);
                }

                @Override
                public double[] step(double[] y) {
                    return InBatches.step(parts, y);
                }
            };
        }

        private static double[] step(List<Features> parts, double[] y) {
            List<double[]> steps = new ArrayList<>();
            int from = 0;
            for (Features part : parts) {
                int to = from + part.count();
                steps.add(part.step(Arrays.copyOfRange(y, from, to)));
                from = to;
            }
            return steps.stream().flatMapToDouble(Arrays::stream).toArray();
        }

        @Override
        public double[] penalties(double[] theta, Penalties weights) {
            return joined(k -> bound.get(k).penalties(part(theta, k), weights));
        }

        @Override
        public List<double[]> penaltySlopes(double[] theta, Penalties weights) {
            return stacked(
                    IntStream.range(0, bound.size())
                            .mapToObj(k -> bound.get(k).penaltySlopes(part(theta, k), weights))
                            .toList(),
                    theta,
                    weights);
        }

        @Override
        public double[] longest(double[] theta) {
            return joined(k -> bound.get(k).longest(part(theta, k)));
        }

        /** Columns of each block's own penalties among those of all. */
        private List<double[]> stacked(List<List<double[]>> slopes, double[] theta, Penalties weights) {
            int[] counts = IntStream.range(0, bound.size())
                    .map(k -> bound.get(k).penalties(part(theta, k), weights).length)
                    .toArray();
            int all = Arrays.stream(counts).sum(), from = 0;
            List<double[]> columns = new ArrayList<>();
            for (int k = 0; k < counts.length; k++) {
                for (double[] own : slopes.get(k)) {
                    double[] column = new double[all];
                    System.arraycopy(own, 0, column, from, own.length);
                    columns.add(column);
                }
                from += counts[k];
            }
            return columns;
        }
    }
}
