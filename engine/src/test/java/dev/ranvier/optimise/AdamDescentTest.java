package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AdamDescentTest extends GradientOptimiserContract {
    @Override
    Optimiser<double[], Evaluation> optimiser(double[] start) {
        return new AdamDescent(start, new Schedule.WarmUpCosine(0.05, 1e-4, 10, 4000), 0, 10);
    }

    @Test
    void adam_onRosenbrock_findsTheMinimum() {
        Optimiser<double[], Evaluation> adam = fromTheUsualStart();
        for (int k = 0; k < 4000; k++) {
            adam.tell(valley.evaluate(adam.ask()));
        }
        for (double x : adam.point()) {
            assertThat(x).isCloseTo(1, within(1e-3));
        }
        assertThat(adam.steps()).isEqualTo(4000);
    }

    @Test
    void adam_isAdamWAlongClippedGradients() {
        double[] x = {-1.2, 1, 0.4, 2};
        Schedule schedule = new Schedule.Exponential(0.1, 0.5, 20);
        Optimiser<double[], Evaluation> adam = new AdamDescent(x, schedule, 0.01, 3);
        AdamW rule = new AdamW(4, 0.01);
        for (int k = 0; k < 50; k++) {
            assertThat(adam.ask()).isEqualTo(x);
            adam.tell(valley.evaluate(x));
            double[] gradient = valley.evaluate(x).gradient();
            AdamW.clip(gradient, 3);
            rule.step(x, gradient, schedule.rate(k));
        }
    }

    @Test
    void schedules_haveTheirFormulas() {
        assertThat(new Schedule.Constant(0.3).rate(1000)).isEqualTo(0.3);
        Schedule cosine = new Schedule.WarmUpCosine(1, 0.1, 4, 104);
        assertThat(cosine.rate(0)).isCloseTo(0.2, within(1e-15));
        assertThat(cosine.rate(3)).isCloseTo(0.8, within(1e-15));
        assertThat(cosine.rate(4)).isCloseTo(1, within(1e-15));
        assertThat(cosine.rate(54)).isCloseTo(0.55, within(1e-15));
        assertThat(cosine.rate(104)).isCloseTo(0.1, within(1e-15));
        assertThat(cosine.rate(5000)).isCloseTo(0.1, within(1e-15));
        assertThat(new Schedule.Exponential(2, 0.25, 10).rate(5)).isCloseTo(1, within(1e-15));
        Schedule steps = new Schedule.Steps(2, 0.25, 10);
        assertThat(steps.rate(9)).isEqualTo(2);
        assertThat(steps.rate(10)).isEqualTo(0.5);
        assertThatThrownBy(() -> new Schedule.Constant(0)).hasMessageContaining("rate=0.0");
        assertThatThrownBy(() -> new Schedule.WarmUpCosine(1, 0.1, 9, 9)).hasMessageContaining("warmUp=9, steps=9");
        assertThatThrownBy(() -> new Schedule.Steps(1, 0.5, 0)).hasMessageContaining("every");
    }
}
