package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.fit.Identifiability.Determined;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentifiabilityTest {
    /** At rest a point of x_inf, under a short step a little of a slow gate's speed, and a gate that was driven. */
    @Test
    void gates_areDeterminedHardlyAnything_orNothing() {
        Identifiability known = new Identifiability(
                List.of(new Determined(1.0002, 9e-5), new Determined(0.13, 0.015), new Determined(6.1, 3.2)),
                List.of());
        assertThat(known.undetermined()).containsExactly(0);
        assertThat(known.hardlyDetermined()).containsExactly(1);
        assertThat(known.isSomethingDetermined()).isTrue();
    }
}
