package dev.ranvier.files.model;

import dev.ranvier.formula.MechanismFormulas.Q10;
import dev.ranvier.formula.NearestName;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.nmodl.NmodlMechanism;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one element of the list {@code channels}. */
final class ChannelReader {
    static final Key NAME = Key.of("name");
    static final Key TYPE = Key.of("type");
    static final Key WHERE = Key.of("where");
    static final Key GATES = Key.of("gates");
    private static final KeyGroup CHANNEL = KeyGroup.of("channels", NAME, TYPE, WHERE, GATES, Uncertainty.UNCERTAIN);

    static final Field CONDUCTANCE = Field.conductance(1);
    static final Field REVERSAL = Field.reversal(0);
    static final Key CONDUCTANCE_KEY = Key.withUnit(CONDUCTANCE.name());
    static final Key REVERSAL_KEY = Key.withUnit(REVERSAL.name());

    private static final KeyGroup LEARNED = KeyGroup.of(
            "channels: learned", NAME, TYPE, WHERE, Uncertainty.UNCERTAIN, CONDUCTANCE_KEY, REVERSAL_KEY, GATES);

    private static final Key LIBRARY = Key.of("library");
    private static final Key CHANNEL_ID = Key.of("channel");
    private static final KeyGroup OF_LIBRARY = KeyGroup.of(
            "channels: library",
            NAME,
            TYPE,
            WHERE,
            Uncertainty.UNCERTAIN,
            LIBRARY,
            CHANNEL_ID,
            CONDUCTANCE_KEY,
            REVERSAL_KEY);

    static final Key LATENTS = Key.of("latents");
    private static final Key FILE = Key.of("file");
    private static final KeyGroup OF_NMODL =
            KeyGroup.of("channels: nmodl", NAME, TYPE, WHERE, FILE, GATES, Uncertainty.UNCERTAIN);

    private static final String RATE_FACTOR = "rate_factor";

    private final Optional<YamlValue> celsius;
    private final RegionReader regions;
    private final Compartments compartments;
    private final List<FitMark> marks;
    private final Uncertainty uncertainty;
    private final LibraryFiles libraries;
    private final Path folder;

    /**
     * For a cell cut like this, with its temperature, if it is given; adds to {@code marks}. Libraries are looked for in
     * {@code folder}.
     *
     * @param uncertainty of numbers of channels that do not say themselves how well they are known
     */
    ChannelReader(
            Compartments compartments,
            Optional<YamlValue> celsius,
            List<FitMark> marks,
            Path folder,
            Uncertainty uncertainty) {
        this.libraries = new LibraryFiles(folder);
        this.folder = folder;
        this.celsius = celsius;
        this.regions = new RegionReader(compartments);
        this.compartments = compartments;
        this.marks = marks;
        this.uncertainty = uncertainty;
    }

    /** Reads an element. */
    ChannelEntry read(YamlMapping element) {
        YamlValue type = element.require(TYPE);
        String name = element.require(NAME).name();
        if (type.text().equals(ChannelCatalogue.LEARNED)) {
            return learned(element, name);
        }
        if (type.text().equals(ChannelCatalogue.LIBRARY)) {
            return fromLibrary(element, name);
        }
        if (type.text().equals(ChannelCatalogue.FORMULA)) {
            return ofFormulas(element, type, name);
        }
        if (type.text().equals(ChannelCatalogue.BOLTZMANN)) {
            return ofBoltzmannGates(element, name);
        }
        if (type.text().equals(ChannelCatalogue.NMODL)) {
            return ofNmodl(element, name);
        }
        if (type.text().equals(ChannelCatalogue.LEARNED_CONDUCTANCE)
                || type.text().equals(ChannelCatalogue.LEARNED_CURRENT)) {
            return learnedFlow(element, name);
        }
        Mechanism mechanism = ChannelCatalogue.find(type.text())
                .orElseThrow(() -> type.wrong("unknown channel type '" + type.text() + "'; "
                        + NearestName.hint(type.text(), ChannelCatalogue.types())));
        element.allowing(CHANNEL.withParameters(mechanism.schema()));
        Region where = where(element);
        return entry(
                element,
                name,
                mechanism,
                parameters(element, type, mechanism, ChannelCatalogue.q10(type.text()), where),
                where);
    }

