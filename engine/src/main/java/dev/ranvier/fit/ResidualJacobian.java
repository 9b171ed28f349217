package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Jacobians backwards: a reverse sweep for every residual, all starts together. For few residuals. */
final class ResidualJacobian implements Jacobian {
    private final GradientSweeps sweeps;
    /** {@code [lane][residual][theta]}, without penalties. */
    private final double[][][] rows;

    ResidualJacobian(FitProblem problem, int starts, long budget_bytes) {
        sweeps = new GradientSweeps(problem, starts, budget_bytes);
        rows = new double[starts][problem.residuals()][];
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
        List<StackedResiduals> residuals = new ArrayList<>();
        for (int lane : starts) {
            residuals.add(lanes().objective().residuals(lanes().traces(lane)));
        }
        int count = lanes().problem.residuals();
        for (int j = 0; j < count; j++) {
            double[][][] traceBars = sweeps.noBars();
            double[] one = new double[count];
            one[j] = 1;
            for (int k = 0; k < starts.size(); k++) {
                residuals.get(k).pullBack(one, traceBars[starts.get(k)]);
            }
            sweeps.back(traceBars);
            for (int lane : starts) {
                rows[lane][j] = sweeps.gradient(lane);
            }
        }
    }

    @Override
    public Linearised at(int lane, double[] theta) {
        List<double[]> penalties = lanes().blocks.penaltySlopes(theta, lanes().penalties(lane));
        List<double[]> columns = new ArrayList<>();
        for (int p = 0; p < theta.length; p++) {
            double[] column = new double[rows[lane].length];
            for (int j = 0; j < column.length; j++) {
                column[j] = rows[lane][j][p];
            }
            columns.add(StartLanes.joined(column, penalties.get(p)));
        }
        return new Linearised(columns, UnaryOperator.identity());
    }
}
