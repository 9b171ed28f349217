package dev.ranvier.fit;

import dev.ranvier.optimise.Evaluation;
import dev.ranvier.optimise.MultiStart;
import java.util.ArrayList;
import java.util.List;

/** Values and gradients of several starts, for L-BFGS and Adam. */
final class GradientStarts extends StartLanes<GradientLanes> implements MultiStart.Batch<double[], Evaluation> {
    GradientStarts(FitProblem problem, int lanes, long budget_bytes) {
        super(problem, lanes, GradientLanes.of(problem, lanes, budget_bytes));
    }

    @Override
    public List<Evaluation> answer(List<Integer> starts, List<double[]> points) {
        run(starts, points, GradientLanes::run);
        double[][][] traceBars = GradientLanes.noBars(experiments, lanes);
        double[] values = new double[lanes];
        for (int lane : starts) {
            values[lane] = isLost(lane) ? Double.NaN : problem.objective().evaluate(traces(lane), 1, traceBars[lane]);
        }
        GradientLanes.back(experiments, traceBars);
        List<Evaluation> evaluations = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            int lane = starts.get(k);
            evaluations.add(evaluation(values[lane], GradientLanes.gradient(experiments, lane), points.get(k)));
        }
        return evaluations;
    }

    /** With the priors' squares added; modifies the gradient. */
    private Evaluation evaluation(double value, double[] gradient, double[] theta) {
        double[] priors = priors(theta);
        double sum = value;
        for (double prior : priors) {
            sum += prior * prior;
        }
        for (int p = 0; p < theta.length; p++) {
            double[] slopes = priorSlopes(theta, p);
            for (int k = 0; k < slopes.length; k++) {
                gradient[p] += 2 * priors[k] * slopes[k];
            }
        }
        return new Evaluation(sum, gradient);
    }
}
