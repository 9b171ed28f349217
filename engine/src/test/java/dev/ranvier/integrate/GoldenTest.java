package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.Csv;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Implicit Euler against NEURON's fixed step; the traces name their tool, script and parameters. */
final class GoldenTest {
    /** Twice what is measured; twelve digits are printed, and NEURON takes di/dv by a difference quotient. */
    private static final double SAME_mV = 2e-9;
    /** With calcium, whose constants of nature are the same to ten digits: twice what is measured. */
    private static final double CALCIUM_mV = 5e-7, SAME_mM = 2e-12, SAME_GATE = 1.3e-11;
    /** With a buffer, which NEURON solves by iteration: twice what is measured. */
    private static final double BUFFERED_mV = 4.2e-8, BUFFERED_mM = 8e-12;
    /** The quotient of an instantaneous activation misses its slope, which this engine takes exactly: 0.0124 mV apart. */
    private static final double QUOTIENT_mV = 0.0125;

    private static final double AREA_um2 = Math.PI * 400;
    private static final double POSPISCHIL_AREA_um2 = Math.PI * 96 * 96;

    @Test
    void implicitEuler_ofHodgkinHuxley_equalsNeuron() {
        Cell cell = hodgkinHuxley(1);
        compare(cell, new Stimulus.Step(5, 45, 0.1), "neuron_hh_dt0.025.csv", 0.025, 1, SAME_mV);
        compare(cell, new Stimulus.Step(5, 45, 0.1), "neuron_hh_dt0.005.csv", 0.005, 5, SAME_mV);
    }

    @Test
    void implicitEuler_ofHodgkinHuxleyAt16Degrees_equalsNeuron() {
        Cell cell = hodgkinHuxley(HodgkinHuxley.rateFactor(16.3));
        compare(cell, new Stimulus.Step(5, 45, 0.1), "neuron_hh_celsius16.3_dt0.025.csv", 0.025, 1, SAME_mV);
    }

    @Test
    void implicitEuler_ofPublishedCell_equalsNeuron() {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
        compare(cell, new Stimulus.Step(5, 40, 0.015), "neuron_hh_published_dt0.025.csv", 0.025, 1, SAME_mV);
    }

    @Test
    void implicitEuler_ofPospischil_equalsNeuron() {
        compare(pospischil(-70), new Stimulus.Step(5, 50, 1.5), "pospischil_rs_dt0.025.csv", 0.025, 1, SAME_mV);
        compare(
                pospischil(-70, new Insertion(Pospischil.highThresholdCalcium())),
                new Stimulus.Step(2, 38, 1.5),
                "pospischil_cal_dt0.025.csv",
                0.025,
                1,
                SAME_mV);
        compare(
                pospischil(-85, new Insertion(Pospischil.lowThresholdCalcium())),
                new Stimulus.Sum(List.of(new Stimulus.Step(0, 10, -0.5), new Stimulus.Step(10, 30, 0.5))),
                "pospischil_cat_dt0.025.csv",
                0.025,
                1,
                QUOTIENT_mV);
    }

    @Test
    void implicitEuler_ofTraubMiles_equalsNeuron() {
        compare(Cells.traubMiles(), new Stimulus.Step(5, 40, 0.5), "traub_miles_dt0.025.csv", 0.025, 1, SAME_mV);
    }

    @Test
    void implicitEuler_ofMainenSejnowski_equalsNeuron() {
        compare(Cells.mainen(), new Stimulus.Step(5, 50, 0.15), "mainen_dt0.025.csv", 0.025, 1, SAME_mV);
    }

    /** The pool's update is NEURON's. */
    @Test
    void implicitEuler_ofCalciumThatFeedsBack_equalsNeuron() {
        Cell cell = Cells.calcium();
        Stimulus stimulus = new Stimulus.Step(5, 90, 3);
        String golden = "calcium_dt0.025.csv";
        compare(cell, stimulus, golden, 0.025, 1, CALCIUM_mV);
        compare(cell, stimulus, golden, "cai", Probe.gate("pool", "calcium_mM"), 0.025, 1, SAME_mM);
        compare(cell, stimulus, golden, "m", Probe.gate("kca", "m"), 0.025, 1, SAME_GATE);
    }

