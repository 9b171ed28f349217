package dev.ranvier.fit;

import dev.ranvier.optimise.AdamW;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The published recipe, for comparison: AdamW on {@code MSE(v) + 0.01 MSE(dv/dt)}, and squared priors if there are any, over the
 * first 10 %, then 30 %, then all of the trace, {@value #STEPS} steps with clipped gradients; the best parameters over the whole
 * trace are kept. Beck et al., arXiv 2606.16693.
 */
final class GrowingHorizon {
    private static final int STEPS = 2000;
    private static final double[] HORIZONS = {0.1, 0.3, 1};
    private static final double[] UNTIL = {0.15, 0.4, 1};
    private static final double RATE = 5e-3, LAST_RATE = 1e-4, DECAY = 1e-4, CLIP = 1, DERIVATIVE_WEIGHT = 0.01;

    private final TraceProblem problem;
    private final Consumer<Progress> listener;

    GrowingHorizon(TraceProblem problem, Consumer<Progress> listener) {
        this.problem = problem;
        this.listener = listener;
    }

    /** Runs all steps; returns the best theta. */
    double[] run() {
        problem.clamp(0);
        double[] theta = problem.initial(), best = theta.clone();
        double least = Double.POSITIVE_INFINITY;
        AdamW adam = new AdamW(theta.length, DECAY);
        int horizon = 0;
        for (int step = 0; step < STEPS; step++) {
            double progress = (double) step / STEPS;
            while (progress >= UNTIL[horizon]) {
                horizon++;
            }
            int samples = Math.max(2, (int) (HORIZONS[horizon] * problem.samples()));
            Optional<double[]> error = problem.error_mV(theta, samples);
            if (error.isEmpty()) {
                return best;
            }
            double meanSquare = meanSquare(error.get());
            listener.accept(
                    new Progress("horizon " + Math.round(100 * HORIZONS[horizon]) + " %", Math.sqrt(meanSquare)));
            if (samples == problem.samples() && meanSquare < least) {
                least = meanSquare;
                best = theta.clone();
            }
            double[] gradient = problem.gradient(lossSlope(error.get()));
            problem.addPriors(gradient);
            AdamW.clip(gradient, CLIP);
            adam.step(theta, gradient, rate(progress));
        }
        return best;
    }

    private static double rate(double progress) {
        return LAST_RATE + (RATE - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }

    /** Derivative of {@code mean e^2 + 0.01 mean (de/dt)^2} by e, with forward differences. */
    private double[] lossSlope(double[] e) {
        double[] slope = new double[e.length];
        double weight = DERIVATIVE_WEIGHT * 2 / ((e.length - 1) * Math.pow(problem.interval_ms(), 2));
        for (int s = 0; s < e.length; s++) {
            slope[s] += 2 * e[s] / e.length;
            if (s + 1 < e.length) {
                slope[s + 1] += weight * (e[s + 1] - e[s]);
                slope[s] -= weight * (e[s + 1] - e[s]);
            }
        }
        return slope;
    }

    private static double meanSquare(double[] x) {
        return Arrays.stream(x).map(value -> value * value).sum() / x.length;
    }
}
