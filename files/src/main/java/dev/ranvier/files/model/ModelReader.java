package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.judge.MembraneSize;
import dev.ranvier.files.judge.ModelJudgement;
import dev.ranvier.formula.NearestName;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Morphology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a model file. Every complaint names file, line, column and key. */
public final class ModelReader {
    private static final String FORMAT_NAME = "ranvier-model/1";

    private static final Key FORMAT = Key.of("format");
    private static final Key CELL = Key.of("cell");
    private static final Key MORPHOLOGY = Key.of("morphology");
    private static final Key CHANNELS = Key.of("channels");
    private static final Key STIMULUS = Key.of("stimulus");
    private static final Key SYNAPSES = Key.of("synapses");
    private static final Key ELECTRODE = Key.of("electrode");
    private static final Key CLAMP = Key.of("clamp");
    private static final Key SIMULATION = Key.of("simulation");
    private static final Key RECORD = Key.of("record");
    private static final Key LOSS = Key.of("loss");

    private static final KeyGroup FILE_KEYS = KeyGroup.of(
            "model",
            FORMAT,
            CELL,
            MORPHOLOGY,
            CHANNELS,
            STIMULUS,
            SYNAPSES,
            ELECTRODE,
            CLAMP,
            SIMULATION,
            RECORD,
            LOSS);

    private static final Key DURATION = new Key("duration", PhysicalQuantity.TIME);
    private static final Key DT = new Key("dt", PhysicalQuantity.TIME);
    private static final Key START = Key.of("start");
    private static final Key SCHEME = Key.of("scheme");
    private static final Key RATES = Key.of("rates");
    private static final Key SPIKE_THRESHOLD = new Key("spike_threshold", PhysicalQuantity.VOLTAGE);
    private static final Key SAMPLE_INTERVAL = new Key("sample_interval", PhysicalQuantity.TIME);
    private static final KeyGroup SIMULATION_KEYS =
            KeyGroup.of("simulation", DURATION, DT, START, SCHEME, RATES, SAMPLE_INTERVAL, SPIKE_THRESHOLD);

    private static final String TABLE = "table";
    private static final List<String> RATES_WAYS = List.of("exact", TABLE);

    private final Path folder;
    private final int compartmentLimit;
    private final List<String> notes = new ArrayList<>();
    private final List<FitMark> marks = new ArrayList<>();

    private ModelReader(Path folder, int compartmentLimit) {
        this.folder = folder;
        this.compartmentLimit = compartmentLimit;
    }

    /** Reads a file; files that it names are looked for beside it. */
    public static ModelFile read(Path file) {
        return read(file, Morphology.USUAL_LIMIT);
    }

    /** Reads a file whose cell may have up to {@code compartmentLimit} compartments. */
    public static ModelFile read(Path file, int compartmentLimit) {
        return new ModelReader(file.resolveSibling(""), compartmentLimit)
                .model(file.toString(), TextFile.read(file, "model file"));
    }

    /** Reads {@code text}; {@code file} is for messages, files that the text names are looked for in {@code folder}. */
    public static ModelFile parse(String file, String text, Path folder) {
        return new ModelReader(folder, Morphology.USUAL_LIMIT).model(file, text);
    }

    private ModelFile model(String file, String text) {
        return model(whole(file, text), text);
    }

    /** All of a model's text, not yet understood. */
    static YamlValue whole(String file, String text) {
        return YamlValue.of(file, text, "a model needs the keys cell and channels");
    }

    /** Reads a text that has been taken apart, and perhaps changed since. */
    static ModelFile read(YamlValue whole, String text, Path folder, int compartmentLimit) {
        return new ModelReader(folder, compartmentLimit).model(whole, text);
    }

