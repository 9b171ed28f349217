package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LineTest {
    /** {@code y = 1 + 2 x}, and points above and below it that leave it where it is. */
    @Test
    void through_points_isTheNearestInY() {
        Line line = Line.through(new double[] {0, 0, 1, 1}, new double[] {0, 2, 2, 4});
        assertThat(line.slope()).isCloseTo(2, within(1e-12));
        assertThat(line.atZero()).isCloseTo(1, within(1e-12));
        assertThat(line.correlation()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }
}
