package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LbfgsTest extends GradientOptimiserContract {
    @Override
    Optimiser<double[], Evaluation> optimiser(double[] start) {
        return new Lbfgs(start, 5, 1e-10);
    }

    /** Ten valleys at once, from different places: 166 steps here, 132 of SciPy's L-BFGS-B with as many pairs. */
    @Test
    void lbfgs_onRosenbrock_findsTheMinimumDownhill() {
        double[] start = new double[20];
        Arrays.setAll(start, k -> k % 2 == 0 ? -1.2 - 0.05 * k : 1 + 0.03 * k);
        Optimiser<double[], Evaluation> lbfgs = new Lbfgs(start, 20, 1e-10);
        double last = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 400 && lbfgs.status() == Status.RUNNING; k++) {
            lbfgs.tell(valley.evaluate(lbfgs.ask()));
            assertThat(lbfgs.value()).isLessThanOrEqualTo(last);
            last = lbfgs.value();
        }
        assertThat(lbfgs.status()).isEqualTo(Status.CONVERGED);
        assertThat(lbfgs.steps()).isLessThan(200);
        for (double x : lbfgs.point()) {
            assertThat(x).isCloseTo(1, within(1e-9));
        }
    }

    /** A quadratic of n numbers with n + 1 or fewer pairs remembered takes little more than n steps. */
    @Test
    void lbfgs_onAQuadratic_endsAfterAFewSteps() {
        double[] scale = {1, 10, 100, 1000, 10000};
        Optimiser<double[], Evaluation> lbfgs = new Lbfgs(new double[] {1, 1, 1, 1, 1}, 6, 1e-8);
        while (lbfgs.status() == Status.RUNNING) {
            double[] x = lbfgs.ask(), gradient = new double[5];
            Arrays.setAll(gradient, k -> scale[k] * (x[k] - k));
            double value = 0;
            for (int k = 0; k < 5; k++) {
                value += gradient[k] * (x[k] - k) / 2;
            }
            lbfgs.tell(new Evaluation(value, gradient));
        }
        assertThat(lbfgs.status()).isEqualTo(Status.CONVERGED);
        assertThat(lbfgs.steps()).isLessThan(40);
        for (int k = 0; k < 5; k++) {
            assertThat(lbfgs.point()[k]).isCloseTo(k, within(1e-8));
        }
    }

    /** Beyond a wall there is no value: the line search steps back in front of it. */
    @Test
    void lbfgs_whereTrialsHaveNoValue_goesOn() {
        Optimiser<double[], Evaluation> lbfgs = fromTheUsualStart();
        boolean met = false;
        for (int k = 0; k < 400 && lbfgs.status() == Status.RUNNING; k++) {
            Evaluation there = valley.evaluate(lbfgs.ask(), 1.01);
            met |= Double.isNaN(there.value());
            lbfgs.tell(there);
        }
        assertThat(met).isTrue();
        assertThat(lbfgs.status()).isEqualTo(Status.CONVERGED);
        assertThat(lbfgs.value()).isLessThan(1e-18);
    }

    /** Where no step is downhill, though the gradient says so. */
    @Test
    void lbfgs_withAWrongGradient_stalls() {
        Optimiser<double[], Evaluation> lbfgs = optimiser(new double[] {1});
        while (lbfgs.status() == Status.RUNNING) {
            double x = lbfgs.ask()[0];
            lbfgs.tell(new Evaluation(x * x, new double[] {-2 * x}));
        }
        assertThat(lbfgs.status()).isEqualTo(Status.STALLED);
        assertThat(lbfgs.point()[0]).isEqualTo(1);
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThatThrownBy(() -> new Lbfgs(new double[1], 0, 0)).hasMessageContaining("pairs=0");
        assertThatThrownBy(() -> new Lbfgs(new double[1], 1, -1)).hasMessageContaining("gradientTolerance=-1.0");
    }
}
