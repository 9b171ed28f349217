package dev.ranvier.benchmarks;

import dev.ranvier.channel.Channel;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.VoltageGrid;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import java.util.List;

/** The cells that the benchmarks run. */
final class BenchmarkCells {
    private BenchmarkCells() {}

    /** The cell of the published recovery problem. */
    static Cell mechanistic() {
        return withPotassium(HodgkinHuxley.potassium());
    }

    /** The same with a potassium gate given by a 32x32 network. */
    static Cell hybrid() {
        return withPotassium(new TabulatedChannel(
                "learned",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(32, 32), 1))),
                36,
                -75));
    }

    private static Cell withPotassium(Channel potassium) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(potassium),
                        new Insertion(HodgkinHuxley.leak())));
    }
}
