package dev.ranvier.optimise;

import dev.ranvier.linalg.Cholesky;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Levenberg-Marquardt for {@code min |r(theta)|^2}: steps {@code (B^T B + mu I) y = -B^T r} in whatever coordinates the
 * problem linearises itself, with mu lowered after a success and raised until there is one. Levenberg, Quart. Appl. Math. 2
 * (1944) 164; Marquardt, J. SIAM 11 (1963) 431. Never ends higher than it starts.
 */
public final class LevenbergMarquardt {
    private static final double FIRST_DAMPING = 1, LEAST_DAMPING = 1e-12, MORE = 4, LESS = 0.2;
    private static final int MOST_TRIALS = 14;

    private final Problem problem;
    private final double settled;
    private double[] theta;
    private double[] residuals = new double[0];
    private double cost = Double.POSITIVE_INFINITY;
    private double damping = FIRST_DAMPING;

    /** What is to be minimised. */
    public interface Problem {
        /** r at theta; empty where it does not exist. */
        Optional<double[]> residuals(double[] theta);

        /** Columns of B at theta, the point of the last accepted residuals. */
        List<double[]> features(double[] theta);

        /** The change of theta for y in the columns of the last {@link #features}. */
        double[] step(double[] y);
    }

    /** Starts at theta; stops when a step lowers the cost by less than the part {@code settled}. */
    public LevenbergMarquardt(Problem problem, double[] theta, double settled) {
        this.problem = problem;
        this.theta = theta.clone();
        this.settled = settled;
        accept(this.theta);
    }

    /** At most {@code mostSteps} steps; the listener hears the cost after each. */
    public double[] run(int mostSteps, DoubleConsumer listener) {
        for (int k = 0; k < mostSteps && cost < Double.POSITIVE_INFINITY; k++) {
            double before = cost;
            step();
            listener.accept(cost);
            if (!(cost < before * (1 - settled))) {
                break;
            }
        }
        return theta.clone();
    }

    /** The residuals where it stands. */
    public double[] residuals() {
        return residuals.clone();
    }

    private void step() {
        List<double[]> features = problem.features(theta);
        double[][] normal = normalMatrix(features);
        double[] slope = new double[features.size()];
        for (int k = 0; k < slope.length; k++) {
            slope[k] = -dot(features.get(k), residuals);
        }
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            double[] moved = problem.step(new Cholesky(normal, damping).solve(slope));
            for (int k = 0; k < moved.length; k++) {
                moved[k] += theta[k];
            }
            if (accept(moved)) {
                damping = Math.max(damping * LESS, LEAST_DAMPING);
                return;
            }
            damping *= MORE;
        }
    }

    private boolean accept(double[] candidate) {
        Optional<double[]> there = problem.residuals(candidate);
        if (there.isEmpty()) {
            return false;
        }
        double costThere = dot(there.get(), there.get());
        if (costThere < cost) {
            theta = candidate;
            residuals = there.get();
            cost = costThere;
            return true;
        }
        return false;
    }

    private static double[][] normalMatrix(List<double[]> features) {
        double[][] normal = new double[features.size()][];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                normal[i][j] = dot(features.get(i), features.get(j));
            }
        }
        return normal;
    }

    /** Four partial sums: a single one would wait for every addition. */
    private static double dot(double[] x, double[] y) {
        double a = 0, b = 0, c = 0, d = 0;
        int k = 0;
        for (; k + 3 < x.length; k += 4) {
            a += x[k] * y[k];
            b += x[k + 1] * y[k + 1];
            c += x[k + 2] * y[k + 2];
            d += x[k + 3] * y[k + 3];
        }
        for (; k < x.length; k++) {
            a += x[k] * y[k];
        }
        return a + b + (c + d);
    }
}
