package dev.ranvier.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExponentialTest {
    private static final int COUNT = 4096;
    /** One for the polynomial, one for StrictMath's own rounding. */
    private static final double ULPS = 2;

    @Test
    void apply_toRandomArguments_isWithinTwoUlps() {
        Random random = new Random(1);
        try (Arena arena = Arena.ofConfined()) {
            Block block = new Block(arena, 2, COUNT);
            Column x = block.column(0), out = block.column(1);
            for (double range : new double[] {1e-3, 1, 30, 700}) {
                for (int k = 0; k < COUNT; k++) {
                    x.set(k, range * (2 * random.nextDouble() - 1));
                }
                Exponential.apply(x, 1, 0, out, 0, COUNT);
                for (int k = 0; k < COUNT; k++) {
                    double exact = StrictMath.exp(x.get(k));
                    assertThat(Math.abs(out.get(k) - exact)).isLessThanOrEqualTo(ULPS * Math.ulp(exact));
                }
            }
        }
    }

    @Test
    void apply_beyondItsRange_clipsAndKeepsNaN() {
        try (Arena arena = Arena.ofConfined()) {
            Column x = new Block(arena, 1, 8).column(0);
            double[] arguments = {0, -1e9, Double.NEGATIVE_INFINITY, Double.NaN, 1e4, -708, 709, 1};
            for (int k = 0; k < 8; k++) {
                x.set(k, arguments[k]);
            }
            Exponential.apply(x, 1, 0, x, 0, 8);
            assertThat(x.get(0)).isEqualTo(1);
            assertThat(x.get(1)).isLessThan(1e-300).isPositive();
            assertThat(x.get(2)).isLessThan(1e-300).isPositive();
            assertThat(x.get(3)).isNaN();
            assertThat(x.get(4)).isGreaterThan(1e307).isFinite();
        }
    }
}
