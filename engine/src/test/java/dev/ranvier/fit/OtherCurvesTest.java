package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    /** Tau a hundred times larger is as good, a thousand times is not, nor any that is smaller. */
    private static OtherCurves.Fitted slower(GateSplines start, List<GateSplines> splines) {
        double by = (splines.getFirst().start()[start.size() - 1] - start.start()[start.size() - 1]) / LN_TEN;
        return new OtherCurves.Fitted(splines, by > 0 && by < 2.5 ? 13.8 : 13.9, List.of(band(0.2, 0.5)));
    }

    @Test
    void bands_reachAsFarAsWhatIsAsGood() {
        GateSplines start = splines();
        OtherCurves.Fitted found = new OtherCurves.Fitted(List.of(start), 10, List.of(band(0.3, 0.4)));
        Band reached = new OtherCurves(found, 1, others -> slower(start, others))
                .bands(List.of(OtherCurves.Visited.between(-70, 20)))
                .getFirst();
        assertThat(reached.logitInf()).allSatisfy(sd -> assertThat(sd).isEqualTo(0.3));
        assertThat(reached.logTau())
                .allSatisfy(sd -> assertThat(sd).isCloseTo(0.5 + 2 * LN_TEN / Evidence.SURE, within(1e-9)));
    }

    @Test
    void bands_whereTauIsKnown_areWhatTheyWere() {
        OtherCurves.Fitted found = new OtherCurves.Fitted(List.of(splines()), 10, List.of(band(0.3, 0.2)));
        List<Band> same = new OtherCurves(
                        found,
                        1,
                        _ -> {
                            throw new AssertionError("nothing else is looked for");
                        })
                .bands(List.of(OtherCurves.Visited.between(-70, 20)));
        assertThat(same).containsExactly(band(0.3, 0.2));
    }

    @Test
    void visited_areTheNodesFromOneVoltageToTheOther_withinTheGrid() {
        assertThat(OtherCurves.Visited.between(-70, 20)).isEqualTo(new OtherCurves.Visited(80, 261));
        assertThat(OtherCurves.Visited.between(-300, 300)).isEqualTo(new OtherCurves.Visited(0, GRID.nodes()));
    }
}
