package dev.ranvier.cli.model;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.NearestName;
import dev.ranvier.cli.input.Quantity;
import dev.ranvier.cli.input.TextFile;
import dev.ranvier.cli.table.SignalFile;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a model file. Every complaint names file, line, column and key. */
public final class ModelReader {
    private static final String FORMAT_NAME = "ranvier-model/1";

    private static final Key FORMAT = Key.of("format");
    private static final Key CELL = Key.of("cell");
    private static final Key CHANNELS = Key.of("channels");
    private static final Key STIMULUS = Key.of("stimulus");
    private static final Key CLAMP = Key.of("clamp");
    private static final Key SIMULATION = Key.of("simulation");
    private static final Key RECORD = Key.of("record");

    private static final Key AREA = new Key("area", Quantity.AREA);
    private static final Key CYLINDER = Key.of("cylinder");
    private static final Key LENGTH = new Key("length", Quantity.LENGTH);
    private static final Key RADIUS = new Key("radius", Quantity.LENGTH);
    private static final Key DIAMETER = new Key("diameter", Quantity.LENGTH);
    private static final Key CAPACITANCE = new Key("capacitance", Quantity.CAPACITANCE_DENSITY);
    private static final Key INITIAL_VOLTAGE = new Key("initial_voltage", Quantity.VOLTAGE);
    private static final Key CELSIUS = new Key("celsius", Quantity.TEMPERATURE);

    private static final Key FILE = Key.of("file");
    private static final Key RESISTANCE = new Key("resistance", Quantity.RESISTANCE);
    private static final Key CONDUCTANCE = new Key("conductance", Quantity.CONDUCTANCE_DENSITY);

    private static final Key DURATION = new Key("duration", Quantity.TIME);
    private static final Key DT = new Key("dt", Quantity.TIME);
    private static final Key SCHEME = Key.of("scheme");
    private static final Key SAMPLE_INTERVAL = new Key("sample_interval", Quantity.TIME);

    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    private ModelReader(Path folder) {
        this.folder = folder;
    }

    /** Reads a file; files that it names are looked for beside it. */
    public static ModelFile read(Path file) {
        return parse(file.toString(), TextFile.read(file, "model file"), file.resolveSibling(""));
    }

    /** Reads {@code text}; {@code file} is for messages, files that the text names are looked for in {@code folder}. */
    public static ModelFile parse(String file, String text, Path folder) {
        return new ModelReader(folder).model(new YamlValue(file, "", compose(file, text)));
    }

