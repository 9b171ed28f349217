package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SlopeErrorTest extends ResidualsContract {
    @Override
    Residuals loss() {
        return new SlopeError(SAMPLING, observed, List.of(new Window(10, 30, 2), new Window(20, 45)));
    }

    @Test
    void evaluate_ofATiltedTrace_isTheSquareOfTheTilt() {
        double[] tilted = observed.clone();
        for (int k = 0; k < tilted.length; k++) {
            tilted[k] += 4 + 0.5 * SAMPLING.time_ms(k);
        }
        assertThat(loss().evaluate(tilted, 0, new double[500])).isCloseTo(0.25, within(1e-12));
        assertThat(loss().count()).isEqualTo(349);
    }
}
