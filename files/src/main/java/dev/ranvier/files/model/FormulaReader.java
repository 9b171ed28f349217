package dev.ranvier.files.model;

import static dev.ranvier.files.model.ChannelReader.CONDUCTANCE;
import static dev.ranvier.files.model.ChannelReader.CONDUCTANCE_KEY;
import static dev.ranvier.files.model.ChannelReader.GATES;
import static dev.ranvier.files.model.ChannelReader.NAME;
import static dev.ranvier.files.model.ChannelReader.REVERSAL;
import static dev.ranvier.files.model.ChannelReader.REVERSAL_KEY;
import static dev.ranvier.files.model.ChannelReader.TYPE;
import static dev.ranvier.files.model.ChannelReader.WHERE;

import dev.ranvier.files.input.TextFile;
import dev.ranvier.formula.FormulaException;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.formula.MechanismFormulas.Q10;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.Mechanism;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a channel, pool or synapse given by formulas, in a model file or in a file by itself. */
final class FormulaReader {
    private static final Key FILE = Key.of("file");
    private static final Key SOURCE = Key.of("source");
    private static final Key PARAMETERS = Key.of("parameters");
    private static final Key LET = Key.of("let");
    private static final Key STATES = Key.of("states");
    private static final Key SCHEME = Key.of("scheme");
    private static final Key CURRENT = Key.of("current_uA_per_cm2");
    private static final Key CARRIES = Key.of("carries");
    static final Key SENSES = Key.of("senses");
    private static final Key POOL = Key.of("pool");
    private static final Key Q10 = Key.of("q10");
    private static final KeyGroup FORMULAS = KeyGroup.of(
            "channels: formula",
            SOURCE,
            CONDUCTANCE_KEY,
            REVERSAL_KEY,
            PARAMETERS,
            LET,
            GATES,
            STATES,
            SCHEME,
            CURRENT,
            CARRIES,
            SENSES,
            POOL,
            Q10);
    private static final Key CURRENT_AT_PLACE = Key.of("current_nA");
    private static final KeyGroup AT_PLACE =
            KeyGroup.of("synapses: formula", SOURCE, PARAMETERS, LET, GATES, STATES, SCHEME, CURRENT_AT_PLACE);
    private static final KeyGroup ENTRY =
            KeyGroup.of("channels: formula", NAME, TYPE, WHERE, Uncertainty.UNCERTAIN, FILE);

    private static final Key DEFAULT = Key.of("default");
    private static final Key LOW = Key.of("low");
    private static final Key HIGH = Key.of("high");
    private static final KeyGroup PARAMETER = KeyGroup.of("channels: formula.parameters", DEFAULT, LOW, HIGH);

    private static final Key POWER = Key.of("power");
    private static final Key ALPHA = Key.of("alpha_per_ms");
    private static final Key BETA = Key.of("beta_per_ms");
    private static final Key TARGET = Key.of("x_inf");
    private static final Key TAU = Key.of("tau_ms");
    private static final KeyGroup GATE = KeyGroup.of("channels: formula.gates", NAME, POWER, ALPHA, BETA, TARGET, TAU);

    private static final Key DERIVATIVE = Key.of("derivative");
    private static final Key START = Key.of("start");
    private static final Key RECEIVED = Key.of("received");
    private static final KeyGroup STATE = KeyGroup.of("channels: formula.states", NAME, DEFAULT, DERIVATIVE, START),
            STATE_AT_PLACE = KeyGroup.of("synapses: formula.states", NAME, DEFAULT, DERIVATIVE, START, RECEIVED);

    private static final Key FACTOR = Key.of("factor");
    private static final Key MEASURED = Key.of("measured_degC");
    private static final KeyGroup TEMPERATURE = KeyGroup.of("channels: formula.q10", FACTOR, MEASURED);

    /** Allowed values of what has no range. */
    private static final double ANY = 1e12;

    private final YamlMapping mapping;
    private final MechanismFormulas formulas;
    /** Where the file has each formula. */
    private final Map<String, YamlValue> places = new HashMap<>();

    private final Set<String> defaults = new HashSet<>();

    private FormulaReader(YamlMapping mapping, String name) {
        this.mapping = mapping;
        this.formulas = MechanismFormulas.named(name);
    }

