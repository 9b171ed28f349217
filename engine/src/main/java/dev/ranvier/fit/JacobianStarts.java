package dev.ranvier.fit;

import dev.ranvier.optimise.DampedSteps;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Gauss-Newton steps from the whole Jacobian.
 *
 * @param <L> how traces are differentiated
 */
abstract sealed class JacobianStarts<L extends TraceLanes> extends LeastSquaresStarts<L>
        permits TangentLeastSquares, CotangentLeastSquares {
    JacobianStarts(FitProblem problem, int lanes, IntFunction<L> experiment) {
        super(problem, lanes, experiment);
    }

    /** Columns of dr/dtheta of a start, after {@link #runForJacobian} at theta; priors last. */
    abstract List<double[]> jacobian(int lane, double[] theta);

    /** Steps whose damping counts in units of the largest squared column: what is small depends on the recording. */
    @Override
    DampedSteps steps(int lane, double[] theta, double[] residuals) {
        List<double[]> columns = jacobian(lane, theta);
        double largest = columns.stream()
                .mapToDouble(column -> Arrays.stream(column).map(x -> x * x).sum())
                .max()
                .orElseThrow();
        double unit = largest > 0 ? largest : 1;
        DampedSteps steps = DampedSteps.dense(columns, residuals);
        return damping -> shortened(steps.step(damping * unit));
    }
}
