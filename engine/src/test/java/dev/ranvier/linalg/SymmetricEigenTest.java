package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 120})
    void eigen_ofProducts_isOrthonormalAndRestoresThem(int n) {
        double[][] a = product(n, n + 3, 1);
        SymmetricEigen eigen = new SymmetricEigen(a);
        double size = eigen.value(0);
        assertThat(eigen.size()).isEqualTo(n);
        for (int i = 0; i < n; i++) {
            assertThat(eigen.value(i)).isBetween(0.0, i == 0 ? size : eigen.value(i - 1));
            for (int j = 0; j <= i; j++) {
                double dot = 0, restored = 0;
                for (int k = 0; k < n; k++) {
                    dot += eigen.vector(i)[k] * eigen.vector(j)[k];
                    restored += eigen.value(k) * eigen.vector(k)[i] * eigen.vector(k)[j];
                }
                assertThat(dot).isCloseTo(i == j ? 1 : 0, within(1e-13 * n));
                assertThat(restored).isCloseTo(a[i][j], within(1e-14 * n * size));
            }
        }
    }

    /** {@code D A D} with D from 1 to 1e-12: every eigenvalue has its digits, against the characteristic polynomial. */
    @Test
    void eigen_ofABadlyScaledMatrix_keepsTheDigitsOfSmallEigenvalues() {
        double[][] a = {{2, 1e-6, 0}, {1e-6, 3e-12, 1e-18}, {0, 1e-18, 1e-24}};
        SymmetricEigen eigen = new SymmetricEigen(a);
        double determinant = 2 * (3e-12 * 1e-24 - 1e-36) - 1e-6 * (1e-6 * 1e-24);
        double trace = 2 + 3e-12 + 1e-24, minors = 2 * 3e-12 - 1e-12 + 2e-24 + 3e-36 - 1e-36;
        double first = trace - minors / trace, second = minors / first, third = determinant / (first * second);
        assertThat(eigen.value(0)).isCloseTo(first, within(1e-14 * first));
        assertThat(eigen.value(1)).isCloseTo(second, within(1e-10 * second));
        assertThat(eigen.value(2)).isCloseTo(third, within(1e-10 * third));
    }

    @Test
    void eigen_ofADeficientMatrix_hasZeros() {
        SymmetricEigen eigen = new SymmetricEigen(product(8, 3, 2));
        for (int k = 3; k < 8; k++) {
            assertThat(eigen.value(k)).isCloseTo(0, within(1e-15 * eigen.value(0)));
        }
        assertThat(new SymmetricEigen(new double[4][4]).value(0)).isZero();
    }

    @Test
    void upperTriangle_isNotRead_andNothingModified() {
        double[][] a = product(5, 9, 3), lower = new double[5][5];
        for (int k = 0; k < 5; k++) {
            Arrays.fill(lower[k], Double.NaN);
            System.arraycopy(a[k], 0, lower[k], 0, k + 1);
        }
        SymmetricEigen eigen = new SymmetricEigen(lower), again = new SymmetricEigen(a);
        for (int k = 0; k < 5; k++) {
            assertThat(eigen.value(k)).isEqualTo(again.value(k));
            assertThat(eigen.vector(k)).isEqualTo(again.vector(k));
        }
        assertThat(a).isDeepEqualTo(product(5, 9, 3));
    }

    @Test
    void notFinite_isRefused() {
        assertThatThrownBy(() -> new SymmetricEigen(new double[][] {{1, 0}, {Double.NaN, 1}}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("(1, 0) = NaN");
    }

    /** {@code B B^T} with random B of n x k. */
    private static double[][] product(int n, int k, long seed) {
        Random random = new Random(seed);
        double[][] b = new double[n][], a = new double[n][n];
        Arrays.setAll(b, _ -> random.doubles(k, -1, 1).toArray());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    a[i][j] += b[i][l] * b[j][l];
                }
            }
        }
        return a;
    }
}