    /** Reads an element of {@code channels}; a file that it names is looked for in the folder. */
    static FormulaEntry read(YamlMapping element, String name, Path folder) {
        Optional<YamlValue> file = element.find(FILE);
        FormulaEntry entry = file.map(
                        path -> read(folder.resolve(path.text()), name).asType())
                .orElseGet(() -> new FormulaReader(element, name).entry());
        Stream<Key> parameters = entry.mechanism().schema().parameters().stream()
                .map(field -> Key.withUnit(field.name()))
                .filter(key -> file.isPresent() || !FORMULAS.keys().contains(key));
        element.allowing(
                ENTRY.with(Stream.concat(file.isPresent() ? Stream.of(GATES) : FORMULAS.keys().stream(), parameters)));
        return entry;
    }

    /** Reads what stands at a place, which is given in an element of {@code synapses}, or in a file that it names. */
    static FormulaPoint readPoint(YamlMapping element, String name, Path folder) {
        Optional<Path> file = element.find(FILE).map(path -> folder.resolve(path.text()));
        YamlMapping formulas = file.map(from -> YamlValue.of(
                                from.toString(), TextFile.read(from, "synapse file"), "a synapse needs a current")
                        .mapping()
                        .allowing(AT_PLACE))
                .orElse(element);
        formulas.require(CURRENT_AT_PLACE);
        return (FormulaPoint) new FormulaReader(formulas, name).entry().mechanism();
    }

    /** The keys of what stands at a place. */
    static Stream<Key> keysAtPlace() {
        return AT_PLACE.keys().stream();
    }

    /** Reads a file by itself. */
    static FormulaEntry read(Path file, String name) {
        YamlValue whole = YamlValue.of(
                file.toString(), TextFile.read(file, "channel file"), "a channel needs a conductance or a current");
        return new FormulaReader(whole.mapping().allowing(FORMULAS), name).entry();
    }

    private FormulaEntry entry() {
        try {
            mapping.find(SOURCE).ifPresent(source -> formulas.source(source.text()));
            addParameters();
            mapping.find(LET)
                    .ifPresent(let -> let.mapping()
                            .values()
                            .forEach((name, value) -> formulas.let(name, formula("let." + name, value))));
            mapping.find(STATES).ifPresent(states -> states.list().forEach(state -> addState(state.mapping())));
            mapping.find(GATES).ifPresent(gates -> gates.list().forEach(gate -> addGate(gate.mapping())));
            mapping.find(SCHEME).ifPresent(scheme -> scheme.mapping().values().forEach(this::addReaction));
            mapping.find(CURRENT).ifPresent(value -> formulas.current(formula(CURRENT.stem(), value)));
            mapping.find(CARRIES).ifPresent(value -> formulas.carries(ion(value)));
            mapping.find(SENSES).ifPresent(value -> formulas.senses(ion(value), value.text() + "_mM"));
            Optional<Q10> q10 = mapping.find(Q10).map(value -> q10(value.mapping()));
            q10.ifPresent(known -> formulas.q10(known.factor(), known.measured_degC()));
            return new FormulaEntry(mechanism(), defaults, q10);
        } catch (FormulaException e) {
            String place = e.line() == 0 ? "" : "line " + e.line() + ", column " + e.column() + ": ";
            throw places.getOrDefault(e.formula(), mapping.self()).wrong(place + e.complaint());
        }
    }

    private Mechanism mechanism() {
        Optional<YamlValue> pool = mapping.find(POOL), atPlace = mapping.find(CURRENT_AT_PLACE);
        if (atPlace.isPresent()) {
            return formulas.pointProcess(formula(CURRENT_AT_PLACE.stem(), atPlace.get()));
        }
        if (pool.isEmpty()) {
            return formulas.channel();
        }
        return formulas.pool(ion(pool.get()), formula("reversal_mV", mapping.require(REVERSAL_KEY)));
    }

    private String formula(String what, YamlValue value) {
        places.put(what, value);
        return value.text();
    }

    /** The ion that {@code value} names. */
    static Ion ion(YamlValue value) {
        if (!value.text().equals("calcium")) {
            throw value.wrong("unknown ion '" + value.text() + "'; Known: calcium");
        }
        return Ion.CALCIUM;
    }

