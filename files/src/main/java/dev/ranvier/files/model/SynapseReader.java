package dev.ranvier.files.model;

import dev.ranvier.channel.jahrstevens.JahrStevens;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.table.CsvTable;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.NearestName;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.Synapse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Reads the list {@code synapses}. Each element is a conductance opened by events or noise, or, with a {@code type}, receptors to
 * which events come. The weight of events may be marked {@code fit:}.
 */
final class SynapseReader {
    static final Key AT = Key.of("at");
    private static final Key REVERSAL = new Key("reversal", PhysicalQuantity.VOLTAGE);
    static final Key TYPE = Key.of("type");
    static final Key NAME = Key.of("name");
    private static final Key MAGNESIUM = new Key("magnesium", PhysicalQuantity.CONCENTRATION);
    private static final Key NOISE = Key.of("noise");
    static final Key TIMES = new Key("times", PhysicalQuantity.TIME);
    static final Key FILE = Key.of("file");
    static final Key WEIGHT = new Key("weight", PhysicalQuantity.CONDUCTANCE);
    private static final Key RISE = new Key("rise", PhysicalQuantity.TIME);
    private static final Key DECAY = new Key("decay", PhysicalQuantity.TIME);

    private static final KeyGroup OF_EVENTS =
            KeyGroup.of("synapses", AT, REVERSAL, NOISE, TIMES, FILE, WEIGHT, RISE, DECAY);
    private static final KeyGroup OF_NOISE = KeyGroup.of("synapses", AT, REVERSAL, NOISE);
    private static final KeyGroup OF_RECEPTORS =
            KeyGroup.of("synapses: nmda", AT, TYPE, NAME, REVERSAL, MAGNESIUM, TIMES, FILE, WEIGHT, RISE, DECAY);
    private static final String NMDA = "nmda";
    /** Types that a file gives. */
    private static final List<String> GIVEN = List.of("nmodl", "formula"), KNOWN = List.of(NMDA, "nmodl", "formula");

    private static final FormulaPoint RECEPTORS = JahrStevens.nmda();

    private final Path folder;
    private final SiteReader sites;
    private final NoiseReader noise;
    private final FitReader fits;
    private final ImportedSynapseReader imported;
    private int conducting;
    private int receptors;

    /** Looks for files in {@code folder}; of a cell with this temperature, if it is given. */
    SynapseReader(Path folder, SiteReader sites, NoiseReader noise, FitReader fits, Optional<YamlValue> celsius) {
        this.folder = folder;
        this.sites = sites;
        this.noise = noise;
        this.fits = fits;
        this.imported = new ImportedSynapseReader(folder, fits, celsius);
    }

    /** Reads all elements. */
    List<SynapseEntry> read(YamlValue list) {
        return list.list().stream().map(element -> read(element.mapping())).toList();
    }

    private SynapseEntry read(YamlMapping element) {
        Site site = element.find(AT).map(sites::readCompartment).orElseGet(sites::root);
        Optional<YamlValue> type = element.find(TYPE);
        if (type.isPresent()) {
            SynapseEntry.Receptors entry = GIVEN.contains(type.get().text())
                    ? imported.read(element, site, (path, factor) -> Fittable.eventWeight(receptors, path, factor))
                    : receptors(element, type.get(), site);
            receptors += entry.arrivals().isPresent() ? 1 : 0;
            return entry;
        }
        Conductance conductance = element.find(NOISE).isPresent() ? noise(element) : events(element, site);
        conducting++;
        return new SynapseEntry.Conducting(
                new Synapse(site.node(), element.number(REVERSAL), List.of(conductance)), site);
    }

    private SynapseEntry.Receptors receptors(YamlMapping element, YamlValue type, Site site) {
        if (!type.text().equals(NMDA)) {
            throw type.wrong("unknown type '" + type.text() + "'; " + NearestName.hint(type.text(), KNOWN)
                    + "; a conductance has no type");
        }
        element.allowing(OF_RECEPTORS);
        double rise_ms = orUsual(element, RISE), decay_ms = orUsual(element, DECAY);
        if (!(rise_ms > 0 && rise_ms < decay_ms)) {
            throw element.find(RISE)
                    .orElse(element.self())
                    .wrong("rise_ms must lie in (0, decay_ms): rise_ms=" + rise_ms + " decay_ms=" + decay_ms);
        }
        Map<String, Double> parameters = Map.of(
                "rise_ms",
                rise_ms,
                "decay_ms",
                decay_ms,
                "reversal_mV",
                orUsual(element, REVERSAL),
                "magnesium_mM",
                orUsual(element, MAGNESIUM));
        String name = element.find(NAME).map(YamlValue::text).orElse(NMDA + receptors);
        double weight_uS = weight_uS(element, site, (path, factor) -> Fittable.eventWeight(receptors, path, factor));
        return new SynapseEntry.Receptors(
                new Insertion(name, RECEPTORS, parameters).in(new Region.Nodes(Set.of(site.node()))),
                Optional.of(new Arrivals(
                        name,
                        site.node(),
                        List.of(EventTrain.of(
                                weight_uS, times_ms(element, FILE, folder).toArray())))),
                site,
                false);
    }

    private Conductance noise(YamlMapping element) {
        element.allowing(OF_NOISE);
        return new Conductance.Sampled(noise.read(element.require(NOISE).mapping(), NoiseReader.CONDUCTANCE));
    }

    /** A number, or without one what the receptors have. */
    private static double orUsual(YamlMapping element, Key key) {
        Schema schema = RECEPTORS.schema();
        return element.find(key).isPresent()
                ? element.number(key)
                : schema.parameters()
                        .get(schema.parameterIndex(key.names().getFirst()))
                        .value();
    }

    private Conductance events(YamlMapping element, Site site) {
        element.allowing(OF_EVENTS);
        double weight_uS = weight_uS(element, site, (path, factor) -> Fittable.weight(conducting, path, factor)),
                decay_ms = element.positive(DECAY);
        double rise_ms = element.find(RISE).map(YamlValue::number).orElse(0.0);
        if (!(rise_ms >= 0 && rise_ms < decay_ms)) {
            throw element.require(RISE).wrong("must lie in [0, decay_ms): " + rise_ms);
        }
        return new Conductance.Events(
                times_ms(element, FILE, folder)
                        .mapToObj(time_ms -> new Conductance.Event(time_ms, weight_uS))
                        .toList(),
                rise_ms,
                decay_ms);
    }

    /** What a weight is to a fit, by its name and the factor of its unit. */
    interface Weight {
        Fittable of(String name, double factor);
    }

    private double weight_uS(YamlMapping element, Site site, Weight weight) {
        YamlValue value = element.require(WEIGHT);
        String part = element.find(AT).isPresent() ? site.title() : "";
        return fits.readIfMarked(value, weight.of(value.path(), element.factor(WEIGHT)), part)
                .orElseGet(() -> element.positive(WEIGHT));
    }

    /** When events arrive, as the element itself or a file that it names under {@code table} says. */
    static DoubleStream times_ms(YamlMapping element, Key table, Path folder) {
        if (element.find(TIMES).isPresent() == element.find(table).isPresent()) {
            throw element.self()
                    .wrong("either times_ms: [...] or " + table.stem() + ": events.csv, with a column t_ms, is needed");
        }
        return element.find(TIMES)
                .map(list -> list.list().stream().mapToDouble(YamlValue::number))
                .orElseGet(
                        () -> Arrays.stream(CsvTable.read(element.require(table).fileIn(folder), "event file")
                                .column("t", PhysicalQuantity.TIME)));
    }
}
