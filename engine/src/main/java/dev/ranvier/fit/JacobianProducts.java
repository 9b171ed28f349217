package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.loss.StackedResiduals;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.record.RecordedTangents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps from products with the Jacobian alone, for problems whose Jacobian is too large to be kept: {@code J v} is a run with one
 * tangent, {@code J^T u} one sweep back.
 */
final class JacobianProducts implements JacobianMethod {
    private static final double TOLERANCE = 1e-2, FIRST_DAMPING = 1e-2;
    private static final int MOST_ITERATIONS = 50;

    private final GradientSweeps sweeps;
    private final List<Forward> forwards = new ArrayList<>();

    /** One experiment, with one direction. */
    private record Forward(Differentials direction, RecordedTangents recorded, ExperimentTangents tangent) {}

    JacobianProducts(FitProblem problem, int starts, long budget_bytes) {
        sweeps = new GradientSweeps(problem, starts, budget_bytes);
        lanes().experiments.forEach(experiment -> forwards.add(forward(problem, experiment)));
    }

    private Forward forward(FitProblem problem, ExperimentLanes at) {
        Differentials direction = Differentials.lanewise(at.batch, at.drive, lanes().targets());
        RecordedTangents recorded = new RecordedTangents(
                at.batch,
                problem.scheme(),
                at.drive,
                at.observed(),
                at.first(),
                at.stride,
                at.steps(),
                List.of(direction));
        return new Forward(direction, recorded, new ExperimentTangents(at, List.of(direction), recorded));
    }

    @Override
    public StartLanes lanes() {
        return sweeps.lanes;
    }

    @Override
    public void run(List<Integer> starts, List<double[]> points) {
        sweeps.run(starts, points);
    }

    @Override
    public void runForSteps(List<Integer> starts, List<double[]> points) {
        sweeps.run(starts, points);
    }

    @Override
    public Damping damping() {
        return Damping.CAUTIOUS.from(FIRST_DAMPING);
    }

    /** With damping in units of {@code |J g|^2 / |g|^2} along {@code g = J^T r}, the size of what is not small in {@code J^T J}. */
    @Override
    public DampedSteps steps(int lane, double[] theta, double[] residuals, double square) {
        DampedSteps.Products products = products(lane, theta);
        double[] g = products.transposed(residuals), along = products.forward(g);
        double unit = square(along) / square(g);
        return DampedSteps.matrixFree(products, residuals, TOLERANCE, MOST_ITERATIONS)
                .inUnits(unit > 0 ? unit : 1);
    }

    private static double square(double[] x) {
        return Arrays.stream(x).map(y -> y * y).sum();
    }

    /** Products with the Jacobian of a start at theta under the stage that is entered now, as long as its lane keeps that theta. */
    DampedSteps.Products products(int lane, double[] theta) {
        StackedResiduals linearised = lanes().objective().residuals(lanes().traces(lane));
        List<double[]> slopes = lanes().blocks.penaltySlopes(theta, lanes().penalties(lane));
        Stage asked = lanes().stage();
        return new DampedSteps.Products() {
            @Override
            public double[] forward(double[] v) {
                lanes().enter(asked);
                double[][] tangents = lanes().experiments.stream()
                        .map(experiment -> along(experiment, lane, theta, v))
                        .toArray(double[][]::new);
                double[] penalties = new double[slopes.getFirst().length];
                for (int p = 0; p < v.length; p++) {
                    for (int k = 0; k < penalties.length; k++) {
                        penalties[k] += slopes.get(p)[k] * v[p];
                    }
                }
                lanes().enter(asked.judging());
                return StartLanes.joined(linearised.pushForward(tangents), penalties);
            }

            @Override
            public double[] transposed(double[] u) {
                lanes().enter(asked);
                double[][][] traceBars = sweeps.noBars();
                int count = lanes().problem.residuals();
                linearised.pullBack(Arrays.copyOf(u, count), traceBars[lane]);
                lanes().write(lane, theta);
                double[] gradient = new double[theta.length];
                for (ExperimentLanes experiment : lanes().experiments) {
                    sweeps.run(experiment);
                    sweeps.back(experiment, traceBars);
                    double[] part = sweeps.gradient(experiment, lane);
                    Arrays.setAll(gradient, p -> gradient[p] + part[p]);
                }
                for (int p = 0; p < gradient.length; p++) {
                    for (int k = count; k < u.length; k++) {
                        gradient[p] += slopes.get(p)[k - count] * u[k];
                    }
                }
                lanes().enter(asked.judging());
                return gradient;
            }
        };
    }

    /** The rate of change of a lane's trace at theta where theta changes at the rates v; runs the lane there. */
    private double[] along(ExperimentLanes experiment, int lane, double[] theta, double[] v) {
        Forward forward = forwards.get(experiment.number);
        lanes().write(lane, theta);
        lanes().blocks.pushForward(experiment.number, forward.direction, lane, theta, v);
        forward.tangent.run();
        return experiment.tangent(forward.recorded.tangents(0)[0][lane]);
    }
}
