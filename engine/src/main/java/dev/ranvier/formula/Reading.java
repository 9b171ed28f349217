package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.divide;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.subtract;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.formula.MechanismFormulas.Equation;
import dev.ranvier.formula.MechanismFormulas.Gate;
import dev.ranvier.formula.MechanismFormulas.Line;
import dev.ranvier.formula.MechanismFormulas.Reaction;
import dev.ranvier.formula.MechanismFormulas.Stepping;
import dev.ranvier.mechanism.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the lines of a mechanism. */
final class Reading {
    private static final int MOST_STATES = 64;
    private static final Unit MILLIVOLT = Unit.of("mV"), PER_MS = Unit.of("/ms"), DENSITY = Unit.of("uA/cm2");
    private static final Unit NANOAMPERE = Unit.of("nA");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final String V = "v", I = "i", RATE_FACTOR = "rate_factor";

    private final MechanismFormulas lines;
    private final List<Field> parameters = new ArrayList<>();
    private final List<Field> states = new ArrayList<>();
    private final List<Motion> motions = new ArrayList<>();
    /** What formulas know. */
    private final Map<String, Measured> names = MechanismFormulas.constants();

    private Reading(MechanismFormulas lines) {
        this.lines = lines;
    }

    /** A channel's lines. */
    static Formulation channel(MechanismFormulas lines) {
        Reading reading = new Reading(lines);
        reading.declare(V, MILLIVOLT);
        reading.readMotions();
        return reading.formulation(reading.current());
    }

    /** A pool's lines, and its reversal potential. */
    static Formulation pool(MechanismFormulas lines, Line reversal) {
        Reading reading = new Reading(lines);
        reading.declare(I, DENSITY);
        reading.readMotions();
        if (lines.equations.isEmpty() && lines.steppings.isEmpty()) {
            throw new FormulaException(lines.name, "a pool needs a state that is the concentration");
        }
        return reading.formulation(reading.read(reversal, MILLIVOLT));
    }

    /** What is at a place, and its states after an event. */
    record Point(Formulation formulas, Map<String, Expression> received) {}

    /** The lines of what is at a place, and its current. */
    static Point point(MechanismFormulas lines, Line current) {
        Reading reading = new Reading(lines);
        reading.declare(V, MILLIVOLT);
        reading.readMotions();
        Expression output = reading.read(current, NANOAMPERE);
        reading.declare("weight", Measured.in(Unit.of("uS"), FormulaPoint.WEIGHT));
        Map<String, Expression> received = new LinkedHashMap<>();
        lines.jumps.forEach(jump -> {
            Unit.Ending ending = Unit.Ending.of(jump.state().name());
            received.put(ending.stem(), reading.read(jump.after(), ending.unit().orElse(Unit.NONE)));
        });
        return new Point(reading.formulation(output), received);
    }

    /** The lines of a current inside of the cell. */
    static Formulation axialCurrent(MechanismFormulas lines, Line current) {
        Reading reading = new Reading(lines);
        reading.declare(V, MILLIVOLT);
        reading.declare(FormulaAxial.V_PARENT, MILLIVOLT);
        reading.readMotions();
        return reading.formulation(reading.read(current, NANOAMPERE));
    }

    private Formulation formulation(Expression output) {
        Map<String, Expression> left = new LinkedHashMap<>();
        for (Motion motion : motions) {
            if (motion instanceof Motion.Scheme scheme) {
                left.put(scheme.remaining(), scheme.left());
            }
        }
        Substitution remaining = new Substitution(left);
        return new Formulation(
                lines.name,
                parameters,
                states,
                motions.stream()
                        .map(motion -> motion instanceof Motion.Scheme ? motion : motion.with(remaining))
                        .toList(),
                remaining.in(output),
                Optional.empty(),
                lines.ions);
    }

    private void readMotions() {
        parameters.addAll(lines.parameters);
        if (!(lines.gates.isEmpty() && lines.reactions.isEmpty())
                && parameters.stream().noneMatch(field -> field.name().equals(RATE_FACTOR))) {
            parameters.add(Field.rateFactor());
        }
        parameters.forEach(this::declare);
        if (!lines.steppings.isEmpty()) {
            declare("dt", Measured.in(Unit.of("ms"), Motion.DT));
            declare("theta", Measured.number(Motion.THETA));
        }
        lines.steppings.forEach(stepping -> addState(stepping.state()));
        lines.equations.forEach(equation -> addState(equation.state()));
        lines.gates.forEach(gate -> addState(Field.gate(gate.name())));
        SequencedSet<String> schemeStates = new LinkedHashSet<>();
        lines.reactions.forEach(way -> schemeStates.addAll(List.of(way.from(), way.to())));
        schemeStates.stream().skip(1).forEach(state -> addState(Field.gate(state)));
        schemeStates.stream().limit(1).forEach(state -> declare(state, Unit.NONE));
        if (states.size() > MOST_STATES) {
            throw new FormulaException(lines.name, "has more than " + MOST_STATES + " states");
        }
        lines.intermediates.forEach(this::addIntermediate);
        lines.steppings.forEach(stepping -> motions.add(update(stepping)));
        lines.equations.forEach(equation -> motions.add(equation(equation)));
        lines.gates.forEach(gate -> motions.add(relaxation(gate)));
        if (!schemeStates.isEmpty()) {
            motions.add(scheme(schemeStates));
        }
    }