    private ChannelEntry ofFormulas(YamlMapping element, YamlValue type, String name) {
        FormulaEntry formulas = FormulaReader.read(element, name, folder);
        Region where = where(element);
        Map<String, Profile> parameters = parameters(element, type, formulas.mechanism(), formulas.q10(), where);
        parameters.keySet().removeAll(formulas.defaults());
        return entry(element, name, formulas.mechanism(), parameters, where);
    }

    /** With formulas alone, or with gates that are learned in the place of some of them. */
    private static ChannelEntry entry(
            YamlMapping element, String name, Mechanism mechanism, Map<String, Profile> parameters, Region where) {
        Optional<YamlValue> gates = element.find(GATES).filter(value -> !value.isList());
        if (gates.isEmpty()) {
            return new ChannelEntry.Given(name, mechanism, parameters, where);
        }
        if (!(mechanism instanceof Channel formulas)) {
            throw gates.get().wrong("only a channel has gates");
        }
        ChannelEntry.Learned entry = new ChannelEntry.Learned(
                name,
                Optional.of(formulas),
                LearnedGateReader.ofFormulas(gates.get()),
                parameters,
                where,
                element.self().place());
        try {
            entry.insertion();
        } catch (IllegalArgumentException e) {
            throw gates.get().wrong(String.valueOf(e.getMessage()));
        }
        return entry;
    }

    private ChannelEntry ofBoltzmannGates(YamlMapping element, String name) {
        BoltzmannReader gates = new BoltzmannReader(element, name);
        Region where = where(element);
        Map<String, Profile> parameters = conductanceAndReversal(element, where);
        for (BoltzmannReader.GateNumber number : gates.numbers()) {
            YamlMapping gate = number.element();
            String called = gate.require(NAME).text() + "." + gate.spelling(number.key());
            Fittable fittable = Fittable.ofChannel(name, called, gate.factor(number.key()), number.field());
            parameters.put(
                    number.field().name(), given(gate.require(number.key()), fittable, uncertainty(element), where));
        }
        return new ChannelEntry.Given(name, gates.mechanism(), parameters, where);
    }

    private ChannelEntry ofNmodl(YamlMapping element, String name) {
        YamlValue file = element.require(FILE);
        double celsius_degC = celsius.map(YamlValue::number).orElse(NmodlText.UNSET_degC);
        NmodlMechanism source = NmodlText.mechanism(file, folder, celsius_degC);
        Mechanism mechanism = source.mechanism();
        if (mechanism instanceof PointProcess) {
            throw file.wrong(source.suffix() + " is a point process: it stands among the synapses");
        }
        element.allowing(OF_NMODL.withParameters(mechanism.schema()));
        Region where = where(element);
        Map<String, Profile> parameters = new LinkedHashMap<>();
        for (Field field : mechanism.schema().parameters()) {
            NmodlText.ofShape(field).ifPresent(shape -> parameters.put(field.name(), shape));
            if (element.find(Key.withUnit(field.name())).isPresent()) {
                parameters.put(field.name(), given(element, field, where));
            }
        }
        return entry(element, name, mechanism, parameters, where) instanceof ChannelEntry.Learned learned
                ? learned
                : new ChannelEntry.Imported(name, source, file.fileIn(folder), parameters, where);
    }

    private ChannelEntry learnedFlow(YamlMapping element, String name) {
        LearnedFlowReader reader = new LearnedFlowReader(element, name);
        Region where = where(element);
        reader.mark(where).ifPresent(marks::add);
        return new ChannelEntry.Given(name, reader.mechanism(), required(element, reader.fields(), where), where);
    }

    /** A whole number, 0 or more. */
    static int count(YamlValue value) {
        if (!value.isInteger() || value.number() < 0) {
            throw value.wrong("must be a whole number, 0 or more");
        }
        return (int) value.number();
    }

