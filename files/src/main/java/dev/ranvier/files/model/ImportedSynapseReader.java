package dev.ranvier.files.model;

import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.nmodl.NmodlMechanism;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a synapse of {@code type: nmodl} or {@code type: formula}: a point process of an NMODL file or by formulas, with or without events. */
final class ImportedSynapseReader {
    private static final Key TIMES_FILE = Key.of("times_file");
    private static final Key PLAIN_WEIGHT = Key.of("weight");
    private static final KeyGroup OF_FORMULAS = KeyGroup.of(
            "synapses: formula",
            SynapseReader.AT,
            SynapseReader.TYPE,
            SynapseReader.NAME,
            SynapseReader.FILE,
            SynapseReader.TIMES,
            TIMES_FILE,
            SynapseReader.WEIGHT);
    private static final KeyGroup OF_NMODL = OF_FORMULAS.as("synapses: nmodl").with(Stream.of(PLAIN_WEIGHT));
    private static final List<String> MICROSIEMENS = List.of("uS", "microsiemens", "umho", "micromho");
    private static final String FORMULA = "formula";

    private final Path folder;
    private final FitReader fits;
    private final double celsius_degC;
    private int read;

    /** Of a cell at this temperature; looks for files in {@code folder}. */
    ImportedSynapseReader(Path folder, FitReader fits, Optional<YamlValue> celsius) {
        this.folder = folder;
        this.fits = fits;
        this.celsius_degC = celsius.map(YamlValue::number).orElse(NmodlText.UNSET_degC);
    }

    /** What stands there, and what its element may say of it. */
    private record Source(
            String name, PointProcess process, KeyGroup keys, Optional<String> unitOfWeight, String silence) {}

    /**
     * Reads an element.
     *
     * @param weight what the weight of its events is to a fit, by the weight's name and the factor of its unit
     */
    SynapseEntry.Receptors read(YamlMapping element, Site site, SynapseReader.Weight weight) {
        Source source =
                element.require(SynapseReader.TYPE).text().equals(FORMULA) ? byFormulas(element) : ofFile(element);
        PointProcess process = source.process;
        element.allowing(source.keys.withParameters(process.schema()));
        String name = element.find(SynapseReader.NAME).map(YamlValue::text).orElseGet(() -> source.name + read++);
        String part = element.find(SynapseReader.AT).isPresent() ? site.title() : "";
        Map<String, Profile> parameters = new LinkedHashMap<>();
        for (Field field : process.schema().parameters()) {
            Key key = Key.withUnit(field.name());
            NmodlText.ofShape(field).ifPresent(shape -> parameters.put(field.name(), shape));
            element.find(key).ifPresent(value -> {
                Fittable number = Fittable.ofChannel(name, element.spelling(key), element.factor(key), field);
                parameters.put(
                        field.name(),
                        Profile.of(fits.readIfMarked(value, number, part).orElseGet(() -> number.within(value))));
            });
        }
        Optional<Arrivals> arrivals = source.unitOfWeight.map(unit -> new Arrivals(
                name, site.node(), List.of(EventTrain.of(weight(element, unit, part, weight), times_ms(element)))));
        if (arrivals.isEmpty()) {
            refuseEvents(element, source);
        }
        return new SynapseEntry.Receptors(
                new Insertion(name, process, parameters, new Region.Nodes(Set.of(site.node()))), arrivals, site, true);
    }

    private Source ofFile(YamlMapping element) {
        YamlValue file = element.require(SynapseReader.FILE);
        NmodlMechanism source = NmodlText.mechanism(file, folder, celsius_degC);
        if (!(source.mechanism() instanceof PointProcess process)) {
            throw file.wrong(source.suffix() + " is a mechanism of the membrane: it stands among the channels");
        }
        return new Source(
                source.suffix(),
                process,
                OF_NMODL,
                source.unitOfWeight(),
                source.suffix() + " has no NET_RECEIVE, so no events come to it");
    }

    private Source byFormulas(YamlMapping element) {
        FormulaPoint point = FormulaReader.readPoint(element, FORMULA, folder);
        boolean receives = point.schema().partials().stream().anyMatch(partial -> partial.by() == By.WEIGHT);
        return new Source(
                FORMULA,
                point,
                element.find(SynapseReader.FILE).isPresent()
                        ? OF_FORMULAS
                        : OF_FORMULAS.with(FormulaReader.keysAtPlace()),
                receives ? Optional.of(MICROSIEMENS.getFirst()) : Optional.empty(),
                "no state of it has received, so no events come to it");
    }

    private static void refuseEvents(YamlMapping element, Source source) {
        Stream.of(SynapseReader.TIMES, TIMES_FILE, SynapseReader.WEIGHT, PLAIN_WEIGHT)
                .flatMap(key -> element.find(key).stream())
                .findFirst()
                .ifPresent(value -> {
                    throw value.wrong(source.silence);
                });
    }

    /** In the unit of the file. */
    private double weight(YamlMapping element, String unit, String part, SynapseReader.Weight weight) {
        Key key = MICROSIEMENS.contains(unit) ? SynapseReader.WEIGHT : PLAIN_WEIGHT;
        YamlValue value = element.require(key);
        return fits.readIfMarked(value, weight.of(value.path(), element.factor(key)), part)
                .orElseGet(() -> element.positive(key));
    }

    private double[] times_ms(YamlMapping element) {
        return SynapseReader.times_ms(element, TIMES_FILE, folder).toArray();
    }
}
