package dev.ranvier.neuron;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.HybridChannel;
import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Derivative;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Variable;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.Formulation;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A channel given by formulas, as NMODL; every state is advanced as it is here by implicit Euler. Gates that are networks instead have
 * a {@link NetworkProcedure}.
 */
public final class FormulaNmodl {
    private static final String INDENT = "    ";
    private static final String CONDUCTANCE = Field.conductance(0).name(),
            REVERSAL = Field.reversal(0).name();

    private final Formulation formulas;
    private final Map<String, NmodlFile.Variable> variables = new LinkedHashMap<>();
    private final Map<String, Expression> renamed = new HashMap<>();
    private final List<String> range = new ArrayList<>(List.of("i")), parameters = new ArrayList<>();
    private final List<String> assigned = new ArrayList<>(List.of("v (mV)", "i (mA/cm2)"));
    private final Set<String> read = new LinkedHashSet<>();
    private boolean carries;

    /** What procedure rates sets. */
    private final Map<String, Expression> rates = new LinkedHashMap<>();

    private final Map<String, Expression> starts = new LinkedHashMap<>();
    private final List<String> exact = new ArrayList<>(), reactions = new ArrayList<>();
    private final Map<String, Expression> coupled = new LinkedHashMap<>();
    private final List<String> states = new ArrayList<>();

    private final NetworkProcedure networks;
    /** What are networks, by what NMODL calls them. */
    private final Map<String, GateCurves> learned = new HashMap<>();

    private FormulaNmodl(Formulation formulas, VoltageGrid grid, List<GateKinetics> learned) {
        this.formulas = formulas;
        this.networks = new NetworkProcedure(grid);
        learned.forEach(gate -> this.learned.put(NmodlNames.variable(gate.name()), gate.curves()));
    }

    /**
     * The file.
     *
     * @param name the channel's
     * @param comments what else is known of it
     * @throws IllegalArgumentException for what NMODL cannot say
     */
    public static NmodlFile of(String name, Formulation formulas, List<String> comments) {
        return new FormulaNmodl(formulas, VoltageGrid.STANDARD, List.of()).file(name, comments);
    }

    /**
     * The file of a channel some of whose gates are networks.
     *
     * @param name the channel's
     * @param comments what else is known of it
     * @throws IllegalArgumentException for what NMODL cannot say
     */
    public static NmodlFile of(String name, HybridChannel channel, List<String> comments) {
        if (!(channel.formulas() instanceof FormulaChannel formulas)) {
            throw new IllegalArgumentException("its other gates are no formulas");
        }
        return new FormulaNmodl(formulas.formulas(), channel.tables().grid(), channel.gates()).file(name, comments);
    }

    private NmodlFile file(String name, List<String> comments) {
        String suffix = NmodlNames.suffix(name);
        return new NmodlFile(suffix, text(suffix, comments), variables);
    }

    /** Whether the current is proportional to the conductance, which stands nowhere else: then it may be in S/cm2. */
    private boolean isProportional() {
        String g = nameOf(CONDUCTANCE);
        Expression slope = new Derivative(g).of(formulas.output());
        return !occurs(g, slope)
                && new Substitution(Map.of(g, Algebra.ZERO))
                        .in(formulas.output())
                        .equals(Algebra.ZERO)
                && formulas.motions().stream()
                        .flatMap(motion -> motion.slopes().values().stream())
                        .noneMatch(f -> occurs(g, f));
    }

    private static String nameOf(String field) {
        return Formulation.nameOf(new Field(field, 0, -1, 1));
    }

    private static boolean occurs(String name, Expression formula) {
        return Expression.inOrder(List.of(formula)).stream()
                .anyMatch(node -> node instanceof Variable(String other) && other.equals(name));
    }

