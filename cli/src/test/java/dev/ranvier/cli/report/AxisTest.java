package dev.ranvier.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AxisTest {
    @Test
    void ticks_linear_areRound() {
        assertThat(new Axis(-74.7, 45.3, false).ticks().stream().map(Axis::text))
                .containsExactly("\u221260", "\u221240", "\u221220", "0", "20", "40");
        assertThat(new Axis(0, 0.0151, false).ticks().stream().map(Axis::text))
                .containsExactly("0", "0.005", "0.01", "0.015");
    }

    @Test
    void ticks_logarithmic_arePowersOfTen() {
        assertThat(Axis.decades(0.02, 30).ticks().stream().map(Axis::text))
                .containsExactly("0.01", "0.1", "1", "10", "100");
    }

    @Test
    void position_ofTheEnds_isZeroAndOne() {
        for (Axis axis : new Axis[] {new Axis(-3, 5, false), new Axis(0.1, 100, true)}) {
            assertThat(axis.position(axis.low())).isZero();
            assertThat(axis.position(axis.high())).isEqualTo(1);
        }
    }

    @Test
    void tight_singleValue_hasExtent() {
        assertThat(Axis.tight(3, 3).position(3)).isEqualTo(0.5);
    }
}
