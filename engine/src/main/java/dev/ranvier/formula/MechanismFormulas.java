package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mechanism as a paper has it, formula by formula:
 *
 * <pre>{@code
 * MechanismFormulas.named("kdr")
 *         .source("Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 12, 13")
 *         .conductance(36)
 *         .reversal(-77)
 *         .gateByRates("n", 4, "0.1 /ms * linoid((v + 55 mV)/10 mV)", "0.125 /ms * exp(-(v + 65 mV)/80 mV)")
 *         .channel();
 * }</pre>
 *
 * Names of parameters, states and intermediate values end with their unit where they have one; in formulas they stand without it: a
 * parameter {@code v_t_mV} is {@code v_t} there. All formulas know the voltage {@code v} [mV], the parameters, the states and the
 * constants {@code faraday} [C/mol] and {@code gas_constant} [J/mol/K]; {@link FormulaParser} says what they may be. The kernels, all
 * partial derivatives and the steady state come from them.
 */
public final class MechanismFormulas {
    /** The charge of a mol; CODATA 2018. */
    private static final double FARADAY_C_per_mol = 96485.33212;

    private static final double GAS_J_per_mol_K = 8.314462618;

    /** A formula and what it is for. */
    record Line(String what, String text) {}

    /** A gate: alpha and beta, or its target and time constant. */
    record Gate(String name, int power, boolean byRates, Line first, Line second) {}

    /** {@code dx/dt}, and where it starts if that is not its rest. */
    record Equation(Field state, Line slope, Optional<Line> start) {}

    /** A way in a scheme. */
    record Reaction(String from, String to, Line rate) {}

    /** Where a step leads a state, and where it starts. */
    record Stepping(Field state, Line next, Line start) {}

    /** Where an event leads a state. */
    record Jump(Field state, Line after) {}

    /** How rates depend on the temperature: {@code factor^((celsius - measured)/10)}. */
    public record Q10(double factor, double measured_degC) {
        /** The factor on rates at a temperature. */
        public double rateFactor(double celsius_degC) {
            return Math.pow(factor, (celsius_degC - measured_degC) / 10);
        }
    }

    final String name;
    String source = "";
    final List<Field> parameters = new ArrayList<>();
    final Map<String, Line> intermediates = new LinkedHashMap<>();
    final List<Gate> gates = new ArrayList<>();
    final List<Equation> equations = new ArrayList<>();
    final List<Reaction> reactions = new ArrayList<>();
    final List<Stepping> steppings = new ArrayList<>();
    final List<Jump> jumps = new ArrayList<>();
    Optional<Line> current = Optional.empty();
    final List<IonUse> ions = new ArrayList<>();
    Optional<Q10> q10 = Optional.empty();

    private MechanismFormulas(String name) {
        this.name = name;
    }

    /** Begins a mechanism. */
    public static MechanismFormulas named(String name) {
        return new MechanismFormulas(name);
    }

    /** Where the formulas were published. */
    public MechanismFormulas source(String citation) {
        source = citation;
        return this;
    }

    /** The maximal conductance, {@code conductance} in formulas. */
    public MechanismFormulas conductance(double value_mS_per_cm2) {
        return parameter(Field.conductance(value_mS_per_cm2));
    }

    /** The reversal potential, {@code reversal} in formulas. */
    public MechanismFormulas reversal(double value_mV) {
        return parameter(Field.reversal(value_mV));
    }

    /** A number that can be set and fitted. */
    public MechanismFormulas parameter(Field field) {
        parameters.add(field);
        return this;
    }

    /** A name for a formula, for those after it. */
    public MechanismFormulas let(String intermediate, String formula) {
        if (intermediates.put(intermediate, new Line("let." + intermediate, formula)) != null) {
            throw new FormulaException("let." + intermediate, "is there already");
        }
        return this;
    }

    /** A gate {@code dx/dt = alpha (1 - x) - beta x}, rates in 1/ms, times {@code rate_factor}. */
    public MechanismFormulas gateByRates(String gate, int power, String alpha_per_ms, String beta_per_ms) {
        return gate(gate, power, true, new Line("alpha_per_ms", alpha_per_ms), new Line("beta_per_ms", beta_per_ms));
    }

    /** A gate {@code dx/dt = (x_inf - x)/tau}, tau in ms, over {@code rate_factor}. */
    public MechanismFormulas gateByTarget(String gate, int power, String x_inf, String tau_ms) {
        return gate(gate, power, false, new Line("x_inf", x_inf), new Line("tau_ms", tau_ms));
    }

    private MechanismFormulas gate(String gate, int power, boolean byRates, Line first, Line second) {
        gates.add(new Gate(
                gate,
                power,
                byRates,
                new Line("gates." + gate + "." + first.what, first.text),
                new Line("gates." + gate + "." + second.what, second.text)));
        return this;
    }

    /** {@code dx/dt} of a state, whose field says where its rest is looked for. */
    public MechanismFormulas equation(Field state, String slope) {
        equations.add(new Equation(state, new Line("states." + state.name() + ".derivative", slope), Optional.empty()));
        return this;
    }

    /** The same for a state that starts elsewhere than at rest. */
    public MechanismFormulas equation(Field state, String slope, String start) {
        equations.add(new Equation(
                state,
                new Line("states." + state.name() + ".derivative", slope),
                Optional.of(new Line("states." + state.name() + ".start", start))));
        return this;
    }

    /**
     * A state whose step has a solution that formulas can say. They know {@code dt} [ms] and {@code theta}, how implicit the step is.
     *
     * @param next its value after the step, by all values before it
     * @param start its value at rest
     */
    public MechanismFormulas stepping(Field state, String next, String start) {
        String what = "states." + state.name();
        steppings.add(new Stepping(state, new Line(what + ".next", next), new Line(what + ".start", start)));
        return this;
    }

