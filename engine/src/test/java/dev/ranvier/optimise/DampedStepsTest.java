package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** All forms solve {@code J^T (J y + r) + mu y = 0}. */
final class DampedStepsTest {
    private static final int[][] SHAPES = {{1, 1}, {30, 4}, {4, 30}, {12, 12}};

    /** A matrix by its rows. */
    static final class Rows implements DampedSteps.Products {
        private final double[][] rows;

        Rows(double[][] rows) {
            this.rows = rows;
        }

        @Override
        public double[] forward(double[] v) {
            double[] product = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                product[j] = Vectors.dot(rows[j], v);
            }
            return product;
        }

        @Override
        public double[] transposed(double[] u) {
            double[] product = new double[rows[0].length];
            for (int j = 0; j < rows.length; j++) {
                Vectors.add(u[j], rows[j], product);
            }
            return product;
        }
    }

    @Test
    void steps_inAllForms_solveTheDampedEquations() {
        for (int[] shape : SHAPES) {
            Random random = new Random(shape[0]);
            double[][] rows = new double[shape[0]][];
            for (int j = 0; j < rows.length; j++) {
                rows[j] = random.doubles(shape[1], -1, 1).toArray();
            }
            Rows jacobian = new Rows(rows);
            double[] r = random.doubles(shape[0], -1, 1).toArray();
            for (DampedSteps steps : List.of(
                    new PrimalSteps(columns(rows), r),
                    new DualSteps(columns(rows), r),
                    DampedSteps.dense(columns(rows), r),
                    DampedSteps.matrixFree(jacobian, r, 1e-14, 200))) {
                for (double damping : new double[] {1e-3, 0.1, 10}) {
                    double[] y = steps.step(damping);
                    double[] left = jacobian.transposed(Vectors.sum(jacobian.forward(y), 1, r));
                    Vectors.add(damping, y, left);
                    assertThat(Vectors.largest(left))
                            .as("%s of %d x %d, mu %s", steps.getClass().getSimpleName(), shape[0], shape[1], damping)
                            .isCloseTo(0, within(1e-11));
                }
            }
        }
    }

    /** Full ones, ones with three numbers, and some with none. */
    @Test
    void dense_columnsWithFewNumbers_areMultipliedLikeOthers() {
        Random random = new Random(5);
        double[] r = random.doubles(128, -1, 1).toArray();
        for (int full : new int[] {0, 3}) {
            double[][] rows = new double[r.length][8];
            for (int j = 0; j < rows.length; j++) {
                for (int k = 0; k < rows[j].length; k++) {
                    boolean isThere = k < full || (k < 6 && j % 50 == k);
                    rows[j][k] = isThere ? random.nextDouble() : 0;
                }
            }
            Rows jacobian = new Rows(rows);
            double[] y = DampedSteps.dense(columns(rows), r).step(0.1);
            double[] left = jacobian.transposed(Vectors.sum(jacobian.forward(y), 1, r));
            Vectors.add(0.1, y, left);
            assertThat(Vectors.largest(left)).isCloseTo(0, within(1e-11));
        }
    }

    @Test
    void dense_takesTheFormWithFewerEquations() {
        double[][] wide = {{1, 2, 3}, {4, 5, 6}};
        assertThat(DampedSteps.dense(columns(wide), new double[2])).isInstanceOf(DualSteps.class);
        assertThat(DampedSteps.dense(columns(wide).subList(0, 2), new double[2]))
                .isInstanceOf(PrimalSteps.class);
    }

    @Test
    void matrixFree_withALooseTolerance_stopsEarlyAndStillGoesDownhill() {
        double[][] rows = {{1, 0, 0}, {0, 10, 0}, {0, 0, 100}};
        double[] r = {1, 1, 1};
        double[] y = DampedSteps.matrixFree(new Rows(rows), r, 0.5, 200).step(1e-6);
        assertThat(Vectors.dot(new Rows(rows).transposed(r), y)).isNegative();
        assertThat(y[0]).isNotCloseTo(-1, within(0.1));
        assertThatThrownBy(() -> DampedSteps.matrixFree(new Rows(rows), r, 1, 0))
                .hasMessageContaining("mostIterations=0");
    }

    private static List<double[]> columns(double[][] rows) {
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < rows[0].length; k++) {
            double[] column = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                column[j] = rows[j][k];
            }
            columns.add(column);
        }
        return columns;
    }
}
