package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Derivative;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Variable;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaException;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.Formulation;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.nmodl.ModFile.IonLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A mechanism of the membrane that an NMODL file describes, as NEURON runs it: a channel, or a pool of calcium where it sets the concentration.
 * RANGE parameters, and the reversal potentials and concentrations that it reads, are its parameters; all other numbers are those of the file.
 * Hines and Carnevale, Neural Comput. 12 (2000) 995, have the language.
 */
public final class NmodlMechanism {
    /** What NEURON adds to the voltage to find the slope of a current [mV]. */
    private static final double DIFFERENCE_mV = 0.001;

    private static final String V = "v", DT = ((Variable) Motion.DT).name();

    private final ModFile file;
    private final double celsius_degC;
    private final Declarations names;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();
    private final Mechanism mechanism;

    private NmodlMechanism(ModFile file, double celsius_degC) {
        this.file = file;
        this.celsius_degC = celsius_degC;
        names = new Declarations(file, celsius_degC);
        warnings.addAll(DeclarationWarnings.of(file, names.fields().values(), currents()));
        try {
            mechanism = made();
        } catch (FormulaException e) {
            throw file.of(e.formula()).wrong(String.valueOf(e.getMessage()));
        }
        if (!kept.isEmpty()) {
            warnings.add("it sets " + String.join(", ", kept)
                    + " and has currents, so what it sets stays its own: other" + " channels do not see it");
        }
    }

