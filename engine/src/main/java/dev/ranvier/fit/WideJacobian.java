package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Features;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.record.ManyTangents;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Jacobian of one start forwards, as {@link ForwardJacobian}, with the tangents by all coordinates side by side: for many numbers of a
 * small cell, and for curves and networks of gates, whose {@link Features} are few beside the samples.
 */
final class WideJacobian implements Jacobian {
    private static final int ROWS = 3;
    /** Tangents that do not fit into so much, half of a cache of the second level, go beside a run of their own. */
    private static final long CACHED_BYTES = 1L << 20;

    private static final int MOST_TOGETHER = 256;

    private final StartLanes lanes;
    private final List<Sweep> sweeps = new ArrayList<>();
    /** Of the last point with steps. */
    private Optional<Features> linearised = Optional.empty();

    WideJacobian(FitProblem problem) {
        lanes = new StartLanes(problem, 1, (_, _) -> ROWS);
        lanes.experiments.forEach(experiment -> sweeps.add(new Sweep(problem, experiment)));
    }

    /**
     * One experiment: the tangents of what was recorded, at its samples, by what is felt at the voltages that a run without them came
     * to.
     */
    private final class Sweep implements TangentSweep.Listener {
        private final ExperimentLanes at;
        private final Differentials directions;
        private final ExperimentTangents tangents;
        private final VoltageRanges voltages;
        private final ManyTangents recorded;
        /** {@code [coordinate][sample]}. */
        private double[][] columns = new double[0][];

        /** Of those that are felt, the ones beside the run that is under way. */
        private int[] beside = new int[0];
        /** Theirs at the sample that is under way. */
        private double[] ofSample = new double[0];

        Sweep(FitProblem problem, ExperimentLanes at) {
            this.at = at;
            long fitting = CACHED_BYTES / (Differentials.columns(at.batch) * at.batch.elements() * Double.BYTES);
            int together = Math.clamp(fitting, Lanes.PADDING, MOST_TOGETHER);
            directions = Differentials.many(
                    at.batch, at.drive, Math.min(together, problem.block().size()), lanes.targets());
            tangents = new ExperimentTangents(at, List.of(directions), this);
            voltages = new VoltageRanges(at.batch);
            recorded = new ManyTangents(
                    at.batch, problem.scheme(), at.drive, at.observed().getFirst(), at.first(), directions);
        }

        /** Runs without tangents. */
        List<Divergence> run() {
            voltages.begin();
            return at.run(at.lead.map(lead -> voltages.in(lead.batch)).orElse(StepListener.NONE), voltages);
        }

        /** Runs again, as often as it takes, and has all columns then. */
        List<Divergence> run(Features features) {
            columns = new double[features.count()][at.steps() / at.stride + 1];
            int[] felt = IntStream.range(0, columns.length)
                    .filter(k -> features.isFelt(at.number, k, voltages))
                    .toArray();
            List<Divergence> divergences = List.of();
            for (int from = 0; from < felt.length; from += beside.length) {
                beside = Arrays.copyOfRange(felt, from, Math.min(from + directions.spread(), felt.length));
                ofSample = new double[beside.length];
                directions.clear();
                for (int lane = 0; lane < beside.length; lane++) {
                    features.pushForward(at.number, directions, lane, beside[lane]);
                }
                tangents.carry(beside.length);
                divergences = tangents.run();
            }
            return divergences;
        }

        @Override
        public void at(int n) {
            if (isSample(n)) {
                Arrays.fill(ofSample, 0);
                recorded.addHere(n, ofSample);
                for (int lane = 0; lane < beside.length; lane++) {
                    columns[beside[lane]][sample(n)] = ofSample[lane];
                }
            }
        }

        @Override
        public void atNextGates(int n) {
            if (recorded.looksAhead() && isSample(n)) {
                Arrays.fill(ofSample, 0);
                recorded.addAhead(n, ofSample);
                for (int lane = 0; lane < beside.length; lane++) {
                    columns[beside[lane]][sample(n)] += ofSample[lane];
                }
            }
        }

        private boolean isSample(int n) {
            return (n - at.first()) % at.stride == 0;
        }

        private int sample(int n) {
            return (n - at.first()) / at.stride;
        }

        double[] column(int k) {
            return at.tangent(columns[k]);
        }
    }

    @Override
    public StartLanes lanes() {
        return lanes;
    }

    @Override
    public void run(List<Integer> starts, List<double[]> points) {
        lanes.runOnce(
                starts, points, experiment -> sweeps.get(experiment.number).run());
    }

    @Override
    public void runForSteps(List<Integer> starts, List<double[]> points) {
        run(starts, points);
        Features features = lanes.blocks.features(lanes.theta(0));
        lanes.run(experiment -> sweeps.get(experiment.number).run(features));
        linearised = Optional.of(features);
    }

    @Override
    public Linearised at(int lane, double[] theta) {
        Features features = linearised.orElseThrow();
        List<double[][]> columns = new ArrayList<>();
        for (int k = 0; k < features.count(); k++) {
            int number = k;
            columns.add(sweeps.stream().map(sweep -> sweep.column(number)).toArray(double[][]::new));
        }
        return Linearised.of(lanes, lane, columns, features.penaltySlopes(lanes.penalties(lane)), features::step);
    }
}
