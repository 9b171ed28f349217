package dev.ranvier.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The logarithm against Java's and against forty decimal digits. */
final class LogarithmTest {
    private static final int COUNT = 4096;
    private static final MathContext DIGITS = new MathContext(40);
    /** What the Javadoc promises; Java's own logarithm may be off by one more. */
    private static final double ULPS = 1, ULPS_BESIDE_JAVA = 2;

    /** Logarithms up to these sizes. */
    private static final double[] NEAR = {1e-3, 1, 12}, ALL = {1e-3, 1, 12, 708};

    @Test
    void apply_toRandomArguments_isThatOfJava() {
        for (double range : ALL) {
            double[] x = arguments(range, COUNT), ln = apply(x);
            for (int k = 0; k < COUNT; k++) {
                double java = StrictMath.log(x[k]);
                assertThat(Math.abs(ln[k] - java))
                        .as("ln(%s)", x[k])
                        .isLessThanOrEqualTo(ULPS_BESIDE_JAVA * Math.ulp(java));
            }
        }
    }

    @Test
    void apply_toRandomArguments_isWithinOneUlp() {
        double worst = 0;
        for (double range : NEAR) {
            double[] x = arguments(range, COUNT / 4), ln = apply(x);
            for (int k = 0; k < x.length; k++) {
                worst = Math.max(worst, ulps(ln[k], x[k]));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(ULPS);
    }

    /** y - ln x, from {@code x exp(-y) = 1 - (y - ln x)} to second order in what is 1e-15. */
    private static double ulps(double y, double x) {
        BigDecimal d =
                BigDecimal.ONE.subtract(new BigDecimal(x).multiply(ExponentialAccuracyTest.exact(-y), DIGITS), DIGITS);
        BigDecimal error = d.add(d.multiply(d, DIGITS).divide(BigDecimal.TWO, DIGITS), DIGITS);
        return Math.abs(error.divide(new BigDecimal(Math.ulp(y)), DIGITS).doubleValue());
    }

    @Test
    void apply_toPowersOfTwoAndToOne_isExact() {
        double[] x = {1, 2, 0.5, 1024, 0x1p-1022, 0x1p1023, 4, 8};
        double[] ln = apply(x);
        assertThat(ln[0]).isZero();
        for (int k = 0; k < x.length; k++) {
            assertThat(ln[k]).isEqualTo(Math.getExponent(x[k]) * Math.log(2));
        }
    }

    @Test
    void apply_toWhatHasNoFiniteLogarithm_isNaN() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(apply(new double[] {-1, -1e300, -1e-300, -1e-310, -inf, inf, Double.NaN, -Double.MAX_VALUE}))
                .containsOnly(Double.NaN);
    }

    @Test
    void apply_toAlmostNothing_isThatOfTheSmallest() {
        for (double ln : apply(new double[] {0, Double.MIN_VALUE, 1e-310, 2e-310, 1e-308, 2e-308, 3e-310, 5e-309})) {
            assertThat(ln).isBetween(Math.log(0x1p-1023) - 1e-12, Math.log(Double.MIN_NORMAL));
        }
    }

    @Test
    void of_isApplyToOneNumber_toTheBit() {
        double[] x = arguments(708, COUNT), others = {0, -1, 1, Double.NaN, Double.POSITIVE_INFINITY, 1e-310, -0.0, 2};
        System.arraycopy(others, 0, x, 0, others.length);
        double[] ln = apply(x);
        for (int k = 0; k < COUNT; k++) {
            assertThat(Double.doubleToLongBits(Logarithm.of(x[k]))).isEqualTo(Double.doubleToLongBits(ln[k]));
        }
    }

    private static double[] arguments(double range, int count) {
        return new Random(1).doubles(count, -range, range).map(Math::exp).toArray();
    }

    private static double[] apply(double[] x) {
        try (Arena arena = Arena.ofConfined()) {
            Column column = new Block(arena, 1, x.length).column(0);
            for (int k = 0; k < x.length; k++) {
                column.set(k, x[k]);
            }
            Logarithm.apply(column, column, 0, x.length);
            double[] ln = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                ln[k] = column.get(k);
            }
            return ln;
        }
    }
}