    private static Node compose(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(
                            () -> new BadInputException(file + ": empty: a model needs the keys cell and channels"));
        } catch (MarkedYamlEngineException e) {
            String problem = "not valid YAML: " + e.getProblem();
            throw e.getProblemMark()
                    .map(mark -> new BadInputException(YamlValue.place(file, mark), problem))
                    .orElseGet(() -> new BadInputException(file + ": " + problem));
        } catch (YamlEngineException e) {
            throw new BadInputException(file + ": not valid YAML: " + e.getMessage());
        }
    }

    private ModelFile model(YamlValue whole) {
        YamlMapping top = whole.mapping().allowing(FORMAT, CELL, CHANNELS, STIMULUS, CLAMP, SIMULATION, RECORD);
        top.find(FORMAT).ifPresent(ModelReader::checkFormat);
        YamlMapping cell = top.require(CELL).mapping().allowing(AREA, CYLINDER, CAPACITANCE, INITIAL_VOLTAGE, CELSIUS);
        double area_um2 = area_um2(cell);
        List<ChannelEntry> channels = channels(top.require(CHANNELS), cell.find(CELSIUS));
        return new ModelFile(
                area_um2,
                cell.positive(CAPACITANCE),
                cell.number(INITIAL_VOLTAGE),
                channels,
                top.find(STIMULUS).map(this::stimuli).orElse(List.of()),
                top.find(CLAMP).map(clamp -> clamp(clamp.mapping(), area_um2)),
                top.find(SIMULATION)
                        .map(section -> times(section.mapping()))
                        .orElseGet(() -> TimeSettings.usual(whole.place())),
                top.find(RECORD).map(list -> probes(list, channels)).orElse(List.of()),
                top.require(CHANNELS).place(),
                notes);
    }

    private static void checkFormat(YamlValue format) {
        if (!format.text().equals(FORMAT_NAME)) {
            throw format.wrong("this program reads " + FORMAT_NAME + ": " + format.shown());
        }
    }

    private static double area_um2(YamlMapping cell) {
        Optional<YamlValue> cylinder = cell.find(CYLINDER);
        if (cylinder.isPresent() == cell.find(AREA).isPresent()) {
            throw cell.self()
                    .wrong("the size of the membrane is needed once: give area_um2, or cylinder with length_um"
                            + " and radius_um or diameter_um");
        }
        return cylinder.map(value -> cylinderArea_um2(value.mapping())).orElseGet(() -> cell.positive(AREA));
    }

    private static double cylinderArea_um2(YamlMapping cylinder) {
        cylinder.allowing(LENGTH, RADIUS, DIAMETER);
        if (cylinder.find(RADIUS).isPresent() == cylinder.find(DIAMETER).isPresent()) {
            throw cylinder.self().wrong("either radius_um or diameter_um is needed");
        }
        double radius_um =
                cylinder.find(RADIUS).isPresent() ? cylinder.positive(RADIUS) : cylinder.positive(DIAMETER) / 2;
        return Cell.cylinderArea_um2(cylinder.positive(LENGTH), radius_um);
    }

    private static List<ChannelEntry> channels(YamlValue list, Optional<YamlValue> celsius) {
        Map<String, ChannelEntry> channels = new LinkedHashMap<>();
        ChannelReader reader = new ChannelReader(celsius);
        for (YamlValue value : list.list()) {
            ChannelEntry entry = reader.read(value.mapping());
            if (channels.putIfAbsent(entry.name(), entry) != null) {
                throw value.wrong("another channel has the name '" + entry.name() + "' already");
            }
        }
        if (channels.isEmpty()) {
            throw list.wrong("at least one channel is needed");
        }
        return List.copyOf(channels.values());
    }

    private List<StimulusEntry> stimuli(YamlValue list) {
        StimulusReader reader = new StimulusReader(folder, notes);
        return list.list().stream().map(reader::read).toList();
    }

    private VoltageClamp clamp(YamlMapping clamp, double area_um2) {
        clamp.allowing(FILE, RESISTANCE, CONDUCTANCE);
        if (clamp.find(RESISTANCE).isPresent() == clamp.find(CONDUCTANCE).isPresent()) {
            throw clamp.self().wrong("either resistance_MOhm or conductance_mS_per_cm2 is needed");
        }
        SignalFile command =
                SignalFile.voltage(folder.resolve(clamp.require(FILE).text()));
        notes.addAll(command.notes());
        double density = clamp.find(RESISTANCE).isPresent()
                ? VoltageClamp.density_mS_per_cm2(clamp.positive(RESISTANCE), area_um2)
                : clamp.positive(CONDUCTANCE);
        return new VoltageClamp(command.signal(), density);
    }

    private static TimeSettings times(YamlMapping section) {
        section.allowing(DURATION, DT, SCHEME, SAMPLE_INTERVAL);
        return new TimeSettings(
                section.find(DURATION).map(YamlValue::positive),
                section.find(DT).map(YamlValue::positive),
                section.find(SCHEME).map(ModelReader::scheme).orElse(Scheme.STAGGERED),
                section.find(SAMPLE_INTERVAL).map(YamlValue::positive),
                section.self().place());
    }

    private static Scheme scheme(YamlValue value) {
        return SchemeNames.find(value.text())
                .orElseThrow(() -> value.wrong(
                        "unknown scheme '" + value.text() + "'; " + NearestName.hint(value.text(), SchemeNames.all())));
    }

    private static List<Probe> probes(YamlValue list, List<ChannelEntry> channels) {
        Map<String, Probe> known = ProbeNames.of(channels);
        return list.list().stream()
                .map(value -> Optional.ofNullable(known.get(value.text()))
                        .orElseThrow(() -> value.wrong("cannot be recorded: '" + value.text() + "'; "
                                + NearestName.hint(value.text(), known.keySet()))))
                .distinct()
                .toList();
    }
}
