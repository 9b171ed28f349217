package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.record.RecordedTangents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Jacobians forwards: beside the run a tangent for every number of theta. */
final class ForwardJacobian implements Jacobian {
    private static final int ROWS = 3;

    private final StartLanes lanes;
    private final List<Sweep> sweeps = new ArrayList<>();

    /** One experiment, with its directions. */
    private record Sweep(List<Differentials> directions, RecordedTangents recorded, ExperimentTangents tangents) {}

    ForwardJacobian(FitProblem problem, int starts) {
        lanes = new StartLanes(problem, starts, (_, _) -> ROWS);
        lanes.experiments.forEach(experiment -> sweeps.add(sweep(problem, experiment)));
    }

    private Sweep sweep(FitProblem problem, ExperimentLanes at) {
        List<Differentials> directions = new ArrayList<>();
        for (int k = 0; k < problem.block().size(); k++) {
            directions.add(Differentials.lanewise(at.batch, at.drive, lanes.blocks.targets(k)));
        }
        RecordedTangents recorded = new RecordedTangents(
                at.batch, problem.scheme(), at.drive, at.observed(), at.first(), at.stride, at.steps(), directions);
        return new Sweep(directions, recorded, new ExperimentTangents(at, directions, recorded));
    }

    @Override
    public StartLanes lanes() {
        return lanes;
    }

    @Override
    public void runForSteps(List<Integer> starts, List<double[]> points) {
        lanes.place(starts, points);
        lanes.experiments.forEach(this::direct);
        lanes.run(experiment -> sweeps.get(experiment.number).tangents.run());
    }

    private void direct(ExperimentLanes experiment) {
        Sweep sweep = sweeps.get(experiment.number);
        for (int k = 0; k < sweep.directions.size(); k++) {
            double[] unit = new double[sweep.directions.size()];
            unit[k] = 1;
            for (int lane = 0; lane < lanes.lanes; lane++) {
                lanes.blocks.pushForward(experiment.number, sweep.directions.get(k), lane, lanes.theta(lane), unit);
            }
        }
    }

    @Override
    public Linearised at(int lane, double[] theta) {
        List<double[][]> columns = new ArrayList<>();
        for (int k = 0; k < theta.length; k++) {
            int number = k;
            columns.add(lanes.experiments.stream()
                    .map(experiment -> experiment.tangent(
                            sweeps.get(experiment.number).recorded.tangents(number)[0][lane]))
                    .toArray(double[][]::new));
        }
        List<double[]> penalties = lanes.blocks.penaltySlopes(theta, lanes.penalties(lane));
        return Linearised.of(lanes, lane, columns, penalties, UnaryOperator.identity());
    }
}
