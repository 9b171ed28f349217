package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DividingStepTest {
    @Test
    void of_stepThatDivides_isKept() {
        assertThat(DividingStep.of(0.025, 0.1).dt_ms()).isEqualTo(0.025);
        assertThat(DividingStep.of(0.025, 0.1).note()).isEmpty();
        assertThat(DividingStep.of(0.1, 0.1).dt_ms()).isEqualTo(0.1);
        assertThat(DividingStep.of(0.01, 0.05).note()).isEmpty();
    }

    @Test
    void of_stepThatDoesNotDivide_takesTheNextSmaller() {
        DividingStep step = DividingStep.of(0.03, 0.1);
        assertThat(step.dt_ms()).isEqualTo(0.025);
        assertThat(step.note()).contains("dt_ms 0.03 does not divide the sampling interval 0.1 ms: using 0.025");
    }

    @Test
    void of_stepAboveTheInterval_takesTheInterval() {
        assertThat(DividingStep.of(0.5, 0.1).dt_ms()).isEqualTo(0.1);
    }
}
