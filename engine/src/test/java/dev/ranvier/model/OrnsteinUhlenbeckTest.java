package dev.ranvier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class OrnsteinUhlenbeckTest {
    private static final double MEAN = 0.3, SD = 0.05, CORRELATION_ms = 4;
    /** 50,000 correlation times: the mean of x is known to 0.0063 sd, its variance to 0.45 %. */
    private static final double DURATION_ms = 200_000;

    private static final double FOUR_STANDARD_ERRORS = 4;

    private static double[] samples(double interval_ms) {
        return new OrnsteinUhlenbeck(MEAN, SD, CORRELATION_ms, 7)
                .sampled(interval_ms, DURATION_ms)
                .values();
    }

    /** Mean of {@code (x(k) - MEAN) (x(k + lag) - MEAN)}. */
    private static double covariance(double[] x, int lag) {
        double sum = 0;
        for (int k = 0; k + lag < x.length; k++) {
            sum += (x[k] - MEAN) * (x[k + lag] - MEAN);
        }
        return sum / (x.length - lag);
    }

    @Test
    void sampled_longPath_hasMeanDeviationAndCorrelationTime() {
        for (double interval_ms : new double[] {0.5, 2}) {
            double[] x = samples(interval_ms);
            double mean = java.util.Arrays.stream(x).average().orElseThrow();
            assertThat(mean).isEqualTo(MEAN, within(FOUR_STANDARD_ERRORS * 0.0063 * SD));
            double variance = covariance(x, 0);
            assertThat(variance / (SD * SD)).isEqualTo(1, within(FOUR_STANDARD_ERRORS * 0.0045));
            int lag = (int) Math.rint(CORRELATION_ms / interval_ms);
            assertThat(covariance(x, lag) / variance).isEqualTo(Math.exp(-1), within(FOUR_STANDARD_ERRORS * 0.0045));
        }
    }

    @Test
    void sampled_sameSeed_givesTheSameSamplesAndAnotherSeedOthers() {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(0, 1, 3, 1);
        assertThat(process.sampled(0.1, 10).values())
                .hasSize(101)
                .isEqualTo(process.sampled(0.1, 10).values())
                .isNotEqualTo(new OrnsteinUhlenbeck(0, 1, 3, 2).sampled(0.1, 10).values());
    }

    @Test
    void sampled_longerPath_beginsTheSame() {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(0, 1, 3, 1);
        assertThat(process.sampled(0.1, 20).values())
                .startsWith(process.sampled(0.1, 10).values());
    }

    @Test
    void constructor_badParameters_areRefused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new OrnsteinUhlenbeck(0, -1, 3, 1))
                .withMessageContaining("sd must be finite and not negative: sd=-1.0");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new OrnsteinUhlenbeck(0, 1, 0, 1))
                .withMessageContaining("correlation_ms must be positive");
    }
}
