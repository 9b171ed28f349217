package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Penalties;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.MultiStart;
import java.util.ArrayList;
import java.util.List;

/** Residuals and Gauss-Newton steps of several starts, for Levenberg-Marquardt. */
final class LeastSquaresAnswers implements MultiStart.Batch<LeastSquares.Question, LeastSquares.Answer> {
    /** What a reverse sweep costs in tangents: 2.2 runs against 0.4 (TreeGradientBenchmark). */
    private static final int TANGENTS_PER_SWEEP = 5;
    /** In numbers; 128 MiB a start. */
    private static final long LARGEST_JACOBIAN = 1L << 24;
    /** So many directions fill vectors better than the compartments of a small cell do. */
    private static final int MANY_NUMBERS = 8;

    private final JacobianMethod method;

    LeastSquaresAnswers(JacobianMethod method) {
        this.method = method;
    }

    /** The cheapest way to steps of so many starts: forwards by features, else by what is fewer, numbers or residuals. */
    static JacobianMethod cheapest(FitProblem problem, int starts, long budget_bytes) {
        long numbers = problem.block().size(), residuals = problem.residuals();
        if (problem.block().isShared()) {
            return new WideJacobian(problem);
        }
        if (numbers * residuals > LARGEST_JACOBIAN) {
            return new JacobianProducts(problem, starts, budget_bytes);
        }
        if (starts == 1 && numbers >= MANY_NUMBERS && numbers <= TANGENTS_PER_SWEEP * residuals) {
            return new WideJacobian(problem);
        }
        return numbers <= TANGENTS_PER_SWEEP * residuals
                ? new ForwardJacobian(problem, starts)
                : new ResidualJacobian(problem, starts, budget_bytes);
    }

    /** A run with derivatives costs several without, in however many lanes they are wanted. */
    @Override
    public boolean waits(LeastSquares.Question question) {
        return question.residuals().isPresent();
    }

    /** Once steps are known, the runs that follow are those by which the stage judges them. */
    @Override
    public List<LeastSquares.Answer> answer(List<Integer> starts, List<LeastSquares.Question> questions) {
        List<double[]> points =
                questions.stream().map(LeastSquares.Question::point).toList();
        boolean isForSteps = questions.stream().anyMatch(this::waits);
        if (isForSteps) {
            method.runForSteps(starts, points);
        } else {
            method.run(starts, points);
        }
        List<LeastSquares.Answer> answers = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            int lane = starts.get(k);
            double[] point = points.get(k);
            Penalties weights = method.lanes().penalties(lane);
            double square = weights.prior() * weights.prior();
            answers.add(questions
                    .get(k)
                    .residuals()
                    .<LeastSquares.Answer>map(
                            residuals -> new LeastSquares.Answer.Steps(method.steps(lane, point, residuals, square)))
                    .orElseGet(() ->
                            new LeastSquares.Answer.Residuals(method.lanes().residuals(lane, point))));
        }
        if (isForSteps) {
            method.lanes().enter(method.lanes().stage().judging());
        }
        return answers;
    }
}
