package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.MultiStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Residuals and Gauss-Newton steps of several starts, for Levenberg-Marquardt. */
final class LeastSquaresStarts extends StartLanes<TangentLanes>
        implements MultiStart.Batch<LeastSquares.Question, LeastSquares.Answer> {
    private static final double LONGEST = 1;

    LeastSquaresStarts(FitProblem problem, int lanes) {
        super(problem, lanes, number -> new TangentLanes(problem, number, lanes));
    }

    @Override
    public List<LeastSquares.Answer> answer(List<Integer> starts, List<LeastSquares.Question> questions) {
        List<double[]> points =
                questions.stream().map(LeastSquares.Question::point).toList();
        boolean tangents =
                questions.stream().anyMatch(question -> question.residuals().isPresent());
        run(starts, points, tangents ? TangentLanes::runWithTangents : TangentLanes::run);
        List<LeastSquares.Answer> answers = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            int lane = starts.get(k);
            double[] point = points.get(k);
            answers.add(questions
                    .get(k)
                    .residuals()
                    .<LeastSquares.Answer>map(
                            residuals -> new LeastSquares.Answer.Steps(relative(jacobian(lane, point), residuals)))
                    .orElseGet(() -> new LeastSquares.Answer.Residuals(residuals(lane, point))));
        }
        return answers;
    }

    /** r of a start at the point of the last run, priors last; empty for a lost one. */
    Optional<double[]> residuals(int lane, double[] theta) {
        return isLost(lane)
                ? Optional.empty()
                : Optional.of(joined(problem.objective().residuals(traces(lane)).residuals(), priors(theta)));
    }

    /** Columns of dr/dtheta of a start, after a run with tangents at theta. */
    List<double[]> jacobian(int lane, double[] theta) {
        StackedResiduals residuals = problem.objective().residuals(traces(lane));
        List<double[]> columns = new ArrayList<>();
        for (int p = 0; p < theta.length; p++) {
            int parameter = p;
            double[][] tangents = experiments.stream()
                    .map(experiment -> experiment.tangent(lane, parameter))
                    .toArray(double[][]::new);
            columns.add(joined(residuals.pushForward(tangents), priorSlopes(theta, p)));
        }
        return columns;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** Steps whose damping counts in units of the largest squared column: what is small depends on the recording. */
    private static DampedSteps relative(List<double[]> columns, double[] residuals) {
        double largest = columns.stream()
                .mapToDouble(column -> Arrays.stream(column).map(x -> x * x).sum())
                .max()
                .orElseThrow();
        double unit = largest > 0 ? largest : 1;
        DampedSteps steps = DampedSteps.dense(columns, residuals);
        return damping -> shortened(steps.step(damping * unit));
    }

    /** At most {@value #LONGEST} in every theta, so that nothing that shrinks by a factor is lost in one step; modifies the step. */
    private static double[] shortened(double[] step) {
        double longest = Arrays.stream(step).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < step.length && longest > LONGEST; k++) {
            step[k] *= LONGEST / longest;
        }
        return step;
    }
}
