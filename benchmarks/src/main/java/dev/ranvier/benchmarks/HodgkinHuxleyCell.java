package dev.ranvier.benchmarks;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.learned.CurveFit;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The cell that all benchmarks step: that of the published recovery problem (Beck et al., arXiv 2606.16693). */
final class HodgkinHuxleyCell {
    static final double DT_ms = 0.025;
    /** 50 ms. */
    static final int STEPS = 2000;

    static final double ON_ms = 5, OFF_ms = 45;
    /** Name of the potassium channel in both cells. */
    static final String POTASSIUM = "k";

    private static final List<Integer> HIDDEN = List.of(32, 32);
    private static final long SEED = 1;

    private HodgkinHuxleyCell() {}

    /** Sodium, potassium and leak by their formulas. */
    static Cell mechanistic() {
        return with(HodgkinHuxley.potassium());
    }

    /** The same with the potassium gate given by a 32x32 network that has learned the mechanistic gate's curves. */
    static Cell hybrid() {
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logitInf = new double[grid.nodes()],
                logTau = new double[grid.nodes()],
                weights = new double[grid.nodes()];
        for (int k = 0; k < grid.nodes(); k++) {
            double alpha = ScalarHodgkinHuxley.alphaN(grid.voltage_mV(k));
            double beta = ScalarHodgkinHuxley.betaN(grid.voltage_mV(k));
            logitInf[k] = Math.log(alpha / beta);
            logTau[k] = -Math.log(alpha + beta);
        }
        Arrays.fill(weights, 1);
        LearnedCurves curves = CurveFit.run(LearnedCurves.initialise(HIDDEN, SEED), grid, logitInf, logTau, weights)
                .curves();
        return with(new TabulatedChannel(
                "learned-potassium",
                grid,
                List.of(new TabulatedGate("n", new Power.Fixed(4), curves)),
                ScalarHodgkinHuxley.G_K,
                ScalarHodgkinHuxley.E_K));
    }

    private static Cell with(Channel potassium) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(POTASSIUM, potassium, Map.of()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    /** A current step in every lane, from 5 to 45 ms, with amplitudes spread over 10 to 20 pA: lanes spike at different times. */
    static List<Stimulus> steps(int lanes) {
        return IntStream.range(0, lanes)
                .<Stimulus>mapToObj(lane -> new Stimulus.Step(ON_ms, OFF_ms - ON_ms, amplitude_nA(lane, lanes)))
                .toList();
    }

    static double amplitude_nA(int lane, int lanes) {
        return 0.010 + 0.010 * (lane + 0.5) / lanes;
    }
}
