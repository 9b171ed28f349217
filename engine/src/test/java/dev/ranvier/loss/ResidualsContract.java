package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What every loss that is a sum of squares must do besides: its two products with one Jacobian are each other's transposes. */
abstract class ResidualsContract extends LossContract {
    @Override
    abstract Residuals loss();

    @Test
    void residuals_haveTheSquareSumThatIsTheValue() {
        double[] r = loss().at(trace).residuals();
        assertThat(r).hasSize(loss().count());
        assertThat(loss().evaluate(trace, 0, new double[trace.length])).isEqualTo(dot(r, r));
    }

    /** {@code <residualBar, J t> = <J^T residualBar, t>}. */
    @Test
    void pullBack_isTheTransposeOfPushForward() {
        Linearisation there = loss().at(trace);
        for (int seed = 0; seed < 5; seed++) {
            double[] tangent = Traces.random(trace.length, seed), bar = Traces.random(loss().count(), 10 + seed);
            double[] forward = there.pushForward(tangent), back = new double[trace.length];
            there.pullBack(bar, back);
            double size = Math.sqrt(dot(forward, forward) * dot(bar, bar));
            assertThat(dot(back, tangent)).isCloseTo(dot(bar, forward), within(1e-12 * size));
        }
    }

    @Test
    void pushForward_equalsCentralDifferencesOfTheResiduals() {
        double h = 1e-4;
        double[] direction = direction(21);
        double[] forward = loss().at(trace).pushForward(direction);
        double[] more = loss().at(moved(direction, h)).residuals(),
                less = loss().at(moved(direction, -h)).residuals();
        double size = Math.sqrt(dot(forward, forward));
        for (int j = 0; j < forward.length; j++) {
            assertThat((more[j] - less[j]) / (2 * h)).as("residual %d", j).isCloseTo(forward[j], within(1e-6 * size));
        }
    }
}