    /**
     * The same for a state that an event changes, of what is at a place.
     *
     * @param received its value after an event, by all values before it and {@code weight}, that of the event [uS]
     */
    public MechanismFormulas receiving(Field state, String slope, String received) {
        jumps.add(new Jump(state, new Line("states." + state.name() + ".received", received)));
        return equation(state, slope);
    }

    /**
     * A way from one state of a Markov scheme to another, its rate in 1/ms, times {@code rate_factor}. The state that is named first of
     * all is what the others leave of 1.
     */
    public MechanismFormulas reaction(String from, String to, String rate_per_ms) {
        reactions.add(new Reaction(from, to, new Line("scheme." + from + " -> " + to, rate_per_ms)));
        return this;
    }

    /** Both ways between two states. */
    public MechanismFormulas reaction(String from, String to, String forward_per_ms, String backward_per_ms) {
        return reaction(from, to, forward_per_ms).reaction(to, from, backward_per_ms);
    }

    /**
     * The current in uA/cm2, outward positive; without this it is {@code conductance}, times the gates to their powers, times
     * {@code v - reversal}.
     */
    public MechanismFormulas current(String formula) {
        current = Optional.of(new Line("current_uA_per_cm2", formula));
        return this;
    }

    /** The current is one of this ion: a pool in the same compartment supplies the reversal potential. */
    public MechanismFormulas carries(Ion ion) {
        ions.add(new IonUse.Carries(ion, index("reversal_mV")));
        return this;
    }

    /** A parameter is the concentration of this ion inside: a pool in the same compartment supplies it. */
    public MechanismFormulas senses(Ion ion, String parameter) {
        ions.add(new IonUse.Senses(ion, index(parameter)));
        return this;
    }

    private int index(String parameter) {
        List<String> names = parameters.stream().map(Field::name).toList();
        if (!names.contains(parameter)) {
            throw new FormulaException(
                    "ions",
                    "there is no parameter " + FormulaScanner.quoted(parameter) + "; "
                            + NearestName.hint(parameter, names));
        }
        return names.indexOf(parameter);
    }

    /** How the rates depend on the temperature. */
    public MechanismFormulas q10(double factor, double measured_degC) {
        q10 = Optional.of(new Q10(factor, measured_degC));
        return this;
    }

    /**
     * The channel.
     *
     * @throws FormulaException for a formula that cannot be read, or that does not fit
     */
    public FormulaChannel channel() {
        Formulation read = Reading.channel(this);
        return FormulaChannel.of(
                read, source, written("current [uA/cm2]", read.output().toString()));
    }

    /**
     * A pool of an ion. Its formulas know {@code i}, the current of the ion [uA/cm2]; its first state is the concentration.
     *
     * @param reversal_mV its reversal potential, by the concentration and parameters
     * @throws FormulaException for a formula that cannot be read, or that does not fit
     */
    public FormulaPool pool(Ion ion, String reversal_mV) {
        Formulation read = Reading.pool(this, new Line("reversal_mV", reversal_mV));
        return FormulaPool.of(read, ion, source, written("reversal [mV]", reversal_mV));
    }

    /**
     * A current at a place.
     *
     * @param current_nA the current, outward positive
     * @throws FormulaException for a formula that cannot be read, or that does not fit
     */
    public FormulaPoint pointProcess(String current_nA) {
        Reading.Point read = Reading.point(this, new Line("current_nA", current_nA));
        Map<String, String> lines = written("current [nA]", current_nA);
        jumps.forEach(jump -> lines.put(jump.state.name() + " after an event", jump.after.text));
        return new FormulaPoint(read.formulas(), read.received(), source, lines);
    }

    /**
     * A current inside of the cell, from a node to its parent. Its formulas know {@code v_parent}, the voltage there [mV].
     *
     * @param current_nA the current
     * @throws FormulaException for a formula that cannot be read, or that does not fit
     */
    public FormulaAxial axialCurrent(String current_nA) {
        Formulation read = Reading.axialCurrent(this, new Line("current_nA", current_nA));
        return new FormulaAxial(read, source, written("current [nA]", current_nA));
    }

    /** The formulas as they were given; the rates are those before the rate factor. */
    private Map<String, String> written(String outputName, String output) {
        Map<String, String> lines = new LinkedHashMap<>();
        intermediates.forEach((intermediate, line) -> lines.put(intermediate, line.text));
        for (Gate gate : gates) {
            lines.put(gate.byRates ? "alpha_" + gate.name + " [1/ms]" : gate.name + "_inf", gate.first.text);
            lines.put(
                    (gate.byRates ? "beta_" + gate.name + " [1/ms]" : "tau_" + gate.name + " [ms]"), gate.second.text);
        }
        steppings.forEach(stepping -> lines.put(stepping.state.name() + " after a step", stepping.next.text));
        equations.forEach(equation -> lines.put("d " + equation.state.name() + "/dt [1/ms]", equation.slope.text));
        reactions.forEach(way -> lines.put(way.from + " -> " + way.to + " [1/ms]", way.rate.text));
        lines.put(outputName, output);
        return lines;
    }

    /** What every formula knows. */
    static Map<String, Measured> constants() {
        Map<String, Measured> constants = new LinkedHashMap<>();
        constants.put("faraday", Measured.in(Unit.of("C/mol"), Algebra.constant(FARADAY_C_per_mol)));
        constants.put("gas_constant", Measured.in(Unit.of("J/mol/K"), Algebra.constant(GAS_J_per_mol_K)));
        return constants;
    }
}
