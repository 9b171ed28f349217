package dev.ranvier.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The exponential against forty decimal digits. */
final class ExponentialAccuracyTest {
    private static final int COUNT = 1024;
    private static final MathContext DIGITS = new MathContext(40);
    /** What the Javadoc promises. */
    private static final double ULPS = 1;

    @Test
    void apply_toRandomArguments_isWithinOneUlp() {
        Random random = new Random(1);
        double worst = 0;
        try (Arena arena = Arena.ofConfined()) {
            Block block = new Block(arena, 2, COUNT);
            Column x = block.column(0), out = block.column(1);
            for (double range : new double[] {1e-3, 0.35, 5, 700}) {
                for (int k = 0; k < COUNT; k++) {
                    x.set(k, range * (2 * random.nextDouble() - 1));
                }
                Exponential.apply(x, 1, 0, out, 0, COUNT);
                for (int k = 0; k < COUNT; k++) {
                    worst = Math.max(worst, ulps(out.get(k), exact(x.get(k))));
                }
            }
        }
        assertThat(worst).isLessThanOrEqualTo(ULPS);
    }

    private static double ulps(double value, BigDecimal exact) {
        BigDecimal difference = new BigDecimal(value).subtract(exact, DIGITS);
        return Math.abs(difference
                .divide(new BigDecimal(Math.ulp(exact.doubleValue())), DIGITS)
                .doubleValue());
    }

    /** Taylor's series at x/1024, squared ten times. */
    static BigDecimal exact(double x) {
        BigDecimal r = new BigDecimal(x / 1024), term = BigDecimal.ONE, sum = BigDecimal.ONE;
        for (int k = 1; k < 32; k++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.pow(1024, DIGITS);
    }
}
