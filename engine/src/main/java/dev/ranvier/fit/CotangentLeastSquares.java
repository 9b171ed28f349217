package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import java.util.ArrayList;
import java.util.List;

/** Jacobians backwards: a reverse sweep for every residual, all starts together. */
final class CotangentLeastSquares extends JacobianStarts<GradientLanes> {
    /** {@code [lane][residual][parameter]}, without priors. */
    private final double[][][] rows;

    CotangentLeastSquares(FitProblem problem, int lanes, long budget_bytes) {
        super(problem, lanes, GradientLanes.of(problem, lanes, budget_bytes));
        rows = new double[lanes][problem.residuals()][];
    }

    @Override
    void runForJacobian(List<Integer> starts, List<double[]> points) {
        run(starts, points, GradientLanes::run);
        List<StackedResiduals> residuals = new ArrayList<>();
        for (int lane : starts) {
            residuals.add(problem.objective().residuals(traces(lane)));
        }
        for (int j = 0; j < problem.residuals(); j++) {
            double[][][] traceBars = GradientLanes.noBars(experiments, lanes);
            double[] one = new double[problem.residuals()];
            one[j] = 1;
            for (int k = 0; k < starts.size(); k++) {
                residuals.get(k).pullBack(one, traceBars[starts.get(k)]);
            }
            GradientLanes.back(experiments, traceBars);
            for (int lane : starts) {
                rows[lane][j] = GradientLanes.gradient(experiments, lane);
            }
        }
    }

    @Override
    List<double[]> jacobian(int lane, double[] theta) {
        List<double[]> columns = new ArrayList<>();
        for (int p = 0; p < theta.length; p++) {
            double[] column = new double[rows[lane].length];
            for (int j = 0; j < column.length; j++) {
                column[j] = rows[lane][j][p];
            }
            columns.add(withPriors(column, priorSlopes(theta, p)));
        }
        return columns;
    }
}
