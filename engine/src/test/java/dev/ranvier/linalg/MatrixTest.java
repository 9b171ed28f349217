package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MatrixTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void viewsShareTheMemory() {
        Matrix matrix = Matrix.zeros(arena, 3, 4);
        matrix.transposed().set(3, 1, 5);
        matrix.part(1, 2, 2, 2).transposed().set(0, 1, 7);
        assertThat(matrix.row(1)).containsExactly(0, 0, 0, 5);
        assertThat(matrix.row(2)).containsExactly(0, 0, 7, 0);
    }

    @Test
    void rows_areSetAndReadAsAWhole() {
        Matrix matrix = Matrix.zeros(arena, 2, 3);
        matrix.setRow(1, new double[] {1, 2, 3});
        matrix.setRow(0, 1, new double[] {8, 9});
        assertThat(matrix.row(0)).containsExactly(0, 8, 9);
        assertThat(matrix.row(1)).containsExactly(1, 2, 3);
        assertThat(Matrix.vector(arena, new double[] {4, 5}).get(1, 0)).isEqualTo(5);
    }

    @Test
    void whatLiesOutside_isRefused() {
        Matrix matrix = Matrix.zeros(arena, 2, 3);
        assertThatThrownBy(() -> matrix.part(1, 1, 2, 1))
                .hasMessageContaining("2 x 3 matrix: row=1, column=1, rowCount=2");
        assertThatThrownBy(() -> matrix.setRow(0, new double[4])).hasMessageContaining("length=4");
        assertThatThrownBy(() -> matrix.setRow(2, new double[1])).hasMessageContaining("row=2");
        assertThatThrownBy(() -> matrix.transposed().row(0)).hasMessageContaining("row-major");
        assertThatThrownBy(() -> Matrix.zeros(arena, -1, 2)).hasMessageContaining("rows=-1");
        assertThatThrownBy(() -> Matrix.zeros(arena, 1 << 16, 1 << 16)).hasMessageContaining("2^31 - 1 doubles");
    }
}
