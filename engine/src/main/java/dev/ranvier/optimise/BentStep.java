package dev.ranvier.optimise;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A step v of {@link DampedSteps} that is bent as the residuals bend along it: {@code v + a/2} with
 * {@code a = -(J^T J + mu I)^-1 J^T r''} and {@code r'' = 2 ((r(theta + h v) - r)/h - J v)/h}, from the residuals at the part h of the way.
 * In narrow valleys, along which straight steps have to be short, such steps follow the valley. "Geodesic acceleration": Transtrum and
 * Sethna, arXiv 1201.5885 (2012).
 */
public final class BentStep {
    /** h. */
    private static final double PART = 0.1;
    /** |a| in units of |v|: what bends more than that is too far for a second derivative, and stays straight. */
    private static final double MOST_BENT = 0.75;

    private final double[] step;
    private final UnaryOperator<double[]> acceleration;

    private BentStep(double[] step, UnaryOperator<double[]> acceleration) {
        this.step = step;
        this.acceleration = acceleration;
    }

    /**
     * The step v from where the residuals are r.
     *
     * @param columns of J
     * @param steps {@code -(J^T J + mu I)^-1 J^T r} for any r
     */
    static BentStep of(List<double[]> columns, double[] residuals, double[] step, UnaryOperator<double[]> steps) {
        double[] linear = new double[residuals.length];
        for (int k = 0; k < step.length; k++) {
            Vectors.add(step[k], columns.get(k), linear);
        }
        return new BentStep(step, there -> {
            double[] second = new double[there.length];
            for (int j = 0; j < there.length; j++) {
                second[j] = 2 / PART * ((there[j] - residuals[j]) / PART - linear[j]);
            }
            return steps.apply(second);
        });
    }

    /** What a linear operation, such as a change of coordinates, makes of it. */
    BentStep then(UnaryOperator<double[]> operation) {
        return new BentStep(operation.apply(step), there -> operation.apply(acceleration.apply(there)));
    }

    /** Where the residuals are wanted, from where the step begins. */
    double[] probe(double[] from) {
        return Vectors.sum(from, PART, step);
    }

    /** Where it leads, for the residuals at {@link #probe}; straight on where there are none. */
    double[] end(double[] from, Optional<double[]> there) {
        double[] end = Vectors.sum(from, 1, step);
        there.map(acceleration)
                .filter(a -> Vectors.dot(a, a) <= MOST_BENT * MOST_BENT * Vectors.dot(step, step))
                .ifPresent(a -> Vectors.add(0.5, a, end));
        return end;
    }
}
