package dev.ranvier.optimise;

import dev.ranvier.linalg.SymmetricEigen;
import java.util.List;
import java.util.stream.IntStream;

/** {@link DampedSteps#eigen}. The slope and the curvature are those by the numbers in units of their limits. */
final class EigenSteps implements DampedSteps {
    /** Of the largest eigenvalue: mu is never less, as flatter directions are made of rounding. */
    private static final double LEAST = 1e-14;
    /** Of the interval of ln mu, some 30 wide. */
    private static final int HALVINGS = 24;

    private final double[] limits;
    private final SymmetricEigen curvature;
    /** {@code -q . g} of every eigenvector q. */
    private final double[] descent;

    /** For the columns of J and r, all of one length. */
    EigenSteps(List<double[]> columns, double[] residuals, double[] limits) {
        if (limits.length != columns.size()) {
            throw new IllegalArgumentException(
                    "every column needs a limit: columns=" + columns.size() + ", limits=" + limits.length);
        }
        for (double limit : limits) {
            if (!(limit > 0 && Double.isFinite(limit))) {
                throw new IllegalArgumentException("a limit must be positive and finite: limit=" + limit);
            }
        }
        this.limits = limits.clone();
        PrimalSteps normal = new PrimalSteps(columns, residuals);
        double[][] rows = normal.curvature();
        for (int k = 0; k < rows.length; k++) {
            for (int j = 0; j <= k; j++) {
                rows[k][j] *= limits[k] * limits[j];
            }
        }
        curvature = new SymmetricEigen(rows);
        double[] slope = normal.descent();
        for (int k = 0; k < slope.length; k++) {
            slope[k] *= limits[k];
        }
        descent = IntStream.range(0, limits.length)
                .mapToDouble(k -> Vectors.dot(curvature.vector(k), slope))
                .toArray();
    }

    @Override
    public double[] step(double damping) {
        double[] step = scaled(damping);
        for (int k = 0; k < step.length; k++) {
            step[k] *= limits[k];
        }
        return step;
    }

    @Override
    public double effective(double damping) {
        double length = Vectors.largest(scaled(damping));
        return length > 0 ? 1 / length : damping;
    }

    /** The step in units of the limits: with the least mu at which it is short enough. */
    private double[] scaled(double damping) {
        double longest = Math.min(1, 1 / damping), low = LEAST * curvature.value(0);
        if (!(low > 0)) {
            return new double[limits.length];
        }
        double[] step = at(low);
        if (Vectors.largest(step) <= longest) {
            return step;
        }
        double high = Math.sqrt(Vectors.dot(descent, descent)) / longest;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (Vectors.largest(at(middle)) <= longest) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return at(high);
    }

    private double[] at(double mu) {
        double[] step = new double[limits.length];
        for (int k = 0; k < descent.length; k++) {
            Vectors.add(descent[k] / (Math.max(0, curvature.value(k)) + mu), curvature.vector(k), step);
        }
        return step;
    }
}
