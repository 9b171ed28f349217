package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Derivative;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Variable;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.Formulation;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.nmodl.ModFile.IonLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From what blocks do to a mechanism. */
final class Assembly {
    /** What NEURON adds to the voltage to find the slope of a current [mV]. */
    private static final double DIFFERENCE_mV = 0.001;

    private static final String V = "v", DT = ((Variable) Motion.DT).name();

    private final ModFile file;
    private final double celsius_degC;
    private final Declarations names;
    private final Set<String> kept = new HashSet<>();

    Assembly(ModFile file, Declarations names, double celsius_degC) {
        this.file = file;
        this.names = names;
        this.celsius_degC = celsius_degC;
    }

    /** Variables of ions that the mechanism sets for itself, after {@link #mechanism}. */
    Set<String> keptForItself() {
        return kept;
    }

    private Execution execution(Map<String, Expression> before) {
        return new Execution(file, names.globals(), before, (_, _) -> Optional.empty());
    }

    /** The mechanism. */
    Mechanism mechanism() {
        if (file.suffix.isEmpty()) {
            throw file.start.wrong("there is no NEURON block with a SUFFIX or a POINT_PROCESS, so it is no mechanism");
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
        Received received = file.receive
                .map(receive -> new Received(receive, file, names.globals(), names.known(), initial.values()))
                .orElseGet(Received::new);
        return assembled(initial.values(), current.values(), solving, received);
    }

    private Mechanism assembled(
            Map<String, Expression> initial, Map<String, Expression> current, Solving solving, Received received) {
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
                        .wrong("INITIAL gives '" + state
                                + "' a value that depends on dt, which is not supported: make the"
                                + " procedure that it calls without dt, and multiply by dt where the step is");
            }
        }
        Set<String> fields = names.fields().keySet(), fixed = new HashSet<>(solved);
        fixed.addAll(fields);
        fixed.addAll(received.after().keySet());
        fixed.addAll(received.starts().keySet());
        fixed.addAll(List.of(
                V, DT, ((Variable) Motion.THETA).name(), ((Variable) FormulaPoint.WEIGHT).name(), Time.state()));
        file.ions.forEach(ion -> {
            if (ion.reads().contains(Ions.current(ion)) && !ion.writes().contains(Ions.current(ion))) {
                fixed.add(Ions.current(ion));
            }
        });
        Carried carried = new Carried(file, initial, changed(current), solving.values(), fixed, fields, this::unset);
        Expression total = Algebra.ZERO;
        for (String name : file.currents()) {
            Expression i = current.get(name);
            if (i == null) {
                throw file.ofCurrents()
                        .wrong("BREAKPOINT does not set the current '" + name
                                + "': one that is set elsewhere has no slope by the voltage; set it in BREAKPOINT, by"
                                + " what the other blocks leave");
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
        if (file.isPoint) {
            return point(carried, motions, initial, current, output, solving, received);
        }
        motions.addAll(carried.memories());
        Time.addTo(motions, List.of(output));
        Expression i = Algebra.multiply(Algebra.constant(1000), output); // mA/cm2 in the file
        return FormulaChannel.of(formulation(motions, i, slope(i), uses()), "", Map.of());
    }

    /** What events change, and numbers of the connection, are states too. */
    private Mechanism point(
            Carried carried,
            List<Motion> motions,
            Map<String, Expression> initial,
            Map<String, Expression> current,
            Expression output,
            Solving solving,
            Received received) {
        refuseConcentrations();
        Set<String> states = new HashSet<>(received.after().keySet());
        states.addAll(received.starts().keySet());
        motions.forEach(motion -> states.removeAll(motion.states()));
        for (String state : states.stream().sorted().toList()) {
            Expression left =
                    solving.values().getOrDefault(state, current.getOrDefault(state, Algebra.variable(state)));
            if (Carried.names(left).contains(V)) {
                throw file.of(state)
                        .wrong("NET_RECEIVE sets '" + state + "', and BREAKPOINT gives it a value that depends"
                                + " on v, which is not supported: use two variables");
            }
            Expression start = initial.getOrDefault(state, unset(state));
            motions.add(new Motion.Update(
                    state, carried.ofState(left), received.starts().getOrDefault(state, start)));
        }
        Map<String, Expression> events = new LinkedHashMap<>();
        received.after().forEach((state, value) -> events.put(state, carried.ofCurrent(value)));
        motions.addAll(carried.memories());
        List<Expression> others = new ArrayList<>(events.values());
        others.add(output);
        Time.addTo(motions, others);
        Formulation formulation = formulation(motions, output, slope(output), List.of());
        Substitution inFormulas = inFormulas();
        events.replaceAll((_, value) -> inFormulas.in(value));
        return new FormulaPoint(formulation, events, "", Map.of());
    }

    private void refuseConcentrations() {
        for (IonLine ion : file.ions) {
            List<String> all = new ArrayList<>(ion.reads());
            all.addAll(ion.writes());
            all.removeAll(List.of(Ions.current(ion), Ions.reversal(ion)));
            if (!all.isEmpty()) {
                throw ion.ion()
                        .wrong(all.getFirst() + " is not supported in a POINT_PROCESS, which sees no pool: make it a"
                                + " PARAMETER");
            }
        }
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

    /** The ion whose concentration the mechanism sets. */
    private Optional<IonLine> pool() {
        for (IonLine ion : file.ions) {
            for (String name : ion.writes()) {
                if (name.equals(Ions.current(ion))) {
                    continue;
                }
                if (!file.currents().isEmpty()) {
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
                    && file.currents().stream().noneMatch(Ions.current(ion)::equals)) {
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

    private Mechanism pool(
            IonLine ion,
            Carried carried,
            List<Motion> motions,
            Map<String, Expression> initial,
            Map<String, Expression> current,
            Solving solving) {
        String name = Ions.inside(ion), conc = name;
        if (motions.stream().noneMatch(motion -> motion.states().contains(name))) {
            Expression left = solving.values().get(name),
                    value =
                            left != null
                                    ? carried.ofState(left)
                                    : carried.ofCurrent(current.getOrDefault(name, unset(name)));
            if (value instanceof Variable(String state) && isSeenAfterStep(state, motions)) {
                conc = state;
            } else {
                motions.add(new Motion.Update(name, value, initial.getOrDefault(name, unset(name))));
            }
        }
        motions.addAll(carried.memories());
        Time.addTo(motions, List.of());
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
        return FormulaPool.of(
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

    /** What a block leaves of a state is of after the step, unless it says itself where the step leads, as euler does at its end. */
    private static boolean isSeenAfterStep(String state, List<Motion> motions) {
        return motions.stream()
                .anyMatch(motion -> motion.states().contains(state) && !(motion instanceof Motion.Update));
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
                if (reversal >= 0 && file.currents().equals(List.of(Ions.current(ion)))) {
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
        Substitution names = inFormulas();
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

    /** Parameters by the names that formulas have for them. */
    private Substitution inFormulas() {
        Map<String, Expression> renamed = new HashMap<>();
        names.fields().forEach((key, field) -> renamed.put(key, Algebra.variable(Formulation.nameOf(field))));
        return new Substitution(renamed);
    }

    private void refuseForeign(Expression formula) {
        for (IonLine ion : file.ions) {
            if (Carried.names(formula).contains(Ions.current(ion))) {
                throw ion.ion().wrong("READ " + Ions.current(ion) + " is not supported here");
            }
        }
    }
}