    private void declareParameters(boolean proportional) {
        for (int k = 0; k < formulas.parameters().size(); k++) {
            Field field = formulas.parameters().get(k);
            int index = k;
            String name = NmodlNames.variable(Formulation.nameOf(field));
            NmodlFile.Variable variable = new NmodlFile.Variable(name, 1, false);
            String unit = unit(field.name());
            for (IonUse use : formulas.ions()) {
                if (use.parameter() == index) {
                    variable = new NmodlFile.Variable(use instanceof IonUse.Carries ? "eca" : "cai", 1, true);
                }
            }
            if (field.name().equals(CONDUCTANCE)) {
                variable = new NmodlFile.Variable("gbar", proportional ? 1e-3 : 1, false);
                unit = proportional ? " (S/cm2)" : "";
            } else if (field.name().equals(REVERSAL) && !variable.ofIon()) {
                variable = new NmodlFile.Variable("e", 1, false);
            }
            variables.put(field.name(), variable);
            renamed.put(Formulation.nameOf(field), Algebra.variable(variable.name()));
            if (variable.ofIon()) {
                read.add(variable.name());
                assigned.add(variable.name() + unit);
            } else {
                parameters.add(variable.name() + " = " + Statements.number(field.value() * variable.factor()) + unit);
                range.add(variable.name());
            }
        }
        carries = formulas.ions().stream().anyMatch(IonUse.Carries.class::isInstance);
    }

    /** The unit that ends a name, where it is one word. */
    private static String unit(String field) {
        String unit = field.substring(nameOf(field).length()).replaceFirst("_", "");
        return unit.matches("mV|ms|um|mM|degC") ? " (" + unit + ")" : "";
    }

    private Expression rate(String name, Expression formula) {
        rates.put(name, formula);
        assigned.add(name);
        return Algebra.variable(name);
    }

    private void add(Motion motion) {
        for (String x : motion.states()) {
            GateCurves curves = learned.get(x);
            if (curves != null) {
                addNetwork(x, motion.states().size(), curves);
                return;
            }
        }
        switch (motion) {
            case Motion.Relaxation(String x, Expression target, Expression rate) -> {
                rate(x + "_inf", target);
                rate(x + "_tau", Algebra.divide(Algebra.ONE, rate));
                exact.add(x + "' = (" + x + "_inf - " + x + ")/" + x + "_tau");
                starts.put(x, Algebra.variable(x + "_inf"));
                states.add(x);
            }
            case Motion.Equation equation -> equation(equation);
            case Motion.Scheme scheme -> scheme(scheme);
            case Motion.Together together -> {
                coupled.putAll(together.slopes());
                together.starts().forEach(starts::put);
                states.addAll(together.states());
                if (!together.conserved().isEmpty()
                        || together.starts().size() < together.states().size()) {
                    throw new IllegalArgumentException("states that are conserved or begin at rest together");
                }
            }
            case Motion.Update update ->
                throw new IllegalArgumentException("the state " + update.state() + " is given step by step");
        }
    }

    private void addNetwork(String x, int together, GateCurves curves) {
        if (together > 1) {
            throw new IllegalArgumentException("the gate " + x + " is a network and moves together with others");
        }
        networks.add(x, curves);
        states.add(x);
        assigned.addAll(List.of(x + "_inf", x + "_decay"));
        starts.put(x, Algebra.variable(x + "_inf"));
    }

    private void equation(Motion.Equation equation) {
        String x = equation.state();
        Expression growth = new Derivative(x).of(equation.slope());
        boolean alone = !occurs(x, growth)
                && formulas.motions().stream()
                        .flatMap(motion -> motion.states().stream())
                        .map(NmodlNames::variable)
                        .noneMatch(other -> !other.equals(x) && occurs(other, equation.slope()));
        states.add(x);
        Expression constant = new Substitution(Map.of(x, Algebra.ZERO)).in(equation.slope());
        if (alone) {
            rate(x + "_gain", constant);
            rate(x + "_growth", growth);
            exact.add(x + "' = " + x + "_gain + " + x + "_growth*" + x);
        } else {
            coupled.put(x, equation.slope());
        }
        if (equation.start().isEmpty() && !alone) {
            throw new IllegalArgumentException("the state " + x + " begins at rest, which no formula gives");
        }
        starts.put(
                x,
                equation.start()
                        .orElseGet(() -> Algebra.negate(
                                Algebra.divide(Algebra.variable(x + "_gain"), Algebra.variable(x + "_growth")))));
    }

