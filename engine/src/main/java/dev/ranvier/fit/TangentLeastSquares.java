package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import java.util.ArrayList;
import java.util.List;

/** Jacobians forwards: a tangent for every parameter. */
final class TangentLeastSquares extends JacobianStarts<TangentLanes> {
    TangentLeastSquares(FitProblem problem, int lanes) {
        super(problem, lanes, number -> new TangentLanes(problem, number, lanes));
    }

    @Override
    void runForJacobian(List<Integer> starts, List<double[]> points) {
        run(starts, points, TangentLanes::runWithTangents);
    }

    @Override
    List<double[]> jacobian(int lane, double[] theta) {
        StackedResiduals residuals = problem.objective().residuals(traces(lane));
        List<double[]> columns = new ArrayList<>();
        for (int p = 0; p < theta.length; p++) {
            int parameter = p;
            double[][] tangents = experiments.stream()
                    .map(experiment -> experiment.tangent(lane, parameter))
                    .toArray(double[][]::new);
            columns.add(withPriors(residuals.pushForward(tangents), priorSlopes(theta, p)));
        }
        return columns;
    }
}
