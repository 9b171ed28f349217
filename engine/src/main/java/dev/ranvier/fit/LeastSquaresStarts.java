package dev.ranvier.fit;

import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.MultiStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Residuals and Gauss-Newton steps of several starts, for Levenberg-Marquardt. The Jacobian is computed the cheaper way, a tangent
 * for every parameter or a reverse sweep for every residual, or, where it is too large, not at all.
 *
 * @param <L> how traces are differentiated
 */
abstract sealed class LeastSquaresStarts<L extends TraceLanes> extends StartLanes<L>
        implements MultiStart.Batch<LeastSquares.Question, LeastSquares.Answer>
        permits JacobianStarts, ProductLeastSquares {
    private static final double LONGEST = 1;
    /** What a reverse sweep costs in tangents: 2.2 runs against 0.4 (TreeGradientBenchmark). */
    private static final int TANGENTS_PER_SWEEP = 5;
    /** In numbers; 64 MiB a start. */
    private static final long LARGEST_JACOBIAN = 1L << 23;

    LeastSquaresStarts(FitProblem problem, int lanes, IntFunction<L> experiment) {
        super(problem, lanes, experiment);
    }

    static LeastSquaresStarts<?> of(FitProblem problem, int lanes, long budget_bytes) {
        long parameters = problem.parameters().size(), residuals = problem.residuals();
        if (parameters * residuals > LARGEST_JACOBIAN) {
            return new ProductLeastSquares(problem, lanes, budget_bytes);
        }
        return parameters <= TANGENTS_PER_SWEEP * residuals
                ? new TangentLeastSquares(problem, lanes)
                : new CotangentLeastSquares(problem, lanes, budget_bytes);
    }

    /** Runs some starts at points so that {@link #steps} can tell. */
    abstract void runForJacobian(List<Integer> starts, List<double[]> points);

    /** The steps of a start from theta, after {@link #runForJacobian} there. */
    abstract DampedSteps steps(int lane, double[] theta, double[] residuals);

    @Override
    public List<LeastSquares.Answer> answer(List<Integer> starts, List<LeastSquares.Question> questions) {
        List<double[]> points =
                questions.stream().map(LeastSquares.Question::point).toList();
        if (questions.stream().anyMatch(question -> question.residuals().isPresent())) {
            runForJacobian(starts, points);
        } else {
            run(starts, points, TraceLanes::run);
        }
        List<LeastSquares.Answer> answers = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            int lane = starts.get(k);
            double[] point = points.get(k);
            answers.add(questions
                    .get(k)
                    .residuals()
                    .<LeastSquares.Answer>map(residuals -> new LeastSquares.Answer.Steps(steps(lane, point, residuals)))
                    .orElseGet(() -> new LeastSquares.Answer.Residuals(residuals(lane, point))));
        }
        return answers;
    }

    /** r of a start at the point of the last run, priors last; empty for a lost one. */
    Optional<double[]> residuals(int lane, double[] theta) {
        return isLost(lane)
                ? Optional.empty()
                : Optional.of(
                        withPriors(problem.objective().residuals(traces(lane)).residuals(), priors(theta)));
    }

    static double[] withPriors(double[] residuals, double[] priors) {
        double[] all = Arrays.copyOf(residuals, residuals.length + priors.length);
        System.arraycopy(priors, 0, all, residuals.length, priors.length);
        return all;
    }

    /** At most {@value #LONGEST} in every theta, so that nothing that shrinks by a factor is lost in one step; modifies the step. */
    static double[] shortened(double[] step) {
        double longest = Arrays.stream(step).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < step.length && longest > LONGEST; k++) {
            step[k] *= LONGEST / longest;
        }
        return step;
    }
}
