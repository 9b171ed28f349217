package dev.ranvier.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FitJudgementTest {
    /** Held by its prior; as uncertain as it is large; known; one that may be negative and is zero. */
    @Test
    void hardlyDetermined_namesWhatTheDataSayLittleOf() {
        assertThat(FitJudgement.hardlyDetermined(
                        List.of("held", "vague", "known", "signed"),
                        List.of(0.2, 1.0, 0.9, 0.9),
                        List.of(0.1, 1.5, 0.1, Double.NaN)))
                .containsExactly("held", "vague");
    }
}
