package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Features;
import dev.ranvier.integrate.ClampCurrent;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The Jacobian of one start forwards, as {@link ForwardJacobian}, with the tangents by all numbers side by side: for many numbers of a
 * small cell.
 */
final class WideJacobian implements Jacobian {
    private static final int ROWS = 3;

    private final StartLanes lanes;
    private final List<Sweep> sweeps = new ArrayList<>();

    /** One experiment. */
    private record Sweep(Differentials directions, Samples samples, TangentSweep tangents) {}

    WideJacobian(FitProblem problem) {
        lanes = new StartLanes(problem, 1, _ -> ROWS);
        lanes.experiments.forEach(experiment -> sweeps.add(sweep(problem, experiment)));
    }

    private Sweep sweep(FitProblem problem, ExperimentLanes at) {
        int numbers = problem.block().size();
        Differentials directions = Differentials.many(at.batch, at.drive, numbers, lanes.targets());
        Samples samples = new Samples(at, directions, numbers);
        return new Sweep(
                directions,
                samples,
                new TangentSweep(at.batch, problem.scheme(), at.drive, problem.start(), List.of(directions), samples));
    }

    /** The tangents of the voltage, or of the current of the clamp, at the samples of a recording. */
    private static final class Samples implements TangentSweep.Listener {
        private final ExperimentLanes at;
        private final Differentials directions;
        private final Column v;
        private final int from;
        private final Optional<Column> offset;
        private final Optional<ClampCurrent> current;
        /** {@code [number][sample]}. */
        private final double[][] tangents;

        Samples(ExperimentLanes at, Differentials directions, int numbers) {
            this.at = at;
            this.directions = directions;
            v = directions.v();
            current = at.observed().getFirst() instanceof Probe.ClampCurrent
                    ? Optional.of(new ClampCurrent(at.batch, at.drive))
                    : Optional.empty();
            from = at.batch.element(at.observed().getFirst().node()) * directions.spread();
            Target target = new Target.ElectrodeOffset();
            offset = directions.wants(target) ? Optional.of(directions.of(target)) : Optional.empty();
            tangents = new double[numbers][at.samples()];
        }

        @Override
        public void at(int n) {
            if ((n - at.first) % at.stride == 0) {
                int sample = (n - at.first) / at.stride;
                for (int k = 0; k < tangents.length; k++) {
                    tangents[k][sample] = current.isPresent()
                            ? current.get().pushForward(n, directions, k)
                            : v.get(from + k)
                                    + (offset.isPresent() ? offset.get().get(k) : 0);
                }
            }
        }
    }

    @Override
    public StartLanes lanes() {
        return lanes;
    }

    @Override
    public void runForSteps(List<Integer> starts, List<double[]> points) {
        lanes.place(starts, points);
        lanes.experiments.forEach(this::direct);
        lanes.run(experiment -> experiment.run(sweeps.get(experiment.number).tangents));
    }

    private void direct(ExperimentLanes experiment) {
        Differentials directions = sweeps.get(experiment.number).directions;
        double[] theta = lanes.theta(0);
        for (int k = 0; k < theta.length; k++) {
            double[] unit = new double[theta.length];
            unit[k] = 1;
            lanes.blocks.pushForward(experiment.number, directions, k, theta, unit);
        }
    }

    @Override
    public Linearised at(int lane, double[] theta) {
        List<double[][]> columns = new ArrayList<>();
        for (int k = 0; k < theta.length; k++) {
            int number = k;
            columns.add(lanes.experiments.stream()
                    .map(experiment -> experiment.seen(sweeps.get(experiment.number).samples.tangents[number]))
                    .toArray(double[][]::new));
        }
        List<double[]> penalties = lanes.blocks.penaltySlopes(theta, lanes.penalties(lane));
        return Linearised.of(lanes, lane, new Features(columns, penalties, UnaryOperator.identity()));
    }
}