    private void scheme(Motion.Scheme scheme) {
        List<String> all = new ArrayList<>(scheme.states());
        all.add(scheme.remaining());
        for (int k = 0; k < all.size(); k++) {
            for (int j = k + 1; j < all.size(); j++) {
                String from = all.get(k), to = all.get(j);
                Expression forward = way(scheme, from, to), backward = way(scheme, to, from);
                if (!forward.equals(Algebra.ZERO) || !backward.equals(Algebra.ZERO)) {
                    String there = from + "_" + to, back = to + "_" + from;
                    rate(there, forward);
                    rate(back, backward);
                    reactions.add("~ " + from + " <-> " + to + " (" + there + ", " + back + ")");
                }
            }
        }
        reactions.add("CONSERVE " + String.join(" + ", all) + " = 1");
        states.addAll(all);
    }

    /** The rate from one state to another, which is what the slope of the second has of the first. */
    private static Expression way(Motion.Scheme scheme, String from, String to) {
        return new Derivative(from).of(scheme.slopes().getOrDefault(to, Algebra.ZERO));
    }

    private String text(String suffix, List<String> comments) {
        boolean proportional =
                formulas.parameters().stream().anyMatch(field -> field.name().equals(CONDUCTANCE)) && isProportional();
        declareParameters(proportional);
        for (Field state : formulas.states()) {
            String name = Formulation.nameOf(state);
            renamed.put(name, Algebra.variable(NmodlNames.variable(name)));
        }
        Substitution names = new Substitution(renamed);
        formulas.motions().forEach(motion -> add(renamed(motion, names)));
        if (!networks.isEmpty()) {
            assigned.add("dt (ms)");
        }
        Expression current = names.in(formulas.output());
        String out = carries ? "ica" : "i";
        if (carries) {
            assigned.add("ica (mA/cm2)");
        }
        Predicate<String> taken = name -> renamed.containsValue(Algebra.variable(name)) || rates.containsKey(name);
        List<String> known = new ArrayList<>(comments);
        if (!networks.isEmpty()) {
            known.add("Networks of the voltage: " + networks.all("") + ". " + networks.comment());
        }
        Statements breakpoint = new Statements(List.of(current), taken);
        if (!exact.isEmpty()) {
            breakpoint.add("SOLVE gates METHOD cnexp");
        }
        if (!coupled.isEmpty()) {
            breakpoint.add("SOLVE coupled METHOD derivimplicit");
        }
        if (!reactions.isEmpty()) {
            breakpoint.add("SOLVE scheme METHOD sparse");
        }
        if (!networks.isEmpty()) {
            breakpoint.add("SOLVE networks");
        }
        breakpoint.set("i", proportional ? current : Algebra.multiply(Algebra.constant(1e-3), current));
        if (carries) {
            breakpoint.add("ica = i");
        }
        StringBuilder text = new StringBuilder("TITLE " + suffix + "\n\n");
        if (!known.isEmpty()) {
            text.append("COMMENT\n" + String.join("\n", known) + "\nENDCOMMENT\n\n");
        }
        text.append("NEURON {\n" + INDENT + "SUFFIX " + suffix + "\n");
        if (!read.isEmpty() || carries) {
            text.append(INDENT + "USEION ca" + (read.isEmpty() ? "" : " READ " + String.join(", ", read))
                    + (carries ? " WRITE ica" : "") + "\n");
        }
        if (!carries) {
            text.append(INDENT + "NONSPECIFIC_CURRENT " + out + "\n");
        }
        text.append(INDENT + "RANGE " + String.join(", ", range) + "\n");
        text.append(networks.isEmpty() ? "}\n\n" : INDENT + "GLOBAL " + networks.tables() + "\n}\n\n");
        text.append("""
            UNITS {
                (mA) = (milliamp)
                (mV) = (millivolt)
                (S) = (siemens)
                (mM) = (milli/liter)
                (um) = (micron)
            }

            """);
        block(text, "PARAMETER", parameters);
        block(text, "ASSIGNED", assigned);
        if (!states.isEmpty()) {
            block(text, "STATE", states);
            block(text, "INITIAL", initial(taken));
        }
        text.append("BREAKPOINT {\n" + breakpoint.body(INDENT) + "}\n");
        if (!exact.isEmpty()) {
            text.append("\nDERIVATIVE gates {\n" + INDENT + "rates()\n");
            exact.forEach(line -> text.append(INDENT + line + "\n"));
            text.append("}\n");
        }
        if (!coupled.isEmpty()) {
            Statements slopes = new Statements(List.copyOf(coupled.values()), taken);
            coupled.forEach((x, slope) -> slopes.set(x + "'", slope));
            text.append("\nDERIVATIVE coupled {\n" + slopes.body(INDENT) + "}\n");
        }
        if (!reactions.isEmpty()) {
            text.append("\nKINETIC scheme {\n" + INDENT + "rates()\n");
            reactions.forEach(line -> text.append(INDENT + line + "\n"));
            text.append("}\n");
        }
        if (!rates.isEmpty()) {
            Statements set = new Statements(List.copyOf(rates.values()), taken);
            rates.forEach(set::set);
            text.append("\nPROCEDURE rates() {\n" + set.body(INDENT) + "}\n");
        }
        if (!networks.isEmpty()) {
            text.append("\nPROCEDURE networks() {\n" + INDENT + "curves(v)\n" + networks.step() + "}\n\n");
            text.append(networks.text());
        }
        return text.toString();
    }

