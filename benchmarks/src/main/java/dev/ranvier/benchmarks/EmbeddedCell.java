package dev.ranvier.benchmarks;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.PyramidalCell;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cells that a host steps: a patch in two ways, one with as many gates as a real cell is fitted with, and a reduced neuron. */
public enum EmbeddedCell {
    /** Channels are formulas: a step is one method. */
    PATCH,
    /** The potassium channel has learned its curves. */
    HYBRID,
    /** The patch with eleven gates more, Boltzmann functions with bell-shaped time constants. */
    FLEXIBLE,
    /** A soma and four ghosts, Pospischil's channels. */
    REDUCED;
    private static final int GHOSTS = 4, GATES = 11;

    Cell cell() {
        return switch (this) {
            case PATCH -> HodgkinHuxleyCell.mechanistic();
            case HYBRID -> HodgkinHuxleyCell.hybrid();
            case FLEXIBLE -> flexible();
            case REDUCED ->
                GhostChain.of(PyramidalCell.USUAL.grow(1).discretise(new Discretisation.PerBranch(1)), GHOSTS);
        };
    }

    private static Cell flexible() {
        Cell patch = HodgkinHuxleyCell.mechanistic();
        return new Cell(
                patch.compartments(),
                patch.capacitance_uF_per_cm2(),
                patch.axialResistivity_ohm_cm(),
                patch.initialVoltage_mV(),
                Stream.concat(
                                patch.insertions().stream(),
                                IntStream.range(0, GATES).mapToObj(EmbeddedCell::gated))
                        .toList());
    }

    private static Insertion gated(int k) {
        Channel channel = MechanismFormulas.named("gate" + k)
                .conductance(0.01)
                .reversal(-77)
                .parameter(new Field("half_mV", -60 + 3 * k, -200, 200))
                .parameter(new Field("slope_mV", 5 + k, 1, 200))
                .parameter(new Field("most_ms", 10 + k, 0, 200))
                .gateByTarget(
                        "x", 1, "1/(1 + exp((half - v)/slope))", "0.1 + most/(exp((v - half)/10) + exp((half - v)/15))")
                .channel();
        return new Insertion("gate" + k, channel, Map.of());
    }

    /** What makes it fire. */
    double current_nA() {
        return this == REDUCED ? 0.6 : 0.015;
    }
}
