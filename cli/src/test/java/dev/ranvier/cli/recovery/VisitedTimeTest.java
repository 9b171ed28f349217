package dev.ranvier.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.SampledSignal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VisitedTimeTest {
    private static final double ROUNDING = 1e-12;
    private static final VoltageGrid GRID = new VoltageGrid(0, 1, 5);

    @Test
    void of_lineThroughCells_sharesItsTime() {
        VisitedTime visited = VisitedTime.of(List.of(new SampledSignal(0.2, new double[] {0, 2})), GRID);
        assertThat(visited.time_ms()).containsExactly(new double[] {0.05, 0.1, 0.05, 0, 0}, within(ROUNDING));
        assertThat(visited.flags()).containsExactly(1, 1, 1, 0, 0);
    }

    @Test
    void of_restingVoltage_staysInOneCell() {
        VisitedTime visited = VisitedTime.of(List.of(new SampledSignal(0.1, new double[] {3, 3, 3})), GRID);
        assertThat(visited.time_ms()).containsExactly(new double[] {0, 0, 0, 0.2, 0}, within(ROUNDING));
    }

    @Test
    void of_manySamples_addsUpToTheDuration() {
        VisitedTime visited =
                VisitedTime.of(List.of(new SampledSignal(0.1, new double[] {0, 3.7, 1.2, 1.2, 4, 0.3})), GRID);
        assertThat(Arrays.stream(visited.time_ms()).sum()).isEqualTo(0.5, within(ROUNDING));
    }

    @Test
    void of_voltageOutsideTheGrid_isLeftOut() {
        VisitedTime visited = VisitedTime.of(List.of(new SampledSignal(0.1, new double[] {-9, -8, 20})), GRID);
        assertThat(visited.flags()).containsExactly(1, 1, 1, 1, 1);
        assertThat(VisitedTime.of(List.of(new SampledSignal(0.1, new double[] {-9, -8})), GRID)
                        .flags())
                .containsOnly(0);
    }
}
