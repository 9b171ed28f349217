package dev.ranvier.loss;

import java.util.List;

/** The features of a hyperpolarising stimulus. */
final class SagTest extends ResidualsContract {
    private static final StimulusWindow STIMULUS = new StimulusWindow(5, 45);

    SagTest() {
        for (int k = 50; k < 450; k++) {
            double t = SAMPLING.time_ms(k) - 5;
            trace[k] = trace[0] - 15 * (1 - Math.exp(-t / 3)) + 6 * (1 - Math.exp(-t / 12));
        }
    }

    @Override
    double[] direction(long seed) {
        return Traces.bent(new double[trace.length], SAMPLING, 0.3, seed);
    }

    @Override
    Residuals loss() {
        return new FeatureError(
                SAMPLING,
                STIMULUS,
                List.of(
                        new FeatureTarget(Feature.SAG_AMPLITUDE, 2, 1),
                        new FeatureTarget(Feature.SAG_RATIO1, 0.2, 0.1),
                        new FeatureTarget(Feature.SAG_RATIO2, 0.9, 0.1),
                        new FeatureTarget(Feature.MINIMUM_VOLTAGE, -80, 2)));
    }
}
