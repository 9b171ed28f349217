package dev.ranvier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DesignTest {
    /** SciPy 1.x, {@code qmc.Sobol(d=21, scramble=False, bits=32)}, points 5 and 1000. */
    private static final double[][] SOBOL = {
        {
            0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375, 0.375, 0.125, 0.375, 0.875, 0.875, 0.125, 0.875,
            0.375, 0.875, 0.375, 0.375, 0.625, 0.625
        },
        {
            0.2197265625, 0.0966796875, 0.5185546875, 0.6767578125, 0.2802734375, 0.9072265625, 0.0458984375,
            0.8994140625, 0.5009765625, 0.0693359375, 0.0849609375, 0.2548828125, 0.1611328125, 0.3837890625,
            0.1435546875, 0.3701171875, 0.7197265625, 0.3447265625, 0.9912109375, 0.7255859375, 0.5224609375
        }
    };

    @Test
    void sobol_isSciPys_inTheMiddleOfItsCells() {
        for (int d = 0; d < Sobol.DIMENSIONS; d++) {
            assertThat(new Sobol(0).at(5, d)).isEqualTo(SOBOL[0][d] + 0x1.0p-33);
            assertThat(new Sobol(0).at(1000, d)).isEqualTo(SOBOL[1][d] + 0x1.0p-33);
        }
    }

    /** Every aligned run of 64 points has one in each 64th of every coordinate, shifted or not. */
    @Test
    void sobol_fillsEveryCoordinateEvenly() {
        for (long seed : new long[] {0, 7}) {
            for (int d = 0; d < Sobol.DIMENSIONS; d++) {
                Set<Integer> cells = new HashSet<>();
                for (long k = 128; k < 192; k++) {
                    cells.add((int) (64 * new Sobol(seed).at(k, d)));
                }
                assertThat(cells).hasSize(64);
            }
        }
    }

    @Test
    void latinHypercube_hasOnePointInEverySlice_ofEveryCoordinate() {
        for (int points : new int[] {1, 2, 5, 64, 1000}) {
            LatinHypercube cube = new LatinHypercube(points, 3);
            for (int d = 0; d < 3; d++) {
                Set<Integer> slices = new HashSet<>();
                for (int k = 0; k < points; k++) {
                    slices.add((int) (points * cube.at(k, d)));
                }
                assertThat(slices).hasSize(points);
            }
        }
        LatinHypercube cube = new LatinHypercube(1000, 3);
        double correlation = IntStream.range(0, 1000)
                        .mapToDouble(k -> (cube.at(k, 0) - 0.5) * (cube.at(k, 1) - 0.5) * 12)
                        .sum()
                / 1000;
        assertThat(correlation).isBetween(-0.1, 0.1);
    }

    @Test
    void normalQuantile_isSciPys() {
        double[] p = {1e-300, 1e-10, 0.01, 0.3, 0.5, 0.9, 0.999999};
        double[] expected = {
            -37.0470962993612,
            -6.361340902404056,
            -2.3263478740408408,
            -0.5244005127080409,
            0.0,
            1.2815515655446004,
            4.753424308817087
        };
        for (int k = 0; k < p.length; k++) {
            assertThat(NormalQuantile.of(p[k]))
                    .isCloseTo(expected[k], within(1e-14 * Math.max(1, Math.abs(expected[k]))));
        }
    }

    @Test
    void distributions_haveTheirQuantiles() {
        assertThat(new Distribution.Uniform(2, 4).quantile(0.25)).isEqualTo(2.5);
        assertThat(new Distribution.LogUniform(1, 100).quantile(0.5)).isCloseTo(10, within(1e-14 * 10));
        assertThat(new Distribution.Normal(1, 2).quantile(0.9)).isCloseTo(1 + 2 * 1.2815515655446004, within(1e-14));
        assertThat(new Distribution.LogNormal(3, 0.5).quantile(0.5)).isEqualTo(3);
        assertThatThrownBy(() -> new Distribution.LogUniform(0, 1)).hasMessageContaining("low=0.0");
        assertThatThrownBy(() -> new Distribution.Uniform(1, 1)).hasMessageContaining("low must be below high");
    }

    @Test
    void crossed_goesThroughTheLastFactorFirst_andRefusesNamesTwice() {
        Design crossed = new Crossed(List.of(
                new Values("a", List.of(1.0, 2.0)),
                new Listed(List.of("b", "c"), List.of(List.of(3.0, 4.0), List.of(5.0, 6.0))),
                Values.linear("d", 0, 1, 3)));
        assertThat(crossed.names()).containsExactly("a", "b", "c", "d");
        assertThat(crossed.points()).isEqualTo(12);
        assertThat(crossed.at(0)).containsExactly(1, 3, 4, 0);
        assertThat(crossed.at(1)).containsExactly(1, 3, 4, 0.5);
        assertThat(crossed.at(11)).containsExactly(2, 5, 6, 1);
        assertThatThrownBy(() -> crossed.at(12)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Crossed(List.of(crossed, new Values("c", List.of(1.0)))))
                .hasMessageContaining("c is varied twice");
    }

    @Test
    void logarithmic_hasBothEnds_andOneRatio() {
        List<Double> values = Values.logarithmic("x", 0.1, 10, 5).values();
        assertThat(values.getFirst()).isEqualTo(0.1);
        assertThat(values.getLast()).isEqualTo(10);
        for (int k = 1; k < 5; k++) {
            assertThat(values.get(k) / values.get(k - 1)).isCloseTo(Math.sqrt(10), within(1e-12));
        }
    }

    @Test
    void repeated_drawsOtherSeedsEveryTime() {
        Design repeated = new Repeated(Values.linear("a", 0, 1, 2), 3, List.of("s", "t"), 5);
        assertThat(repeated.names()).containsExactly("a", "s", "t");
        assertThat(repeated.points()).isEqualTo(6);
        Set<Double> seeds = new HashSet<>();
        for (long k = 0; k < 6; k++) {
            double[] point = repeated.at(k);
            assertThat(point[0]).isEqualTo(k < 3 ? 0 : 1);
            assertThat(point[1]).isBetween(0.0, 999_999_999.0).isEqualTo(Math.rint(point[1]));
            seeds.add(point[1]);
            seeds.add(point[2]);
        }
        assertThat(seeds).hasSize(12);
    }
}