    private List<String> initial(Predicate<String> taken) {
        Statements initial = new Statements(List.copyOf(starts.values()), taken);
        if (!rates.isEmpty()) {
            initial.add("rates()");
        }
        if (!networks.isEmpty()) {
            initial.add("curves(v)");
        }
        starts.forEach(initial::set);
        if (!reactions.isEmpty()) {
            initial.add("SOLVE scheme STEADYSTATE sparse");
        }
        return initial.body("").lines().collect(Collectors.toList());
    }

    private static void block(StringBuilder text, String name, List<String> lines) {
        text.append(name + " {\n");
        lines.forEach(line -> text.append(INDENT + line + "\n"));
        text.append("}\n\n");
    }

    private static Map<String, Expression> named(Map<String, Expression> byState) {
        Map<String, Expression> named = new LinkedHashMap<>();
        byState.forEach((state, formula) -> named.put(NmodlNames.variable(state), formula));
        return named;
    }

    /** With names that NMODL allows, of states too. */
    private Motion renamed(Motion motion, Substitution names) {
        Motion formulas = motion.with(names);
        return switch (formulas) {
            case Motion.Relaxation(String x, Expression target, Expression rate) ->
                new Motion.Relaxation(NmodlNames.variable(x), target, rate);
            case Motion.Equation(String x, Expression slope, var start, double guess) ->
                new Motion.Equation(NmodlNames.variable(x), slope, start, guess);
            case Motion.Scheme(List<String> states, String remaining, Map<String, Expression> slopes) ->
                new Motion.Scheme(
                        states.stream().map(NmodlNames::variable).toList(),
                        NmodlNames.variable(remaining),
                        named(slopes));
            case Motion.Together _, Motion.Update _ -> formulas;
        };
    }
}
