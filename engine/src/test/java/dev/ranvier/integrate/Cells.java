package dev.ranvier.integrate;

import dev.ranvier.channel.BumpCurrent;
import dev.ranvier.channel.BumpGate;
import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.Leak;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.SmoothSteps;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.balbi.Nav17;
import dev.ranvier.channel.carnevalehines.CarnevaleHines;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells that several tests simulate. */
final class Cells {
    /** A smooth pair of curves, not those of any channel. */
    static final GateCurves SMOOTH = (grid, logitInf, logTau) -> {
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k);
            logitInf[k] = (v + 40) / 9;
            logTau[k] = Math.log(1 + 3 * Math.exp(-Math.pow((v + 50) / 30, 2)));
        }
    };

    private static final double MAINEN_AREA_um2 = Math.PI * 25 * 35;

    private Cells() {}

    /** The cell of the published recovery problem; 0.015 nA makes it fire. */
    static Cell published() {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    /** A cell whose rates are in tables. */
    static Cell withTables(Cell cell) {
        return new Cell(
                cell.compartments(),
                cell.capacitance_uF_per_cm2(),
                cell.axialResistivity_ohm_cm(),
                cell.initialVoltage_mV(),
                cell.insertions().stream()
                        .map(insertion -> insertion.tabulated(Set.of()))
                        .toList());
    }

    /** The same with potassium given by curves, one power free; 0.015 nA makes it fire. */
    static Cell hybrid() {
        TabulatedChannel potassium = new TabulatedChannel(
                "tabulated",
                VoltageGrid.STANDARD,
                List.of(
                        new TabulatedGate("n", new Power.Free(3.7), SMOOTH),
                        new TabulatedGate("q", new Power.Fixed(2), SMOOTH)),
                36,
                -75);
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(potassium),
                        new Insertion(HodgkinHuxley.leak())));
    }

    /** The same cell with a current and a gate that are learned beside its own channels; 0.015 nA makes it fire. */
    static Cell learned() {
        List<Insertion> insertions = new ArrayList<>(published().insertions());
        insertions.add(new Insertion("bumps", new BumpCurrent(0.6, -0.8, 1.1, 0.5, 1.4), Map.of()));
        insertions.add(new Insertion("gate", new BumpGate(-2, -1, 0.5, 2, 3), Map.of()));
        return new Cell(Cell.cylinderArea_um2(10, 1), 1, -70, insertions);
    }

    /** The same cell with a current between learned numbers; 0.015 nA makes it fire. */
    static Cell stepped() {
        List<Insertion> insertions = new ArrayList<>(published().insertions());
        insertions.add(new Insertion("steps", new SmoothSteps(-0.4, 0.3, 1.2, 0.7, 2), Map.of()));
        return new Cell(Cell.cylinderArea_um2(10, 1), 1, -70, insertions);
    }

    /** Every channel of Pospischil et al.; 1.5 nA makes it fire. */
    static Cell pospischil() {
        return new Cell(
                Math.PI * 96 * 96,
                1,
                -71,
                List.of(
                        new Insertion(Pospischil.sodium()),
                        new Insertion(Pospischil.potassium()),
                        new Insertion(Pospischil.leak()),
                        new Insertion(
                                "m",
                                Pospischil.mCurrent(),
                                Map.of("conductance_mS_per_cm2", 0.2, "tau_max_ms", 1000.0)),
                        new Insertion(Pospischil.highThresholdCalcium()),
                        new Insertion(Pospischil.lowThresholdCalcium())));
    }

    /** Every channel of Mainen and Sejnowski at 37 degC, its sodium dense enough for one compartment; 0.15 nA makes it fire. */
    static Cell mainen() {
        double q = MainenSejnowski.rateFactor(37);
        return new Cell(
                MAINEN_AREA_um2,
                0.75,
                -70,
                List.of(
                        new Insertion(
                                "na",
                                MainenSejnowski.sodium(),
                                Map.of("conductance_mS_per_cm2", 150.0, "rate_factor", q)),
                        new Insertion(
                                "kv",
                                MainenSejnowski.potassium(),
                                Map.of("conductance_mS_per_cm2", 100.0, "rate_factor", q)),
                        new Insertion(
                                "km",
                                MainenSejnowski.mCurrent(),
                                Map.of("conductance_mS_per_cm2", 1.0, "rate_factor", q)),
                        new Insertion(
                                "ca",
                                MainenSejnowski.calcium(),
                                Map.of("conductance_mS_per_cm2", 0.3, "rate_factor", q)),
                        new Insertion("pas", Leak.pas(), Map.of("conductance_mS_per_cm2", 0.05))));
    }

    /** Benchmark 3 of Brette et al. (2007) without synapses, leak as in their NEURON program; 0.5 nA makes it fire. */
    static Cell traubMiles() {
        return new Cell(
                20_000,
                1,
                -65,
                List.of(
                        new Insertion(TraubMiles.sodium()),
                        new Insertion(TraubMiles.potassium()),
                        new Insertion(
                                "pas", Leak.pas(), Map.of("conductance_mS_per_cm2", 0.05, "reversal_mV", -65.0))));
    }

    /** Spikes let calcium in, which moves its own reversal and opens a potassium current; 3 nA makes it fire. */
    static Cell calcium(Insertion... more) {
        List<Insertion> insertions = new ArrayList<>(
                List.of(new Insertion("pool", Destexhe.calciumPool(), Map.of("depth_um", 0.1, "tau_ms", 80.0))));
        insertions.addAll(List.of(more));
        return calcium(insertions);
    }

    /** The same with a buffer in its pool. */
    static Cell buffered() {
        return calcium(List.of(new Insertion(
                "pool",
                CarnevaleHines.bufferedCalciumPool(),
                Map.of("depth_um", 0.1, "tau_ms", 80.0, "total_mM", 0.03))));
    }

    private static Cell calcium(List<Insertion> more) {
        List<Insertion> insertions = new ArrayList<>(List.of(
                new Insertion(Pospischil.sodium()),
                new Insertion(Pospischil.potassium()),
                new Insertion(Pospischil.leak()),
                new Insertion("ca", Pospischil.highThresholdCalcium(), Map.of()),
                new Insertion(
                        "kca",
                        Destexhe.calciumPotassium(),
                        Map.of("conductance_mS_per_cm2", 1.0, "reversal_mV", -90.0))));
        insertions.addAll(more);
        return new Cell(Math.PI * 96 * 96, 1, -70, insertions);
    }

    /** NEURON's squid cell with its potassium as a Markov scheme, 20 um long and wide; 0.1 nA makes it fire. */
    static Cell markov() {
        return new Cell(
                Math.PI * 400,
                1,
                -65,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion("k", HodgkinHuxley.potassiumScheme(), Map.of()),
                        new Insertion(HodgkinHuxley.neuronLeak())));
    }

    /** A human sodium channel of six states in a cell of the same size that rests at -90 mV, at 20 degC; 0.3 nA makes it fire once. */
    static Cell humanSodium() {
        return new Cell(
                Math.PI * 400,
                1,
                -90,
                List.of(
                        new Insertion("na", Nav17.channel(), Map.of("conductance_mS_per_cm2", 300.0)),
                        new Insertion(
                                "k",
                                HodgkinHuxley.potassium(),
                                Map.of(
                                        "conductance_mS_per_cm2",
                                        15.0,
                                        "reversal_mV",
                                        -95.0,
                                        "rate_factor",
                                        HodgkinHuxley.rateFactor(20))),
                        new Insertion("leak", HodgkinHuxley.leak(), Map.of("reversal_mV", -90.0))));
    }
}
