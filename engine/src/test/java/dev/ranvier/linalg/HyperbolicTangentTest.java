package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HyperbolicTangentTest {
    @Test
    void apply_isTanh() {
        try (Arena arena = Arena.ofConfined()) {
            double[] x = new Random(1).doubles(77, -25, 25).toArray();
            x[0] = 0;
            x[1] = 1e6;
            x[2] = -1e6;
            x[3] = 1e-9;
            Matrix matrix = Matrix.zeros(arena, 7, 11);
            for (int i = 0; i < 7; i++) {
                matrix.setRow(i, java.util.Arrays.copyOfRange(x, 11 * i, 11 * i + 11));
            }
            HyperbolicTangent.apply(matrix);
            for (int k = 0; k < x.length; k++) {
                assertThat(matrix.get(k / 11, k % 11)).isCloseTo(Math.tanh(x[k]), within(3e-16));
            }
        }
    }
}
