package dev.ranvier.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TransformTest {
    /** However far theta goes, what it gives can be turned back. */
    @Test
    void value_ofABoundedNumber_staysBetweenItsBounds() {
        Transform.Bounded bounded = new Transform.Bounded(-2, 0.3);
        for (double theta : new double[] {-1e6, -50, 0, 50, 1e6}) {
            double value = bounded.value(theta);
            assertThat(value).isGreaterThan(-2).isLessThan(0.3);
            assertThat(bounded.theta(value)).isFinite();
        }
    }
}
