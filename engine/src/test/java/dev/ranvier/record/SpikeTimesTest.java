package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpikeTimesTest {
    @Test
    void of_risesThroughTheThreshold_areInterpolated() {
        double[] v = {-70, -10, 30, 10, -30, -20, 60, 60, -70};
        assertThat(SpikeTimes.of(v, 0.5, 0)).containsExactly((1 + 0.25) * 0.5, (5 + 0.25) * 0.5);
    }

    @Test
    void of_voltageThatTouchesTheThreshold_countsOnce() {
        assertThat(SpikeTimes.of(new double[] {-1, 0, 0, 1, -1}, 1, 0)).containsExactly(1);
    }

    @Test
    void of_voltageThatStartsAboveOrStaysBelow_isNoSpike() {
        assertThat(SpikeTimes.of(new double[] {5, 6, 7}, 1, 0)).isEmpty();
        assertThat(SpikeTimes.of(new double[] {-5, -6, -7}, 1, 0)).isEmpty();
    }
}
