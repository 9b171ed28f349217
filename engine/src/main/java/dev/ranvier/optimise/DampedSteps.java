package dev.ranvier.optimise;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The steps {@code y = argmin |r + J y|^2 + mu |y|^2} of {@link LevenbergMarquardt} from one point, for one damping mu after
 * another.
 */
@FunctionalInterface
public interface DampedSteps {
    /**
     * y for mu, which is positive.
     *
     * @throws ArithmeticException if mu is too small for the equations to be solved in double precision
     */
    double[] step(double damping);

    /** The least damping from {@code damping} on whose step is not too long. */
    default double enough(double damping) {
        return damping;
    }

    /** The same steps, but none of whose components is longer than its limit: damping is raised until it is not. */
    default DampedSteps within(List<Double> longest) {
        return new LimitedSteps(this, longest);
    }

    /** The same steps for a damping in other units. */
    default DampedSteps inUnitsOf(double unit) {
        DampedSteps steps = this;
        return new DampedSteps() {
            @Override
            public double[] step(double damping) {
                return steps.step(damping * unit);
            }

            @Override
            public double enough(double damping) {
                return steps.enough(damping * unit) / unit;
            }
        };
    }

    /** What an operation, such as a change of coordinates, makes of these steps. */
    default DampedSteps then(UnaryOperator<double[]> operation) {
        DampedSteps steps = this;
        return new DampedSteps() {
            @Override
            public double[] step(double damping) {
                return operation.apply(steps.step(damping));
            }

            @Override
            public double enough(double damping) {
                return steps.enough(damping);
            }
        };
    }

    /**
     * From the columns of J: {@code y = -(J^T J + mu I)^-1 J^T r}, or, where there are fewer residuals than columns, the same as
     * {@code y = -J^T (J J^T + mu I)^-1 r} (dual form). The matrix is formed once.
     */
    static DampedSteps dense(List<double[]> columns, double[] residuals) {
        return columns.size() <= residuals.length
                ? new PrimalSteps(columns, residuals)
                : new DualSteps(columns, residuals);
    }

    /**
     * From products with J and its transpose alone, by conjugate gradients.
     *
     * @param tolerance part of {@code |J^T r|} that may be left of the slope; 1e-2 is enough far from the minimum
     * @param mostIterations how many pairs of products a step may take
     */
    static DampedSteps matrixFree(Products jacobian, double[] residuals, double tolerance, int mostIterations) {
        return new ConjugateGradientSteps(jacobian, residuals, tolerance, mostIterations);
    }

    /** A matrix J of which only products are known. */
    interface Products {
        /** {@code J v}. */
        double[] forward(double[] v);

        /** {@code J^T u}. */
        double[] transposed(double[] u);
    }
}
