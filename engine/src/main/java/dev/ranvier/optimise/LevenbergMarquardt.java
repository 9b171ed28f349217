package dev.ranvier.optimise;

import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Levenberg-Marquardt for {@code min |r(theta)|^2}: damped steps of the linearised problem, with the damping mu lowered after
 * a success and raised until there is one. Levenberg, Quart. Appl. Math. 2 (1944) 164; Marquardt, J. SIAM 11 (1963) 431. Never
 * ends higher than it starts.
 */
public final class LevenbergMarquardt {
    private static final int MOST_TRIALS = 14;

    private final Problem problem;
    private final Damping damping;
    private final Stop stop;
    private double[] theta;
    private double[] residuals = new double[0];
    private double cost = Double.POSITIVE_INFINITY;
    private double mu;
    private int steps;

    /** What is to be minimised. */
    public interface Problem {
        /** r at theta; empty where it does not exist. */
        Optional<double[]> residuals(double[] theta);

        /** The problem near theta, the point of the last accepted residuals. */
        Linearisation linearise(double[] theta, double[] residuals);
    }

    /** The linearised problem at one theta; free to forget it when closed. */
    public interface Linearisation extends AutoCloseable {
        /** The change of theta for this mu; smaller steps for larger mu. */
        double[] step(double mu);

        @Override
        default void close() {}
    }

    /**
     * How mu moves.
     *
     * @param first mu of the first trial
     * @param least mu is never lower
     * @param more factor after a trial that failed
     * @param less factor after one that succeeded
     */
    public record Damping(double first, double least, double more, double less) {
        /** For problems whose residuals are of order 1 and far from linear. */
        public static final Damping CAUTIOUS = new Damping(1, 1e-12, 4, 0.2);
        /** For problems that can be solved almost exactly, along narrow valleys, with many cheap trials. */
        public static final Damping BOLD = new Damping(1e-2, 1e-14, 2, 0.25);
    }

    /**
     * When it is enough.
     *
     * @param settled a step that lowers the cost by less than this part of it is idle
     * @param patience idle steps in a row that end it
     * @param goal a cost that ends it
     */
    public record Stop(double settled, int patience, double goal) {
        /** At the first idle step. */
        public static Stop at(double settled) {
            return new Stop(settled, 1, 0);
        }
    }

    /** Starts at theta, cautiously; stops when a step lowers the cost by less than the part {@code settled}. */
    public LevenbergMarquardt(Problem problem, double[] theta, double settled) {
        this(problem, theta, Damping.CAUTIOUS, Stop.at(settled));
    }

    /** Starts at theta. */
    public LevenbergMarquardt(Problem problem, double[] theta, Damping damping, Stop stop) {
        this.problem = problem;
        this.theta = theta.clone();
        this.damping = damping;
        this.stop = stop;
        this.mu = damping.first();
        accept(this.theta);
    }

    /** At most {@code mostSteps} steps; the listener hears the cost after each. */
    public double[] run(int mostSteps, DoubleConsumer listener) {
        int idle = 0;
        for (int k = 0; k < mostSteps && cost > stop.goal() && cost < Double.POSITIVE_INFINITY; k++) {
            double before = cost;
            boolean moved = step();
            steps++;
            listener.accept(cost);
            idle = cost < before * (1 - stop.settled()) ? 0 : idle + 1;
            if (!moved || idle >= stop.patience()) {
                break;
            }
        }
        return theta();
    }

    /** Where it stands. */
    public double[] theta() {
        return theta.clone();
    }

    /** The residuals where it stands. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** {@code |r|^2} where it stands; infinite if r does not exist there. */
    public double cost() {
        return cost;
    }

    /** The steps taken so far. */
    public int steps() {
        return steps;
    }

    private boolean step() {
        try (Linearisation near = problem.linearise(theta, residuals)) {
            for (int trial = 0; trial < MOST_TRIALS; trial++) {
                double[] moved = near.step(mu);
                for (int k = 0; k < moved.length; k++) {
                    moved[k] += theta[k];
                }
                if (accept(moved)) {
                    mu = Math.max(mu * damping.less(), damping.least());
                    return true;
                }
                mu *= damping.more();
            }
        }
        return false;
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
