package dev.ranvier.cli.model;

import dev.ranvier.cli.input.Quantity;
import dev.ranvier.cli.table.CsvTable;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Synapse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Reads the list {@code synapses}. Each element is a conductance opened by events, whose weight may be marked {@code fit:}, or noise. */
final class SynapseReader {
    private static final Key AT = Key.of("at");
    private static final Key REVERSAL = new Key("reversal", Quantity.VOLTAGE);
    private static final Key NOISE = Key.of("noise");
    private static final Key TIMES = new Key("times", Quantity.TIME);
    private static final Key FILE = Key.of("file");
    private static final Key WEIGHT = new Key("weight", Quantity.CONDUCTANCE);
    private static final Key RISE = new Key("rise", Quantity.TIME);
    private static final Key DECAY = new Key("decay", Quantity.TIME);

    private static final KeyGroup OF_EVENTS =
            KeyGroup.of("synapses", AT, REVERSAL, NOISE, TIMES, FILE, WEIGHT, RISE, DECAY);
    private static final KeyGroup OF_NOISE = KeyGroup.of("synapses", AT, REVERSAL, NOISE);

    private final Path folder;
    private final SiteReader sites;
    private final NoiseReader noise;
    private final FitReader fits;

    /** Looks for files in {@code folder}. */
    SynapseReader(Path folder, SiteReader sites, NoiseReader noise, FitReader fits) {
        this.folder = folder;
        this.sites = sites;
        this.noise = noise;
        this.fits = fits;
    }

    /** Reads all elements. */
    List<SynapseEntry> read(YamlValue list) {
        List<SynapseEntry> entries = new ArrayList<>();
        for (YamlValue element : list.list()) {
            entries.add(read(element.mapping(), entries.size()));
        }
        return entries;
    }

    private SynapseEntry read(YamlMapping element, int synapse) {
        Site site = element.find(AT).map(sites::readCompartment).orElseGet(sites::root);
        Conductance conductance = element.find(NOISE).isPresent() ? noise(element) : events(element, synapse, site);
        return new SynapseEntry(new Synapse(site.node(), element.number(REVERSAL), List.of(conductance)), site);
    }

    private Conductance noise(YamlMapping element) {
        element.allowing(OF_NOISE);
        return new Conductance.Sampled(noise.read(element.require(NOISE).mapping(), NoiseReader.CONDUCTANCE));
    }

    private Conductance events(YamlMapping element, int synapse, Site site) {
        element.allowing(OF_EVENTS);
        if (element.find(TIMES).isPresent() == element.find(FILE).isPresent()) {
            throw element.self().wrong("either times_ms: [...] or file: events.csv, with a column t_ms, is needed");
        }
        double weight_uS = weight_uS(element, synapse, site), decay_ms = element.positive(DECAY);
        double rise_ms = element.find(RISE).map(YamlValue::number).orElse(0.0);
        if (!(rise_ms >= 0 && rise_ms < decay_ms)) {
            throw element.require(RISE).wrong("must lie in [0, decay_ms): " + rise_ms);
        }
        return new Conductance.Events(
                times_ms(element)
                        .mapToObj(time_ms -> new Conductance.Event(time_ms, weight_uS))
                        .toList(),
                rise_ms,
                decay_ms);
    }

    private double weight_uS(YamlMapping element, int synapse, Site site) {
        YamlValue value = element.require(WEIGHT);
        String part = element.find(AT).isPresent() ? site.title() : "";
        return fits.readIfMarked(value, Fittable.weight(synapse, value.path(), element.factor(WEIGHT)), part)
                .orElseGet(() -> element.positive(WEIGHT));
    }

    private DoubleStream times_ms(YamlMapping element) {
        return element.find(TIMES)
                .map(list -> list.list().stream().mapToDouble(YamlValue::number))
                .orElseGet(() -> Arrays.stream(
                        CsvTable.read(folder.resolve(element.require(FILE).text()), "event file")
                                .column("t", Quantity.TIME)));
    }
}