    /** NEURON's {@code sparse} for a Markov scheme; measured 2.0e-10 mV. */
    @Test
    void implicitEuler_ofMarkovScheme_equalsNeuron() {
        Stimulus stimulus = new Stimulus.Step(5, 20, 0.1);
        String golden = "markov_potassium_dt0.025.csv";
        compare(Cells.markov(), stimulus, golden, 0.025, 1, SAME_mV);
        compare(Cells.markov(), stimulus, golden, "o", Probe.gate("k", "o"), 0.025, 1, SAME_GATE);
        compare(Cells.markov(), stimulus, golden, "c1", Probe.gate("k", "c1"), 0.025, 1, SAME_GATE);
    }

    @Test
    void implicitEuler_ofHumanSodium_equalsNeuron() {
        Stimulus stimulus = new Stimulus.Step(5, 20, 0.3);
        String golden = "markov_sodium_dt0.025.csv";
        compare(Cells.humanSodium(), stimulus, golden, 0.025, 1, SAME_mV);
        compare(Cells.humanSodium(), stimulus, golden, "o1", Probe.gate("na", "o1"), 0.025, 1, SAME_GATE);
        compare(Cells.humanSodium(), stimulus, golden, "c1", Probe.gate("na", "c1"), 0.025, 1, SAME_GATE);
        compare(Cells.humanSodium(), stimulus, golden, "i2", Probe.gate("na", "i2"), 0.025, 1, SAME_GATE);
    }

    /** NEURON's {@code derivimplicit} for a buffer. */
    @Test
    void implicitEuler_ofBufferedCalcium_equalsNeuron() {
        Stimulus stimulus = new Stimulus.Step(5, 30, 3);
        String golden = "buffered_calcium_dt0.025.csv";
        compare(Cells.buffered(), stimulus, golden, 0.025, 1, BUFFERED_mV);
        compare(Cells.buffered(), stimulus, golden, "cai", Probe.gate("pool", "calcium_mM"), 0.025, 1, BUFFERED_mM);
        compare(Cells.buffered(), stimulus, golden, "bound", Probe.gate("pool", "bound_mM"), 0.025, 1, BUFFERED_mM);
    }

    private static Cell hodgkinHuxley(double rateFactor) {
        Map<String, Double> warm = Map.of("rate_factor", rateFactor);
        return new Cell(
                AREA_um2,
                1,
                -65,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), warm),
                        new Insertion("k", HodgkinHuxley.neuronPotassium(), warm),
                        new Insertion(HodgkinHuxley.neuronLeak())));
    }

    private static Cell pospischil(double v_mV, Insertion... more) {
        List<Insertion> insertions = new java.util.ArrayList<>(List.of(
                new Insertion(Pospischil.sodium()),
                new Insertion(Pospischil.potassium()),
                new Insertion(Pospischil.leak()),
                new Insertion(
                        "m", Pospischil.mCurrent(), Map.of("conductance_mS_per_cm2", 0.2, "tau_max_ms", 1000.0))));
        insertions.addAll(List.of(more));
        return new Cell(POSPISCHIL_AREA_um2, 1, v_mV, insertions);
    }

    private static void compare(
            Cell cell, Stimulus stimulus, String golden, double dt_ms, int stride, double tolerance_mV) {
        compare(cell, stimulus, golden, "v_mV", Probe.voltage(), dt_ms, stride, tolerance_mV);
    }

    private static void compare(
            Cell cell,
            Stimulus stimulus,
            String golden,
            String column,
            Probe probe,
            double dt_ms,
            int stride,
            double tolerance) {
        double[] expected = Csv.golden(golden).column(column);
        double[] values = Simulation.of(cell, stimulus, (expected.length - 1) * stride * dt_ms)
                .withStep(Scheme.IMPLICIT_EULER, dt_ms)
                .withProbes(stride * dt_ms, probe)
                .run()
                .values(probe, 0);
        assertThat(values).hasSameSizeAs(expected);
        double worst = 0;
        for (int k = 0; k < values.length; k++) {
            worst = Math.max(worst, Math.abs(values[k] - expected[k]));
        }
        assertThat(worst).as("%s of %s", column, golden).isLessThan(tolerance);
    }
}
