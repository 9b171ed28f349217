package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Weights;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The {@link Weights} that all sites of a channel share: theta is these numbers, within their ranges. */
public final class SharedWeights implements ParameterBlock {
    private static final double LONGEST = 0.5;

    private final int channel;
    private final Weights weights;
    private final double deviation;

    /**
     * Of a channel of a cell, from its defaults.
     *
     * @param deviation how far every weight is expected to be from there
     * @throws ModelException for a channel that shares no weights
     */
    public SharedWeights(Cell cell, String channel, double deviation) {
        this.channel = cell.indexOf(channel);
        this.deviation = deviation;
        ModelException.positive("deviation", deviation);
        if (!(cell.insertions().get(this.channel).mechanism().schema().shared() instanceof Weights shared)
                || shared.count() == 0) {
            throw new ModelException("channel " + channel + " has no weights that its sites share");
        }
        weights = shared;
    }

    @Override
    public int size() {
        return weights.count();
    }

    @Override
    public double[] start() {
        return weights.numbers().stream().mapToDouble(Field::value).toArray();
    }

    @Override
    public boolean hasPriors() {
        return true;
    }

    /** Each weight moved by the deviation times the spread, normally distributed, but not out of its range. */
    @Override
    public double[] start(RandomGenerator random, double spread) {
        return weights.numbers().stream()
                .mapToDouble(w -> Math.clamp(w.value() + deviation * spread * random.nextGaussian(), w.low(), w.high()))
                .toArray();
    }

    @Override
    public boolean isShared() {
        return true;
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
        private final List<Rig> rigs;

        InBatches(List<Rig> rigs) {
            this.rigs = List.copyOf(rigs);
        }

        private Target target() {
            return new Target.Shared(channel);
        }

        @Override
        public Set<Target> targets(int k) {
            return Set.of(target());
        }

        /** They are those of all lanes. */
        @Override
        public boolean write(double[] theta, int lane) {
            for (int k = 0; k < theta.length; k++) {
                Field weight = weights.numbers().get(k);
                if (!(theta[k] >= weight.low() && theta[k] <= weight.high())) {
                    return false;
                }
            }
            for (Rig rig : rigs) {
                Column values = rig.batch().shared(channel);
                for (int k = 0; k < theta.length; k++) {
                    values.set(k, theta[k]);
                }
            }
            return true;
        }

        @Override
        public void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot) {
            for (int k = 0; k < thetaDot.length; k++) {
                direction.rows(target()).column(k).set(lane, thetaDot[k]);
            }
        }

        @Override
        public double[] pullBack(int rig, Differentials bars, int place, double[] theta) {
            return IntStream.range(0, size())
                    .mapToDouble(k -> bars.rows(target()).column(k).get(place))
                    .toArray();
        }

        /** {@code (w - start)/deviation} with the weight of priors, {@code w - start} with that of tethers. */
        @Override
        public double[] penalties(double[] theta, Penalties penalties) {
            double[] away = start();
            Arrays.setAll(away, k -> theta[k] - away[k]);
            return scales(penalties)
                    .flatMap(scale -> DoubleStream.of(away).map(x -> scale * x))
                    .toArray();
        }

        @Override
        public List<double[]> penaltySlopes(double[] theta, Penalties penalties) {
            List<double[]> slopes = new ArrayList<>();
            for (int by = 0; by < size(); by++) {
                int column = by;
                slopes.add(scales(penalties)
                        .flatMap(scale -> IntStream.range(0, size()).mapToDouble(k -> k == column ? scale : 0))
                        .toArray());
            }
            return slopes;
        }

        /** What a prior and a tether are per unit of a weight, without those that are not in use. */
        private DoubleStream scales(Penalties penalties) {
            return DoubleStream.of(penalties.prior() / deviation, penalties.tether())
                    .filter(scale -> scale != 0);
        }

        /** Half the deviation. */
        @Override
        public double[] longest(double[] theta) {
            double[] longest = new double[size()];
            Arrays.fill(longest, LONGEST * deviation);
            return longest;
        }
    }
}
