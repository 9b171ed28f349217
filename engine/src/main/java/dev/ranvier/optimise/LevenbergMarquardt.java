package dev.ranvier.optimise;

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
        try (NormalEquations equations = new NormalEquations(problem.features(theta), residuals)) {
            for (int trial = 0; trial < MOST_TRIALS; trial++) {
                double[] moved = problem.step(equations.solve(damping));
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
    }

    private boolean accept(double[] candidate) {
        Optional<double[]> there = problem.residuals(candidate);
        if (there.isEmpty()) {
            return false;
        }
        double costThere = squared(there.get());
        if (costThere < cost) {
            theta = candidate;
            residuals = there.get();
            cost = costThere;
            return true;
        }
        return false;
    }

    private static double squared(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }
}
