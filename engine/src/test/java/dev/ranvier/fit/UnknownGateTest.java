package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.Orientation;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the search for a gate begins. */
final class UnknownGateTest {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private static UnknownGate gate(Orientation orientation) {
        return new UnknownGate("k", 0, new GateKinetics("n", orientation, new BoltzmannCurves(-45, 10, 2)));
    }

    private static double[][] anywhere(Orientation orientation, long seed) {
        double[][] curves = new double[2][GRID.nodes()];
        gate(orientation).anywhere(seed, 0).evaluate(GRID, curves[0], curves[1]);
        return curves;
    }

    @Test
    void anywhere_opensOrClosesAsTheGateDoes_withinTheRangesOfChannels() {
        for (long seed = 0; seed < 100; seed++) {
            double[] opening = anywhere(Orientation.ACTIVATION, seed)[0],
                    tau = anywhere(Orientation.ACTIVATION, seed)[1];
            double[] closing = anywhere(Orientation.INACTIVATION, seed)[0];
            assertThat(opening).isSorted();
            assertThat(closing[0]).isGreaterThan(closing[GRID.nodes() - 1]);
            int half = IntStream.range(0, opening.length)
                    .filter(node -> opening[node] >= 0)
                    .findFirst()
                    .orElseThrow();
            assertThat(GRID.voltage_mV(half)).isBetween(-85.0, -4.5);
            assertThat(Arrays.stream(tau).max().orElseThrow()).isBetween(Math.log(2.0 / 30), Math.log(60));
        }
    }

    @Test
    void anywhere_ofTheSameSeed_isTheSame_andOfAnotherIsNot() {
        assertThat(anywhere(Orientation.ACTIVATION, 3)).isDeepEqualTo(anywhere(Orientation.ACTIVATION, 3));
        assertThat(anywhere(Orientation.ACTIVATION, 3)[0]).isNotEqualTo(anywhere(Orientation.ACTIVATION, 4)[0]);
    }
}
