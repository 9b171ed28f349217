package dev.ranvier.files.model;

import dev.ranvier.channel.Orientation;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.FormulaException;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a channel whose gates are Boltzmann functions with bell-shaped time constants, seven numbers each:
 * {@code x_inf = 1/(1 + exp(-(v - half)/slope))}, or its mirror image for a gate that closes, and
 * {@code tau = tau_least + 2 tau_most/(exp((v - tau_half)/tau_rise) + exp(-(v - tau_half)/tau_fall))}.
 */
final class BoltzmannReader {
    private static final Key GATES = Key.of("gates");
    private static final Key POWER = Key.of("power");
    private static final Key ORIENTATION = Key.of("orientation");
    private static final Key HALF = new Key("half", PhysicalQuantity.VOLTAGE);
    private static final Key SLOPE = new Key("slope", PhysicalQuantity.VOLTAGE);
    private static final Key TAU_HALF = new Key("tau_half", PhysicalQuantity.VOLTAGE);
    private static final Key TAU_RISE = new Key("tau_rise", PhysicalQuantity.VOLTAGE);
    private static final Key TAU_FALL = new Key("tau_fall", PhysicalQuantity.VOLTAGE);
    private static final Key TAU_MOST = new Key("tau_most", PhysicalQuantity.TIME);
    private static final Key TAU_LEAST = new Key("tau_least", PhysicalQuantity.TIME);
    private static final KeyGroup CHANNEL = KeyGroup.of(
            "channels: boltzmann",
            ChannelReader.NAME,
            ChannelReader.TYPE,
            ChannelReader.WHERE,
            Uncertainty.UNCERTAIN,
            ChannelReader.CONDUCTANCE_KEY,
            ChannelReader.REVERSAL_KEY,
            GATES);
    private static final KeyGroup GATE = KeyGroup.of(
            "channels: boltzmann.gates",
            ChannelReader.NAME,
            POWER,
            ORIENTATION,
            HALF,
            SLOPE,
            TAU_HALF,
            TAU_RISE,
            TAU_FALL,
            TAU_MOST,
            TAU_LEAST);

    private static final double FARTHEST_mV = 1000,
            STEEPEST_mV = 0.1,
            FLATTEST_mV = 1e4,
            SHORTEST_ms = 1e-6,
            LONGEST_ms = 1e9;

    /**
     * A number of a gate.
     *
     * @param element the gate's
     * @param key what the file calls it
     * @param field the channel's parameter that it is
     */
    record GateNumber(YamlMapping element, Key key, Field field) {}

    private final List<GateNumber> numbers = new ArrayList<>();
    private final Mechanism mechanism;

    /** Of an element of {@code channels}. */
    BoltzmannReader(YamlMapping element, String name) {
        element.allowing(CHANNEL);
        MechanismFormulas formulas = MechanismFormulas.named(name)
                .parameter(ChannelReader.CONDUCTANCE)
                .parameter(ChannelReader.REVERSAL);
        for (YamlValue gate : element.require(GATES).list()) {
            try {
                add(gate.mapping().allowing(GATE), formulas);
            } catch (FormulaException e) {
                throw gate.wrong(e.complaint());
            }
        }
        try {
            mechanism = formulas.channel();
        } catch (FormulaException e) {
            throw element.require(GATES).wrong(e.complaint());
        }
    }

    private void add(YamlMapping gate, MechanismFormulas formulas) {
        String name = gate.require(ChannelReader.NAME).name();
        Orientation orientation =
                gate.find(ORIENTATION).map(LearnedGateReader::orientation).orElseGet(() -> Orientation.ofName(name));
        String sign = orientation == Orientation.ACTIVATION ? "-" : "";
        number(gate, HALF, name + "_half_mV", -FARTHEST_mV, FARTHEST_mV, formulas);
        number(gate, SLOPE, name + "_slope_mV", STEEPEST_mV, FLATTEST_mV, formulas);
        number(gate, TAU_HALF, name + "_tau_half_mV", -FARTHEST_mV, FARTHEST_mV, formulas);
        number(gate, TAU_RISE, name + "_tau_rise_mV", STEEPEST_mV, FLATTEST_mV, formulas);
        number(gate, TAU_FALL, name + "_tau_fall_mV", STEEPEST_mV, FLATTEST_mV, formulas);
        number(gate, TAU_MOST, name + "_tau_most_ms", SHORTEST_ms, LONGEST_ms, formulas);
        number(gate, TAU_LEAST, name + "_tau_least_ms", SHORTEST_ms, LONGEST_ms, formulas);
        formulas.gateByTarget(
                name,
                gate.find(POWER).map(YamlValue::positiveInteger).orElse(1),
                "1/(1 + exp(%s(v - G_half)/G_slope))".formatted(sign).replace("G", name),
                "G_tau_least + 2*G_tau_most/(exp((v - G_tau_half)/G_tau_rise) + exp(-(v - G_tau_half)/G_tau_fall))"
                        .replace("G", name));
    }

    private void number(YamlMapping gate, Key key, String name, double low, double high, MechanismFormulas formulas) {
        Field field = new Field(name, Math.clamp(1, low, high), low, high);
        gate.require(key);
        numbers.add(new GateNumber(gate, key, field));
        formulas.parameter(field);
    }

    /** What it makes. */
    Mechanism mechanism() {
        return mechanism;
    }

    /** The numbers of all gates. */
    List<GateNumber> numbers() {
        return numbers;
    }
}