    private void addState(Field state) {
        states.add(state);
        declare(state);
    }

    private void declare(Field field) {
        Unit.Ending ending = Unit.Ending.of(field.name());
        Expression value = variable(ending.stem());
        declare(
                ending.stem(),
                ending.unit().map(unit -> Measured.in(unit, value)).orElseGet(() -> Measured.number(value)));
    }

    private void declare(String name, Unit unit) {
        declare(name, Measured.in(unit, variable(name)));
    }

    private void declare(String name, Measured value) {
        if (!NAME.matcher(name).matches()) {
            throw new FormulaException(
                    lines.name,
                    "a name is a letter followed by letters, digits and _, not " + FormulaScanner.quoted(name));
        }
        if (names.put(name, value) != null) {
            throw new FormulaException(lines.name, "two things have the name " + FormulaScanner.quoted(name));
        }
    }

    private void addIntermediate(String name, Line line) {
        Unit.Ending ending = Unit.Ending.of(name);
        declare(
                ending.stem(),
                ending.unit()
                        .map(unit -> Measured.in(unit, read(line, unit)))
                        .orElseGet(() -> FormulaParser.read(line.what(), line.text(), names)));
    }

    private Expression read(Line line, Unit unit) {
        return FormulaParser.read(line.what(), line.text(), names, unit);
    }

    private Motion relaxation(Gate gate) {
        Expression factor = variable(RATE_FACTOR);
        if (gate.byRates()) {
            Expression alpha = read(gate.first(), PER_MS), sum = add(alpha, read(gate.second(), PER_MS));
            return new Motion.Relaxation(gate.name(), divide(alpha, sum), multiply(sum, factor));
        }
        Expression tau = read(gate.second(), Unit.of("ms"));
        return new Motion.Relaxation(gate.name(), read(gate.first(), Unit.NONE), divide(factor, tau));
    }

    private Motion equation(Equation equation) {
        Unit.Ending ending = Unit.Ending.of(equation.state().name());
        Unit unit = ending.unit().orElse(Unit.NONE);
        return new Motion.Equation(
                ending.stem(),
                read(equation.slope(), unit.by(PER_MS)),
                equation.start().map(line -> read(line, unit)),
                equation.state().value());
    }

    private Motion update(Stepping stepping) {
        Unit.Ending ending = Unit.Ending.of(stepping.state().name());
        Unit unit = ending.unit().orElse(Unit.NONE);
        return new Motion.Update(ending.stem(), read(stepping.next(), unit), read(stepping.start(), unit));
    }

    private Motion scheme(SequencedSet<String> all) {
        refuseParts(all);
        Map<String, Expression> slopes = new LinkedHashMap<>();
        for (Reaction way : lines.reactions) {
            Expression rate = multiply(read(way.rate(), PER_MS), variable(RATE_FACTOR));
            Expression flow = multiply(rate, variable(way.from()));
            slopes.merge(way.from(), Algebra.negate(flow), Algebra::add);
            slopes.merge(way.to(), flow, Algebra::add);
        }
        return new Motion.Scheme(all.stream().skip(1).toList(), all.getFirst(), slopes);
    }

    /** States that no way connects with the first would have no sum of their own. */
    private void refuseParts(SequencedSet<String> all) {
        Set<String> reached = new HashSet<>(Set.of(all.getFirst()));
        while (lines.reactions.stream()
                .filter(way -> reached.contains(way.from()) || reached.contains(way.to()))
                .anyMatch(way -> reached.addAll(List.of(way.from(), way.to())))) {}
        List<String> others =
                all.stream().filter(state -> !reached.contains(state)).toList();
        if (!others.isEmpty()) {
            throw new FormulaException(
                    "scheme",
                    "no transition leads from " + all.getFirst() + " to " + String.join(", ", others)
                            + ": all states of a scheme must be connected");
        }
    }

    private Expression current() {
        Optional<Line> given = lines.current;
        if (given.isPresent()) {
            return read(given.get(), DENSITY);
        }
        for (String needed : List.of("conductance", "reversal")) {
            if (!names.containsKey(needed)) {
                throw new FormulaException(lines.name, "has no " + needed + ", and no formula for its current");
            }
        }
        Expression open = variable("conductance");
        for (Gate gate : lines.gates) {
            open = multiply(open, Algebra.power(variable(gate.name()), Algebra.constant(gate.power())));
        }
        return multiply(open, subtract(variable(V), variable("reversal")));
    }
}