    /**
     * Reads a file, and those beside it that it includes.
     *
     * @param celsius_degC the temperature, which goes into the formulas
     * @throws NmodlException for what cannot be read or taken over
     * @throws IOException if the file cannot be read
     */
    public static NmodlMechanism read(Path path, double celsius_degC) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        return of(String.valueOf(path.getFileName()), text, celsius_degC, name -> IncludedFile.text(path, name));
    }

    /**
     * Reads a text.
     *
     * @param name of the file, in messages
     * @param celsius_degC the temperature
     * @param included the text of a file that it includes; throws IllegalArgumentException where there is none
     * @throws NmodlException for what cannot be read or taken over
     */
    public static NmodlMechanism of(String name, String text, double celsius_degC, UnaryOperator<String> included) {
        return new NmodlMechanism(Parser.read(name, text, included), celsius_degC);
    }

    /** The mechanism. */
    public Mechanism mechanism() {
        return mechanism;
    }

    /** What NEURON calls it. */
    public String suffix() {
        return file.suffix;
    }

    /** What the file calls a parameter, by the parameter's name. */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        names.fields().forEach((variable, field) -> variables.put(field.name(), variable));
        return variables;
    }

    /** Those variables that are of an ion, such as {@code ek}. */
    public Set<String> variablesOfIons() {
        Set<String> variables = new HashSet<>();
        file.ions.forEach(ion -> variables.addAll(ion.reads()));
        return variables;
    }

    /** What is likely to go wrong, in words. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Execution execution(Map<String, Expression> before) {
        return new Execution(file, names.globals(), before, (_, _) -> Optional.empty());
    }

    private Mechanism made() {
        if (file.suffix.isEmpty()) {
            throw file.start.wrong("there is no NEURON block with a SUFFIX, so it is no mechanism of the membrane");
        }
        Map<String, Expression> first = new HashMap<>(names.defaults());
        first.putAll(Time.atStart(names.known()));
        Execution initial = execution(first);
        file.initial.ifPresent(block -> initial.run(block.body()));
        Execution current = execution(Time.ofCurrents(names.known()));
        file.breakpoint.ifPresent(block -> current.run(block.body()));

        Solving solving = new Solving(file, names.globals(), Time.ofStates(names.known()));
        for (Statement.Solve solve : current.solves()) {
            solving.add(solve, initial.values(), initial.origins());
        }
        return assembled(initial.values(), current.values(), solving);
    }

    private Mechanism assembled(Map<String, Expression> initial, Map<String, Expression> current, Solving solving) {
        Set<String> solved = new HashSet<>();
        solving.motions().forEach(motion -> solved.addAll(motion.states()));
        for (String state : solved) {
            if (current.containsKey(state)) {
                throw file.of(state).wrong("BREAKPOINT sets the state '" + state + "', which is solved for");
            }
        }
        for (String state : solved) {
            Expression start = initial.get(state);
            if (start != null && Carried.names(start).contains(DT)) {
                throw file.of(state)
                        .wrong("INITIAL gives '" + state + "' a value that depends on dt, which is not supported");
            }
        }
        Set<String> fields = names.fields().keySet(), fixed = new HashSet<>(solved);
        fixed.addAll(fields);
        fixed.addAll(List.of(V, DT, ((Variable) Motion.THETA).name(), Time.state()));
        file.ions.forEach(ion -> {
            if (ion.reads().contains(Ions.current(ion)) && !ion.writes().contains(Ions.current(ion))) {
                fixed.add(Ions.current(ion));
            }
        });
        Carried carried = new Carried(file, initial, changed(current), solving.values(), fixed, fields, this::unset);
        Expression total = Algebra.ZERO;
        for (String name : currents()) {
            Expression i = current.get(name);
            if (i == null) {
                throw file.ofCurrents().wrong("BREAKPOINT does not set the current '" + name + "'");
            }
            boolean inward =
                    file.electrode.stream().anyMatch(token -> token.text().equals(name));
            total = Algebra.add(total, inward ? Algebra.negate(i) : i);
        }
        Optional<IonLine> pool = pool();
        Expression output = carried.ofCurrent(total);
        if (Carried.names(output).contains(DT)) {
            throw file.ofCurrents().wrong("the current depends on dt, which is not supported: let states depend on it");
        }
        List<Motion> motions = new ArrayList<>();
        solving.motions().forEach(motion -> motions.add(apart(carried.ofState(motion), carried, solving, solved)));
        if (pool.isPresent()) {
            return pool(pool.get(), carried, motions, initial, changed(current), solving);
        }
        motions.addAll(carried.memories());
        Time.addTo(motions, output);
        Expression i = Algebra.multiply(Algebra.constant(1000), output); // mA/cm2 in the file
        return new FormulaChannel(formulation(motions, i, slope(i), uses()), "", Map.of());
    }

    /** A state that is advanced exactly sees others as they were before the step. */
    private static Motion apart(Motion motion, Carried carried, Solving solving, Set<String> states) {
        if (motion instanceof Motion.Equation(String state, Expression slope, Optional<Expression> start, double _)
                && start.isPresent()
                && Carried.names(slope).stream().anyMatch(name -> !name.equals(state) && states.contains(name))) {
            return solving.exactStep(state)
                    .<Motion>map(next -> new Motion.Update(state, carried.ofState(next), start.get()))
                    .orElse(motion);
        }
        return motion;
    }

    private Map<String, Expression> changed(Map<String, Expression> values) {
        Map<String, Expression> changed = new HashMap<>(values);
        changed.entrySet()
                .removeIf(entry -> entry.getValue().equals(names.known().get(entry.getKey())));
        return changed;
    }

    private Expression unset(String name) {
        return names.defaults().getOrDefault(name, Algebra.ZERO);
    }

    private List<String> currents() {
        List<String> currents = new ArrayList<>();
        for (IonLine ion : file.ions) {
            for (String name : ion.writes()) {
                if (name.equals(Ions.current(ion))) {
                    currents.add(name);
                }
            }
        }
        file.nonspecific.forEach(token -> currents.add(token.text()));
        file.electrode.forEach(token -> currents.add(token.text()));
        return currents;
    }

    /** The ion whose concentration the mechanism sets. */
    private Optional<IonLine> pool() {
        for (IonLine ion : file.ions) {
            for (String name : ion.writes()) {
                if (name.equals(Ions.current(ion))) {
                    continue;
                }
                if (!currents().isEmpty()) {
                    keepForItself(ion, name);
                    continue;
                }
                if (!name.equals(Ions.inside(ion)) || !ion.ion().is("ca")) {
                    throw ion.ion().wrong("WRITE " + name + " is not supported: pools are of calcium inside");
                }
                return Optional.of(ion);
            }
            if (ion.reads().contains(Ions.current(ion))
                    && !ion.writes().contains(Ions.inside(ion))
                    && currents().stream().noneMatch(Ions.current(ion)::equals)) {
                throw ion.ion()
                        .wrong("READ " + Ions.current(ion)
                                + " is supported where the mechanism sets the concentration");
            }
        }
        return Optional.empty();
    }

    /** A mechanism with currents is no pool: what it sets is its own state. */
    private void keepForItself(IonLine ion, String name) {
        if (ion.reads().contains(Ions.reversal(ion)) && !name.equals(Ions.reversal(ion))) {
            throw ion.ion()
                    .wrong("a mechanism that sets " + name + ", has a current and reads " + Ions.reversal(ion)
                            + " is not supported: let it compute the reversal potential, or make a file of each");
        }
        if (ion.reads().contains(Ions.current(ion)) && !ion.writes().contains(Ions.current(ion))) {
            throw ion.ion()
                    .wrong("a mechanism that sets " + name + " from " + Ions.current(ion)
                            + " and has a current of its own is not supported: make a file of each");
        }
        kept.add(name);
    }

    /** Variables of ions that the mechanism sets for itself: in NEURON others would see them. */
    public Set<String> keptForItself() {
        return Set.copyOf(kept);
    }

    private Mechanism pool(
            IonLine ion,
            Carried carried,
            List<Motion> motions,
            Map<String, Expression> initial,
            Map<String, Expression> current,
            Solving solving) {
        String name = Ions.inside(ion), conc = name;
        Set<String> states = new HashSet<>();
        motions.forEach(motion -> states.addAll(motion.states()));
        if (!states.contains(name)) {
            Expression left = solving.values().get(name),
                    value =
                            left != null
                                    ? carried.ofState(left)
                                    : carried.ofCurrent(current.getOrDefault(name, unset(name)));
            if (value instanceof Variable(String state) && states.contains(state)) {
                conc = state;
            } else {
                motions.add(new Motion.Update(name, value, initial.getOrDefault(name, unset(name))));
            }
        }
        motions.addAll(carried.memories());
        Time.addTo(motions, Algebra.ZERO);
        String concentration = conc;
        motions.sort(Comparator.comparing(motion -> !motion.states().contains(concentration)));
        Map<String, Expression> amount =
                Map.of(Ions.current(ion), Algebra.multiply(Algebra.constant(0.001), Algebra.variable("i")));
        Substitution own = new Substitution(amount);
        Expression outside =
                ion.reads().contains(Ions.outside(ion)) ? Algebra.variable(Ions.outside(ion)) : Algebra.constant(2);
        Expression reversal = Algebra.multiply(
                Algebra.constant(Ions.perLog_mV(ion, celsius_degC)),
                Algebra.log(Algebra.divide(outside, Algebra.variable(concentration))));
        return new FormulaPool(
                formulation(
                        motions.stream().map(motion -> motion.with(own)).toList(),
                        reversal,
                        Optional.empty(),
                        List.of(),
                        concentration),
                Ion.CALCIUM,
                "",
                Map.of());
    }

    /** As NEURON finds it, where that is not the same as the derivative. */
    private static Optional<Expression> slope(Expression i) {
        Expression exact = new Derivative(V).of(i);
        if (!Carried.names(exact).contains(V)) {
            return Optional.empty();
        }
        Expression beside =
                new Substitution(Map.of(V, Algebra.add(Algebra.variable(V), Algebra.constant(DIFFERENCE_mV)))).in(i);
        return Optional.of(Algebra.divide(Algebra.subtract(beside, i), Algebra.constant(DIFFERENCE_mV)));
    }

    private List<IonUse> uses() {
        List<IonUse> uses = new ArrayList<>();
        List<String> keys = List.copyOf(names.fields().keySet());
        for (IonLine ion : file.ions) {
            if (ion.ion().is("ca")) {
                int reversal = keys.indexOf(Ions.reversal(ion)), inside = keys.indexOf(Ions.inside(ion));
                if (inside >= 0) {
                    uses.add(new IonUse.Senses(Ion.CALCIUM, inside));
                }
                if (reversal >= 0 && currents().equals(List.of(Ions.current(ion)))) {
                    uses.add(new IonUse.Carries(Ion.CALCIUM, reversal));
                }
            }
        }
        return uses;
    }

    private Formulation formulation(
            List<Motion> motions, Expression output, Optional<Expression> slope, List<IonUse> ions) {
        return formulation(motions, output, slope, ions, "");
    }

    /** With names that formulas may have, and the state of this name first. */
    private Formulation formulation(
            List<Motion> motions, Expression output, Optional<Expression> slope, List<IonUse> ions, String firstState) {
        Map<String, Expression> renamed = new HashMap<>();
        names.fields().forEach((key, field) -> renamed.put(key, Algebra.variable(Formulation.nameOf(field))));
        List<String> order = new ArrayList<>();
        motions.forEach(motion -> order.addAll(motion.states()));
        order.sort(Comparator.comparing(state -> !state.equals(firstState)));
        List<Field> fields = new ArrayList<>();
        for (String state : order) {
            Field field = new Field(names.name(state), 0, -1e300, 1e300);
            fields.add(field);
            if (!Formulation.nameOf(field).equals(state)) {
                throw file.of(state).wrong("a state cannot have the name '" + state + "'");
            }
        }
        Substitution names = new Substitution(renamed);
        for (Expression formula : motions.stream()
                .flatMap(motion -> motion.slopes().values().stream())
                .toList()) {
            refuseForeign(formula);
        }
        return new Formulation(
                file.suffix,
                List.copyOf(this.names.fields().values()),
                fields,
                motions.stream().map(motion -> motion.with(names)).toList(),
                names.in(output),
                slope.map(names::in),
                ions);
    }

    private void refuseForeign(Expression formula) {
        for (IonLine ion : file.ions) {
            if (Carried.names(formula).contains(Ions.current(ion))) {
                throw ion.ion().wrong("READ " + Ions.current(ion) + " is not supported here");
            }
        }
    }
}