    private ChannelEntry fromLibrary(YamlMapping element, String name) {
        element.allowing(OF_LIBRARY);
        YamlValue file = element.require(LIBRARY), id = element.require(CHANNEL_ID);
        LibraryChannel channel = libraries.channel(file, id, celsius);
        Region where = where(element);
        return new ChannelEntry.Given(
                name,
                channel.tabulated(name, CONDUCTANCE.value(), REVERSAL.value()),
                conductanceAndReversal(element, where),
                where);
    }

    private Map<String, Profile> conductanceAndReversal(YamlMapping element, Region where) {
        return required(element, List.of(CONDUCTANCE, REVERSAL), where);
    }

    private Map<String, Profile> required(YamlMapping element, List<Field> fields, Region where) {
        Map<String, Profile> parameters = new LinkedHashMap<>();
        for (Field field : fields) {
            element.require(Key.withUnit(field.name()));
            parameters.put(field.name(), given(element, field, where));
        }
        return parameters;
    }

    private Region where(YamlMapping element) {
        return element.find(WHERE).map(regions::read).orElseGet(Region::everywhere);
    }

    private Map<String, Profile> parameters(
            YamlMapping element, YamlValue type, Mechanism mechanism, Optional<Q10> q10, Region where) {
        Map<String, Profile> parameters = new LinkedHashMap<>();
        for (Field field : mechanism.schema().parameters()) {
            Key key = Key.withUnit(field.name());
            if (element.find(key).isPresent()) {
                parameters.put(field.name(), given(element, field, where));
            }
        }
        if (mechanism.schema().parameterIndex(RATE_FACTOR) >= 0) {
            celsius.ifPresent(temperature -> warm(element, type, q10, temperature, parameters));
        }
        return parameters;
    }

    private static void warm(
            YamlMapping element,
            YamlValue type,
            Optional<Q10> q10,
            YamlValue celsius,
            Map<String, Profile> parameters) {
        Optional<YamlValue> given = element.find(Key.of(RATE_FACTOR));
        if (q10.isPresent()) {
            if (given.isPresent()) {
                throw given.get().wrong("cell.celsius_degC already sets the rate factor of this channel; keep one");
            }
            parameters.put(RATE_FACTOR, Profile.of(q10.get().rateFactor(celsius.number())));
        } else if (given.isEmpty()) {
            throw celsius.wrong("how '" + type.text() + "' depends on the temperature is not defined: give "
                    + element.self().path() + " its own rate_factor, or leave celsius_degC out");
        }
    }

    private Profile given(YamlMapping element, Field field, Region where) {
        return given(
                element.require(Key.withUnit(field.name())), fittable(element, field), uncertainty(element), where);
    }

    private Profile given(YamlValue value, Fittable number, Uncertainty uncertainty, Region where) {
        if (!value.isMapping()) {
            checkPlain(value, number);
        }
        return new ProfileReader(compartments, marks, uncertainty).read(value, number, where);
    }

    private Uncertainty uncertainty(YamlMapping element) {
        return Uncertainty.of(element, uncertainty);
    }

    private static Fittable fittable(YamlMapping element, Field field) {
        Key key = Key.withUnit(field.name());
        return Fittable.ofChannel(element.require(NAME).name(), element.spelling(key), element.factor(key), field);
    }

    /** A conductance must be positive. */
    private static void checkPlain(YamlValue value, Fittable number) {
        if (number.range().name().equals(CONDUCTANCE.name())) {
            value.positive();
        }
        number.within(value);
    }

    private ChannelEntry.Learned learned(YamlMapping element, String name) {
        element.allowing(LEARNED);
        Region where = where(element);
        Map<String, Profile> parameters = conductanceAndReversal(element, where);
        List<LearnedGate> gates =
                new LearnedGateReader(compartments, marks).ofLearned(element.require(GATES), name, where);
        return new ChannelEntry.Learned(
                name, Optional.empty(), gates, parameters, where, element.self().place());
    }
}
