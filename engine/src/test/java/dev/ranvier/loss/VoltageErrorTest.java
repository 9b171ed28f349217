package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VoltageErrorTest extends ResidualsContract {
    @Override
    Residuals loss() {
        return new VoltageError(SAMPLING, observed, List.of(new Window(10, 30, 2), new Window(20, 45)));
    }

    @Test
    void evaluate_ofAShiftedTrace_isTheSquareOfTheShift() {
        double[] shifted = Arrays.stream(observed).map(v -> v + 3).toArray();
        assertThat(new VoltageError(SAMPLING, observed).evaluate(shifted, 0, new double[500]))
                .isCloseTo(9, within(1e-12));
        assertThat(loss().evaluate(shifted, 0, new double[500])).isCloseTo(9, within(1e-12));
    }

    /** 100 samples of weight 2, 100 of 2 + 1 and 150 of 1, of which only the sample at 25 ms is wrong. */
    @Test
    void evaluate_weighsSamplesByTheirWindows() {
        double[] wrong = observed.clone();
        wrong[250] += 5;
        wrong[99] += 5;
        wrong[450] += 5;
        assertThat(loss().evaluate(wrong, 0, new double[500])).isCloseTo(25 * 3 / 650.0, within(1e-12));
        assertThat(loss().count()).isEqualTo(350);
    }

    @Test
    void window_withoutSamples_isRefused() {
        assertThatThrownBy(() -> new VoltageError(SAMPLING, observed, List.of(new Window(60, 70))))
                .hasMessageContaining("no window holds 1 samples of a trace that ends at 49.9")
                .hasMessageContaining("60.0");
        assertThatThrownBy(() -> new Window(2, 2)).hasMessageContaining("from_ms=2.0, to_ms=2.0");
        assertThatThrownBy(() -> new Window(2, 3, -1)).hasMessageContaining("weight=-1.0");
    }

    @Test
    void recording_withAHole_isRefused() {
        observed[7] = Double.NaN;
        assertThatThrownBy(() -> new VoltageError(SAMPLING, observed)).hasMessageContaining("NaN at sample 7, 0.7");
    }
}
