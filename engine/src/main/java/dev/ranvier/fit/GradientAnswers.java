package dev.ranvier.fit;

import dev.ranvier.optimise.Evaluation;
import dev.ranvier.optimise.MultiStart;
import java.util.ArrayList;
import java.util.List;

/** Values and gradients of several starts, for L-BFGS and Adam. */
final class GradientAnswers implements MultiStart.Batch<double[], Evaluation> {
    private final GradientSweeps sweeps;

    GradientAnswers(GradientSweeps sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    public List<Evaluation> answer(List<Integer> starts, List<double[]> points) {
        sweeps.run(starts, points);
        StartLanes lanes = sweeps.lanes;
        double[][][] traceBars = sweeps.noBars();
        double[] values = new double[lanes.lanes];
        for (int lane : starts) {
            values[lane] = lanes.isLost(lane)
                    ? Double.NaN
                    : lanes.objective().evaluate(lanes.traces(lane), 1, traceBars[lane]);
        }
        sweeps.back(traceBars);
        List<Evaluation> evaluations = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            int lane = starts.get(k);
            evaluations.add(withPenalties(values[lane], sweeps.gradient(lane), lane, points.get(k)));
        }
        return evaluations;
    }

    /** With the penalties' squares added; modifies the gradient. */
    private Evaluation withPenalties(double value, double[] gradient, int lane, double[] theta) {
        StartLanes lanes = sweeps.lanes;
        double[] penalties = lanes.blocks.penalties(theta, lanes.penalties(lane));
        if (penalties.length == 0) {
            return new Evaluation(value, gradient);
        }
        List<double[]> slopes = lanes.blocks.penaltySlopes(theta, lanes.penalties(lane));
        double sum = value;
        for (int k = 0; k < penalties.length; k++) {
            sum += penalties[k] * penalties[k];
            for (int p = 0; p < theta.length; p++) {
                gradient[p] += 2 * penalties[k] * slopes.get(p)[k];
            }
        }
        return new Evaluation(sum, gradient);
    }
}
