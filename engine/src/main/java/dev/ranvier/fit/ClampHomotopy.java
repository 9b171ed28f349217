package dev.ranvier.fit;

import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Levenberg-Marquardt on a trace, started under a voltage clamp that follows the recording and is let go in stages: with the
 * clamp on, the problem is almost linear and the model cannot drift off a spike. The curves start smooth and are allowed more
 * curvature stage by stage, so that they bend only where the recording asks for it.
 *
 * <p>Other parameters are tied to their starts in proportion to the clamp: curves that are still far from right would drive
 * them away, an axial resistivity to where the recorded compartment is alone with its clamp.
 *
 * <p>Residuals are {@code v - observed}, {@value #DERIVATIVE_ms} ms times its time derivative, the weighted roughness of the
 * curves, and the priors and tethers of the parameters, each of which counts beside the mean squared error. On a noisy recording
 * the derivative is left out, and the weight of the roughness stays at a multiple of the noise.
 */
final class ClampHomotopy {
    /** From a clamp of 30 mS/cm2 to the free-running cell. */
    static final List<Stage> FROM_CLAMP = List.of(
            new Stage(30, 10, 8),
            new Stage(10, 10, 6),
            new Stage(3, 10, 6),
            new Stage(1, 10, 6),
            new Stage(0.3, 10, 6),
            new Stage(0, 10, 12),
            new Stage(0, 3, 12),
            new Stage(0, 1, 12),
            new Stage(0, 0.3, 20));

    /** The free-running cell, for curves that are nearly right. */
    static final List<Stage> FREE = List.of(new Stage(0, 0.3, 20));

    private static final double DERIVATIVE_ms = 0.1;
    /** Noise above which the derivative is dropped, and the roughness weight that one mV of noise asks for. */
    private static final double NOISY_mV = 0.1, ROUGHNESS_PER_NOISE = 5;
    /** What an e-fold change of a parameter costs under a clamp of 1 mS/cm2, as an error. */
    private static final double TETHER_mV = 1;
    /** A stage ends when a step lowers the cost by less than this part. */
    private static final double SETTLED = 1e-4;

    private final TraceProblem problem;
    private final double derivative_ms;
    private final double leastRoughness;
    private final Consumer<Progress> listener;

    /** A clamp conductance, a weight of the curves' roughness, and the most steps to take. */
    record Stage(double clamp_mS_per_cm2, double roughness, int mostSteps) {}

    ClampHomotopy(TraceProblem problem, double noise_mV, Consumer<Progress> listener) {
        this.problem = problem;
        this.derivative_ms = noise_mV > NOISY_mV ? 0 : DERIVATIVE_ms;
        this.leastRoughness = ROUGHNESS_PER_NOISE * noise_mV;
        this.listener = listener;
    }

    /** Runs the stages from theta; returns where they end. */
    double[] run(List<Stage> stages, double[] theta, String what) {
        double[] reached = theta;
        for (Stage stage : stages) {
            problem.clamp(stage.clamp_mS_per_cm2);
            Residuals residuals =
                    new Residuals(Math.max(stage.roughness, leastRoughness), TETHER_mV * stage.clamp_mS_per_cm2);
            LevenbergMarquardt descent = new LevenbergMarquardt(reached, SETTLED);
            String name = what + ", clamp " + stage.clamp_mS_per_cm2 + " mS/cm2";
            reached = descent.run(residuals, stage.mostSteps, cost -> {
                double[] error = Arrays.copyOf(descent.residuals(), problem.samples());
                listener.accept(new Progress(name, Recovery.rms(error)));
            });
        }
        return reached;
    }

    /** {@code [e, derivative_ms de/dt, weight roughness, sqrt(samples) priors]}. */
    private final class Residuals implements LeastSquares.InFeatures {
        private final double weight;
        private final double tether;

        Residuals(double weight, double tether) {
            this.weight = weight;
            this.tether = tether;
        }

        @Override
        public Optional<double[]> residuals(double[] theta) {
            return problem.error_mV(theta, problem.samples())
                    .map(error -> joined(error, problem.roughness(), problem.priors(tether)));
        }

        @Override
        public List<double[]> features(double[] theta) {
            List<double[]> traces = problem.features(), rough = problem.roughnessFeatures();
            List<double[]> priors = problem.priorFeatures(tether);
            List<double[]> features = new ArrayList<>();
            for (int k = 0; k < traces.size(); k++) {
                features.add(joined(traces.get(k), rough.get(k), priors.get(k)));
            }
            return features;
        }

        @Override
        public double[] step(double[] y) {
            return problem.step(y);
        }

        /** The derivative by central differences, one-sided at the ends. */
        private double[] joined(double[] e, double[] roughness, double[] priors) {
            int n = e.length, m = roughness.length;
            double[] all = Arrays.copyOf(e, 2 * n + m + priors.length);
            double scale = derivative_ms / problem.interval_ms();
            for (int s = 0; s < n; s++) {
                int before = Math.max(0, s - 1), after = Math.min(n - 1, s + 1);
                all[n + s] = scale * (e[after] - e[before]) / (after - before);
            }
            for (int k = 0; k < m; k++) {
                all[2 * n + k] = weight * roughness[k];
            }
            for (int k = 0; k < priors.length; k++) {
                all[2 * n + m + k] = Math.sqrt(n) * priors[k];
            }
            return all;
        }
    }
}
