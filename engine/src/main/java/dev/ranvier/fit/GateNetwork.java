package dev.ranvier.fit;

import dev.ranvier.channel.Tabulated;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.learned.CurveNetwork;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.TangentKernel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The network weights of one gate of a {@link Tabulated} channel: theta -> curves at the nodes -> table of x_inf and decay. */
public final class GateNetwork implements ParameterBlock {
    private final Cell cell;
    private final String channel;
    private final int gate;
    private final LearnedCurves initial;
    private final VoltageGrid grid;
    private final Roughness roughness;

    /** Of gate number {@code gate} of a channel of a cell, from its network. */
    public GateNetwork(Cell cell, String channel, int gate, LearnedCurves initial) {
        this.cell = cell;
        this.channel = channel;
        this.gate = gate;
        this.initial = initial;
        grid = ((Tabulated) cell.insertions().get(cell.indexOf(channel)).mechanism())
                .tables()
                .grid();
        roughness = new Roughness(grid);
    }

    /** The same gate from another network. */
    GateNetwork from(LearnedCurves other) {
        return new GateNetwork(cell, channel, gate, other);
    }

    /** The network at theta. */
    LearnedCurves curves(double[] theta) {
        return LearnedCurves.of(initial.hidden(), theta);
    }

    @Override
    public int size() {
        return LearnedCurves.weightCount(initial.hidden());
    }

    @Override
    public double[] start() {
        return initial.weights();
    }

    /** Another random network; the spread does not matter. */
    @Override
    public double[] start(RandomGenerator random, double spread) {
        return LearnedCurves.initialise(initial.hidden(), random.nextLong()).weights();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean hasFeatures() {
        return true;
    }

    @Override
    public Bound bind(List<Rig> rigs) {
        return new InBatches(new GateTables(rigs, channel, gate));
    }

    private final class InBatches implements Bound {
        private final GateTables tables;
        private final CurveNetwork network = new CurveNetwork(initial.hidden(), grid);

        InBatches(GateTables tables) {
            this.tables = tables;
        }

        @Override
        public Set<Target> targets(int k) {
            return Set.of(tables.target());
        }

        private double[][] curves(double[] theta) {
            network.forward(theta);
            return new double[][] {network.output(0), network.output(1)};
        }

        @Override
        public boolean write(double[] theta, int lane) {
            tables.write(curves(theta));
            return true;
        }

        @Override
        public void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot) {
            network.forward(theta);
            tables.pushForward(rig, direction, lane, network.tangent(thetaDot));
        }

        @Override
        public double[] pullBack(int rig, Differentials bars, int place, double[] theta) {
            double[] gradient = new double[size()];
            network.linearise(theta);
            network.adjoint(tables.pullBack(rig, bars, place), gradient, 0);
            return gradient;
        }

        @Override
        public Features features(double[] theta) {
            TangentKernel kernel = new TangentKernel(network, theta);
            List<double[][]> curves =
                    IntStream.range(0, kernel.rank()).mapToObj(kernel::feature).toList();
            return new Features() {
                @Override
                public int count() {
                    return kernel.rank();
                }

                @Override
                public void pushForward(int rig, Differentials direction, int lane, int k) {
                    tables.pushForward(rig, direction, lane, curves.get(k));
                }

                @Override
                public List<double[]> penaltySlopes(Penalties weights) {
                    return curves.stream().map(bent -> penalty(bent, weights)).toList();
                }

                @Override
                public double[] step(double[] y) {
                    return kernel.step(y);
                }
            };
        }

        private double[] penalty(double[][] curves, Penalties weights) {
            return GateSplines.weighted(roughness.of(curves), weights);
        }

        @Override
        public double[] longest(double[] theta) {
            return GateSplines.unit(theta.length);
        }

        @Override
        public double[] penalties(double[] theta, Penalties weights) {
            return weights.roughness() == 0 ? new double[0] : penalty(curves(theta), weights);
        }

        @Override
        public List<double[]> penaltySlopes(double[] theta, Penalties weights) {
            network.forward(theta);
            return IntStream.range(0, size())
                    .mapToObj(k -> {
                        double[] unit = new double[size()];
                        unit[k] = 1;
                        return weights.roughness() == 0 ? new double[0] : penalty(network.tangent(unit), weights);
                    })
                    .toList();
        }
    }
}
