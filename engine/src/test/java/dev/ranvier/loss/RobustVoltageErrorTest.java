package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RobustVoltageErrorTest extends ResidualsContract {
    private static final double SCALE_mV = 8;

    @Override
    Residuals loss() {
        return new RobustVoltageError(SAMPLING, observed, SCALE_mV, List.of(new Window(10, 30, 2), new Window(20, 45)));
    }

    @Test
    void evaluate_ofAShiftedTrace_isTheCostOfTheShift() {
        for (double shift_mV : new double[] {-40, -3, 1e-3, 0.5, 100}) {
            double[] shifted = Arrays.stream(observed).map(v -> v + shift_mV).toArray();
            double cost = SCALE_mV * SCALE_mV * Math.log1p(Math.pow(shift_mV / SCALE_mV, 2));
            assertThat(loss().evaluate(shifted, 0, new double[500])).isCloseTo(cost, within(1e-9 * cost));
        }
    }

    /** Of small errors it is the mean squared error, of large ones far less. */
    @Test
    void evaluate_besideTheMeanSquaredError() {
        VoltageError squares = new VoltageError(SAMPLING, observed);
        RobustVoltageError robust = new RobustVoltageError(SAMPLING, observed, SCALE_mV);
        double[] near = Traces.bent(observed, SAMPLING, 0.01, 1), late = Traces.spiking(SAMPLING, 13, 26.3, 40);
        double expected = squares.evaluate(near, 0, new double[500]);
        assertThat(robust.evaluate(near, 0, new double[500])).isCloseTo(expected, within(1e-4 * expected));
        assertThat(robust.evaluate(late, 0, new double[500]))
                .isLessThan(0.2 * squares.evaluate(late, 0, new double[500]));
    }

    /** Through 0 and through the place where the series takes over, {@code u = 2^-27}. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0x1p-30, 0x1p-27, 0x1.0001p-27, 1e-5, 1, 300})
    void cauchy_isSmoothAndOdd(double u) {
        Cauchy cauchy = new Cauchy(SCALE_mV);
        double e = u * SCALE_mV, h = 1e-3 * Math.max(e, 1e-6);
        double difference = (cauchy.residual(e + h) - cauchy.residual(e - h)) / (2 * h);
        assertThat(cauchy.slope(e)).isCloseTo(difference, within(1e-6 * difference));
        assertThat(cauchy.residual(-e)).isEqualTo(-cauchy.residual(e));
        assertThat(cauchy.slope(0)).isEqualTo(1);
    }

    @Test
    void badScale_isRefused() {
        assertThatThrownBy(() -> new RobustVoltageError(SAMPLING, observed, 0)).hasMessageContaining("scale_mV=0.0");
    }
}