    private ModelFile model(YamlValue whole, String text) {
        YamlMapping top = whole.mapping().allowing(FILE_KEYS);
        top.find(FORMAT).ifPresent(ModelReader::checkFormat);
        CellReader cellReader = new CellReader(top.require(CELL).mapping(), marks);
        CellEntry cell = top.find(MORPHOLOGY)
                .map(value -> shaped(cellReader, value.mapping()))
                .orElseGet(cellReader::single);
        List<ChannelEntry> channels = channels(top.require(CHANNELS), cell.compartments(), cellReader);
        TimeSettings times = top.find(SIMULATION)
                .map(section -> times(section.mapping()))
                .orElseGet(() -> TimeSettings.usual(whole.place()));
        SiteReader sites = new SiteReader(cell.compartments());
        NoiseReader noise = new NoiseReader(times);
        FitReader fits = new FitReader(cell.compartments(), marks, Uncertainty.NONE);
        ElectrodeEntry electrode = top.find(ELECTRODE)
                .map(section -> new ElectrodeReader(cell.compartments(), sites, fits).read(section.mapping()))
                .orElse(ElectrodeEntry.PERFECT);
        int before = electrode.holding().isPresent() ? 1 : 0;
        StimulusReader stimuli = new StimulusReader(folder, sites, noise, fits, notes, before);
        List<StimulusEntry> injected = top.find(STIMULUS).map(stimuli::read).orElse(List.of());
        List<SynapseEntry> synapses = top.find(SYNAPSES)
                .map(new SynapseReader(folder, sites, noise, fits, cellReader.celsius())::read)
                .orElse(List.of());
        ClampReader clamps = new ClampReader(folder, cell.compartments(), fits, notes);
        Optional<ClampEntry> clamp = top.find(CLAMP).map(section -> clamps.read(section.mapping()));
        if (times.start() instanceof InitialCondition.AtHold && clamp.isEmpty()) {
            throw top.require(SIMULATION)
                    .mapping()
                    .require(START)
                    .wrong("there is no section clamp that could hold the cell: leave start out, or give one");
        }
        notes.addAll(ModelJudgement.warnings(
                cell.with(channels.stream().map(ChannelEntry::insertion).toList())));
        electrode
                .holding()
                .flatMap(holding -> ModelJudgement.injected(
                        "electrode.holding",
                        holding,
                        MembraneSize.of(cell.compartments(), cell.capacitance_uF_per_cm2())))
                .ifPresent(notes::add);
        ProbeReader probes = new ProbeReader(cell.compartments(), sites, channels, synapses, clamp);
        ModelFile file = new ModelFile(
                cell,
                channels,
                injected,
                synapses,
                electrode,
                clamp,
                times,
                top.find(RECORD).map(probes::read).orElse(List.of()),
                top.require(CHANNELS).place(),
                new FitSection(
                        marks,
                        top.find(LOSS).map(LossReader::read).orElse(List.of()),
                        new ModelText(text, top, folder)),
                notes);
        return file.tellingOfTables();
    }

    private CellEntry shaped(CellReader cell, YamlMapping section) {
        return cell.of(new MorphologyReader(folder, notes).read(section), section, compartmentLimit);
    }

    private static void checkFormat(YamlValue format) {
        if (!format.text().equals(FORMAT_NAME)) {
            throw format.wrong("this program reads " + FORMAT_NAME + ": " + format.shown());
        }
    }

    private List<ChannelEntry> channels(YamlValue list, Compartments compartments, CellReader cell) {
        Map<String, ChannelEntry> channels = new LinkedHashMap<>();
        ChannelReader reader = new ChannelReader(compartments, cell.celsius(), marks, folder, cell.uncertainty());
        for (YamlValue value : list.list()) {
            ChannelEntry entry = reader.read(value.mapping());
            if (channels.putIfAbsent(entry.name(), entry) != null) {
                throw value.wrong("another channel has the name '" + entry.name() + "' already");
            }
        }
        if (channels.isEmpty()) {
            throw list.wrong("at least one channel is needed");
        }
        channels.values().forEach(entry -> refuseSharing(entry, channels.values(), list));
        return channels.values().stream()
                .map(entry ->
                        entry instanceof ChannelEntry.Imported imported ? imported.beside(channels.values()) : entry)
                .toList();
    }

    /** What an NMODL file keeps for itself must not be what another channel waits for. */
    private static void refuseSharing(ChannelEntry entry, Collection<ChannelEntry> all, YamlValue list) {
        if (entry instanceof ChannelEntry.Imported imported
                && imported.source().keptForItself().contains("cai")) {
            for (ChannelEntry other : all) {
                if (!other.equals(entry)
                        && !other.insertion().mechanism().schema().ions().isEmpty()) {
                    throw list.wrong(
                            "'" + entry.name() + "' sets cai and has a current, so its calcium stays its own, and '"
                                    + other.name() + "' would not see it: make a file of its calcium alone");
                }
            }
        }
    }

    private static TimeSettings times(YamlMapping section) {
        section.allowing(SIMULATION_KEYS);
        return new TimeSettings(
                section.find(DURATION).map(YamlValue::positive),
                section.find(DT).map(YamlValue::positive),
                section.find(START).map(ModelReader::start).orElseGet(InitialCondition.AtVoltage::new),
                section.find(SCHEME).map(ModelReader::scheme).orElse(Scheme.STAGGERED),
                section.find(RATES).map(ModelReader::hasTables).orElse(false),
                section.find(SAMPLE_INTERVAL).map(YamlValue::positive),
                section.find(SPIKE_THRESHOLD).map(YamlValue::number),
                section.self().place());
    }

    private static InitialCondition start(YamlValue value) {
        return StartNames.find(value.text())
                .orElseThrow(() -> value.wrong(
                        "unknown start '" + value.text() + "'; " + NearestName.hint(value.text(), StartNames.all())));
    }

    private static boolean hasTables(YamlValue value) {
        if (!RATES_WAYS.contains(value.text())) {
            throw value.wrong("unknown rates '" + value.text() + "'; " + NearestName.hint(value.text(), RATES_WAYS));
        }
        return value.text().equals(TABLE);
    }

    private static Scheme scheme(YamlValue value) {
        return SchemeNames.find(value.text())
                .orElseThrow(() -> value.wrong(
                        "unknown scheme '" + value.text() + "'; " + NearestName.hint(value.text(), SchemeNames.all())));
    }
}