    private void addParameters() {
        if (mapping.find(POOL).isEmpty()) {
            mapping.find(CONDUCTANCE_KEY).ifPresent(value -> formulas.parameter(asParameter(CONDUCTANCE, value)));
            mapping.find(REVERSAL_KEY).ifPresent(value -> formulas.parameter(asParameter(REVERSAL, value)));
        }
        mapping.find(PARAMETERS)
                .ifPresent(all ->
                        all.mapping().values().forEach((name, value) -> formulas.parameter(parameter(name, value))));
    }

    /** A number is the default; a profile or a mark says nothing about it. */
    private Field asParameter(Field field, YamlValue value) {
        if (value.isMapping()) {
            return field;
        }
        defaults.add(field.name());
        double number = value.number() * mapping.factor(Key.withUnit(field.name()));
        return field(value, field.name(), number, field.low(), field.high());
    }

    private static Field parameter(String name, YamlValue value) {
        if (!value.isMapping()) {
            return field(value, name, value.number(), -ANY, ANY);
        }
        YamlMapping range = value.mapping().allowing(PARAMETER);
        return field(
                value,
                name,
                range.number(DEFAULT),
                range.find(LOW).map(YamlValue::number).orElse(-ANY),
                range.find(HIGH).map(YamlValue::number).orElse(ANY));
    }

    private static Field field(YamlValue value, String name, double number, double low, double high) {
        try {
            return new Field(name, number, low, high);
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    private void addGate(YamlMapping gate) {
        gate.allowing(GATE);
        String name = gate.require(NAME).text();
        int power = gate.find(POWER).map(YamlValue::positiveInteger).orElse(1);
        boolean byRates = gate.find(ALPHA).isPresent();
        Key first = byRates ? ALPHA : TARGET, second = byRates ? BETA : TAU;
        for (Key other : byRates ? List.of(TARGET, TAU) : List.of(BETA)) {
            refuse(gate.find(other), "a gate has alpha_per_ms and beta_per_ms, or x_inf and tau_ms");
        }
        String one = formula("gates." + name + "." + first.stem(), gate.require(first)),
                another = formula("gates." + name + "." + second.stem(), gate.require(second));
        if (byRates) {
            formulas.gateByRates(name, power, one, another);
        } else {
            formulas.gateByTarget(name, power, one, another);
        }
    }

    private static void refuse(Optional<YamlValue> given, String complaint) {
        given.ifPresent(value -> {
            throw value.wrong(complaint);
        });
    }

    private void addState(YamlMapping state) {
        state.allowing(mapping.find(CURRENT_AT_PLACE).isPresent() ? STATE_AT_PLACE : STATE);
        String name = state.require(NAME).text(), what = "states." + name;
        double value = state.find(DEFAULT).map(YamlValue::number).orElse(0.0);
        Field field = field(state.self(), name, value, -ANY, ANY);
        String derivative = formula(what + ".derivative", state.require(DERIVATIVE));
        Optional<YamlValue> received = state.find(RECEIVED);
        if (received.isPresent()) {
            refuse(state.find(START), "a state that events change starts at rest");
            formulas.receiving(field, derivative, formula(what + ".received", received.get()));
        } else if (state.find(START).isPresent()) {
            formulas.equation(field, derivative, formula(what + ".start", state.require(START)));
        } else {
            formulas.equation(field, derivative);
        }
    }

    /** {@code a <-> b: [forward, backward]} or {@code a -> b: rate}. */
    private void addReaction(String way, YamlValue rates) {
        boolean both = way.contains("<->");
        String[] ends = way.split(both ? "<->" : "->", -1);
        if (ends.length != 2) {
            throw rates.wrong("a way between two states is written 'a <-> b' or 'a -> b'");
        }
        String from = ends[0].strip(), to = ends[1].strip();
        if (!both) {
            formulas.reaction(from, to, formula("scheme." + from + " -> " + to, rates));
            return;
        }
        List<YamlValue> pair = rates.list();
        if (pair.size() != 2) {
            throw rates.wrong("there must be two rates, forward and backward");
        }
        formulas.reaction(
                from,
                to,
                formula("scheme." + from + " -> " + to, pair.getFirst()),
                formula("scheme." + to + " -> " + from, pair.getLast()));
    }

    private static Q10 q10(YamlMapping temperature) {
        temperature.allowing(TEMPERATURE);
        return new Q10(temperature.positive(FACTOR), temperature.number(MEASURED));
    }
}
