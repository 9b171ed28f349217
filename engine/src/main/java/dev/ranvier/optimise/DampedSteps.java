package dev.ranvier.optimise;

import java.util.List;
import java.util.Optional;
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

    /** The same step, to be bent; empty for steps that stay straight. */
    default Optional<BentStep> bent(double damping) {
        return Optional.empty();
    }

    /** What a linear operation, such as a change of coordinates, makes of these steps. */
    default DampedSteps then(UnaryOperator<double[]> operation) {
        DampedSteps steps = this;
        return new DampedSteps() {
            @Override
            public double[] step(double damping) {
                return operation.apply(steps.step(damping));
            }

            @Override
            public Optional<BentStep> bent(double damping) {
                return steps.bent(damping).map(bent -> bent.then(operation));
            }

            @Override
            public double effective(double damping) {
                return steps.effective(damping);
            }
        };
    }

    /** The same steps, damping in units of {@code unit}. */
    default DampedSteps inUnits(double unit) {
        DampedSteps steps = this;
        return new DampedSteps() {
            @Override
            public double[] step(double damping) {
                return steps.step(damping * unit);
            }

            @Override
            public Optional<BentStep> bent(double damping) {
                return steps.bent(damping * unit);
            }

            @Override
            public double effective(double damping) {
                return steps.effective(damping * unit) / unit;
            }
        };
    }

    /**
     * The damping that a step has which is asked for with {@code damping}: more, where something else makes the step shorter already.
     * Only from there on does more damping shorten it.
     */
    default double effective(double damping) {
        return damping;
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
     * Steps in the eigenbasis of {@code J^T J}, damped until they are short enough: with every number in units of its limit,
     * {@code J^T J = sum of lambda q q^T} and {@code g = J^T r}, the step is {@code -sum of (q . g) / (lambda + mu) q}, where mu is the
     * least (but 1e-14 of the largest lambda) at which no component is longer than {@code min(1, 1/damping)}. So what is flat is
     * held back, and only it: columns of very different size do not stall each other, as they do when mu counts in units of the
     * largest; and every failure of {@link LevenbergMarquardt} makes the next step shorter; {@code Damping.BY_LENGTH} is for these.
     * More, J. J., in Numerical Analysis, Lecture Notes in Math. 630 (1978) 105. The eigenbasis is found once; a step costs some
     * {@code 25 n^2} multiplications.
     *
     * <p>Where {@code J^T J} is not finite, as behind a run whose derivatives have grown without bounds, there is no step.
     *
     * @param limits the most that each number may move in a step, and its unit: positive, one a column
     */
    static DampedSteps eigen(List<double[]> columns, double[] residuals, double[] limits) {
        try {
            return new EigenSteps(columns, residuals, limits);
        } catch (ArithmeticException notFinite) {
            return damping -> {
                throw notFinite;
            };
        }
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
