package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.fit.Evidence.Bounds;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far bands reach where other curves explain the recordings as well. */
final class OtherCurvesTest {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;
    private static final BoltzmannCurves START = new BoltzmannCurves(-45, 10, 2);
    private static final double LN_TEN = Math.log(10);

    private static GateSplines splines() {
        TabulatedChannel channel =
                new TabulatedChannel("k", GRID, List.of(new TabulatedGate("n", new Power.Fixed(1), START)), 1, -77);
        Cell cell = new Cell(100, 1, -65, List.of(new Insertion("k", channel, Map.of())));
        return new GateSplines(cell, "k", 0, START);
    }

    private static Band band(double logitInf, double logTau) {
        return new Band(Collections.nCopies(GRID.nodes(), logitInf), Collections.nCopies(GRID.nodes(), logTau));
    }

    /**
     * Tau a hundred times larger is as good, a thousand times is not, nor any that is smaller, nor, the third excepted, what other
     * starts lead to.
     */
    private record Slower(GateSplines start) implements OtherCurves.Refit {
        @Override
        public Optional<OtherCurves.Fitted> from(List<GateSplines> splines, double most) {
            assertThat(most).isCloseTo(10 + 3.84, within(1e-12));
            int last = start.size() - 1;
            double by = (splines.getFirst().start()[last] - start.start()[last]) / LN_TEN;
            return Optional.of(new OtherCurves.Fitted(splines, 13, List.of(Bounds.around(band(0.2, 0.5)))))
                    .filter(_ -> by > 0 && by < 2.5);
        }

        @Override
        public Optional<OtherCurves.Fitted> afresh(int k, double most) {
            return Optional.of(new OtherCurves.Fitted(List.of(start), 9, List.of(Bounds.around(band(k, 0.1)))))
                    .filter(_ -> k == 2);
        }
    }

    private static List<Bounds> bands(double logTau) {
        GateSplines start = splines();
        OtherCurves.Fitted found =
                new OtherCurves.Fitted(List.of(start), 10, List.of(Bounds.around(band(0.3, logTau))));
        return new OtherCurves(found, 1, new Slower(start)).bands(List.of(OtherCurves.Visited.between(-70, 20)));
    }

    @Test
    void bands_reachAsFarAsWhatIsAsGood() {
        Bounds reached = bands(0.4).getFirst();
        assertThat(reached.above().logitInf()).allSatisfy(sd -> assertThat(sd).isEqualTo(2));
        assertThat(reached.below()).isEqualTo(band(2, 0.4));
        assertThat(reached.above().logTau())
                .allSatisfy(sd -> assertThat(sd).isCloseTo(0.5 + 2 * LN_TEN / Evidence.SURE, within(1e-9)));
    }

    @Test
    void bands_whereTauIsKnown_areWhatTheyWere() {
        assertThat(bands(0.2)).containsExactly(Bounds.around(band(0.3, 0.2)));
    }

    @Test
    void visited_areTheNodesFromOneVoltageToTheOther_withinTheGrid() {
        assertThat(OtherCurves.Visited.between(-70, 20)).isEqualTo(new OtherCurves.Visited(160, 341));
        assertThat(OtherCurves.Visited.between(-300, 300)).isEqualTo(new OtherCurves.Visited(0, GRID.nodes()));
    }
}
