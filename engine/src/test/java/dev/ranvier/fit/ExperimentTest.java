package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.loss.Window;
import dev.ranvier.model.SampledSignal;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
    private static final Experiment RECORDED =
            Experiment.atRoot("r", new SampledSignal(0.5, new double[20]), new SampledSignal(0.5, new double[20]));

    /** Samples 0 to 19 at 0 to 9.5 ms. */
    @Test
    void whatComesBeforeTheEndOfTheLead_isNotLookedAt() {
        assertThat(RECORDED.samples()).hasSize(20);
        assertThat(RECORDED.led(4).samples()).hasSize(12).startsWith(8);
        double[] off = new double[20];
        off[7] = 3;
        off[8] = 6;
        assertThat(RECORDED.led(4).residuals_mV(off)).hasSize(12).startsWith(6, 0);
    }

    @Test
    void windows_areThoseOfBoth() {
        assertThat(RECORDED.led(4).windows(new Window(2, 6))).containsExactly(new Window(4, 6));
        assertThat(RECORDED.windows(new Window(2, 6))).containsExactly(new Window(2, 6));
        assertThat(RECORDED.led(4).windows(new Window(2, 4))).isEmpty();
    }
}
