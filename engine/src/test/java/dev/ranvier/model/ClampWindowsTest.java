package dev.ranvier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ClampWindowsTest {
    @Test
    void contains_isPeriodic_alsoBeforeTheFirstWindow() {
        ClampWindows windows = new ClampWindows(4, 8, 3);
        assertThat(windows.contains(2.9)).isFalse();
        assertThat(windows.contains(3)).isTrue();
        assertThat(windows.contains(6.9)).isTrue();
        assertThat(windows.contains(7)).isFalse();
        assertThat(windows.contains(14.9)).isFalse();
        assertThat(windows.contains(15)).isTrue();
        assertThat(windows.contains(-4.9)).isFalse();
        assertThat(windows.contains(-8)).isTrue();
        assertThat(new ClampWindows(4, 8, 3 + 1200).contains(5)).isTrue();
    }

    @Test
    void always_holdsEveryTime() {
        for (double t_ms = 0; t_ms < 10; t_ms += 0.01) {
            assertThat(ClampWindows.ALWAYS.contains(t_ms)).isTrue();
        }
    }

    @Test
    void badTimes_areNamed() {
        assertThatThrownBy(() -> new ClampWindows(0, 1, 0)).hasMessageContaining("clamped_ms=0");
        assertThatThrownBy(() -> new ClampWindows(1, -1, 0)).hasMessageContaining("free_ms=-1");
        assertThatThrownBy(() -> new ClampWindows(1, Double.POSITIVE_INFINITY, 0))
                .hasMessageContaining("free_ms=Infinity");
        assertThatThrownBy(() -> new ClampWindows(1, 1, Double.NaN)).hasMessageContaining("shift_ms=NaN");
    }
}
