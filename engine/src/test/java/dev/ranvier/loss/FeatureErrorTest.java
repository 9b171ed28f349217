package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every feature that a depolarised, spiking trace has; the contract holds them to central differences. */
final class FeatureErrorTest extends ResidualsContract {
    private static final StimulusWindow STIMULUS = new StimulusWindow(5, 45);

    FeatureErrorTest() {
        System.arraycopy(Traces.spiking(SAMPLING, 9, 15, 23, 32, 42), 0, observed, 0, 500);
        double[] bent = Traces.bent(Traces.spiking(SAMPLING, 8.6, 16.1, 23.2, 32.5, 41.3), SAMPLING, 0.5, 3);
        System.arraycopy(bent, 0, trace, 0, 500);
    }

    @Override
    double[] direction(long seed) {
        return Traces.bent(new double[trace.length], SAMPLING, 0.3, seed);
    }

    @Override
    Residuals loss() {
        List<FeatureTarget> targets = Arrays.stream(Feature.values())
                .filter(feature -> !feature.efelName().startsWith("sag"))
                .map(feature -> new FeatureTarget(
                        feature, feature.value(observed, SAMPLING, STIMULUS).orElseThrow(), 1))
                .toList();
        return new FeatureError(SAMPLING, STIMULUS, targets);
    }

    @Test
    void evaluate_ofTheTraceThatGaveTheTargets_isZero() {
        assertThat(loss().evaluate(observed, 0, new double[500])).isZero();
    }

    /** A step of Gauss and Newton in the highest voltage alone must carry it across the threshold. */
    @Test
    void missingSpike_costsMoreTheFartherTheVoltageIsFromTheThreshold() {
        FeatureError error =
                new FeatureError(SAMPLING, STIMULUS, List.of(new FeatureTarget(Feature.AP_AMPLITUDE, 80, 2)));
        double[] silent = Traces.spiking(SAMPLING), gradient = new double[500];
        double value = error.evaluate(silent, 1, gradient);
        double
                highest =
                        Feature.MAXIMUM_VOLTAGE
                                .value(silent, SAMPLING, STIMULUS)
                                .orElseThrow(),
                gap = -10 - highest;
        assertThat(value).isCloseTo(FeatureError.MISSING * FeatureError.MISSING + gap * gap, within(1e-9));
        assertThat(Arrays.stream(gradient).sum()).isCloseTo(-2 * gap, within(1e-9));
        assertThat(error.evaluate(Traces.spiking(SAMPLING, 20), 0, gradient)).isLessThan(value);
    }

    @Test
    void missingSecondSpike_pullsUpWhatIsOutsideTheFirst() {
        FeatureError error =
                new FeatureError(SAMPLING, STIMULUS, List.of(new FeatureTarget(Feature.TIME_TO_SECOND_SPIKE, 20, 2)));
        double[] v = Traces.spiking(SAMPLING, 20), gradient = new double[500];
        v[350] = -40;
        error.evaluate(v, 1, gradient);
        for (int k = 0; k < 500; k++) {
            assertThat(gradient[k]).isEqualTo(k == 350 ? -2 * 30.0 : 0);
        }
    }

    @Test
    void missingSpike_ofATraceThatStaysUp_pullsItDown() {
        FeatureError error = new FeatureError(SAMPLING, STIMULUS, List.of(new FeatureTarget(Feature.AP_WIDTH, 1, 0.1)));
        double[] stuck = Traces.spiking(SAMPLING), gradient = new double[500];
        Arrays.fill(stuck, 100, 500, 10);
        stuck[300] = 5;
        error.evaluate(stuck, 1, gradient);
        assertThat(gradient[300]).isEqualTo(2 * 35.0);
        assertThat(Arrays.stream(gradient).sum()).isEqualTo(2 * 35.0);
    }

    @Test
    void sag_ofADepolarisedTrace_pullsTheDeflectionDown() {
        FeatureError error =
                new FeatureError(SAMPLING, STIMULUS, List.of(new FeatureTarget(Feature.SAG_AMPLITUDE, 3, 1)));
        double[] gradient = new double[500], up = new double[500];
        Arrays.fill(up, 50, 450, 1);
        error.evaluate(trace, 1, gradient);
        double deflection = Feature.VOLTAGE_DEFLECTION_VB_SSSE
                .value(trace, SAMPLING, STIMULUS)
                .orElseThrow();
        assertThat(deflection).isPositive();
        // 1 mV more during the stimulus is 1 mV in its steady part, and 1/6 in a base whose last sample is the first of
        // it
        assertThat(dot(gradient, up)).isCloseTo(2 * deflection * 5 / 6, within(1e-9));
    }

    @Test
    void badTargets_areRefused() {
        assertThatThrownBy(() -> Feature.named("AP_wdth")).hasMessageContaining("AP_wdth; there are spike_count,");
        assertThatThrownBy(() -> new FeatureTarget(Feature.AP_WIDTH, 1, 0)).hasMessageContaining("AP_width");
        assertThatThrownBy(() -> new StimulusWindow(5, 5)).hasMessageContaining("start_ms=5.0, end_ms=5.0");
        assertThatThrownBy(() -> new FeatureError(SAMPLING, STIMULUS, List.of()))
                .hasMessageContaining("at least one");
    }
}
