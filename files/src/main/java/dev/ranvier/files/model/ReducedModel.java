package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.Shown;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Insertion;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.reduce.Ghost;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.reduce.SomaLink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The model file of a reduced cell: its compartments as a list of branches, and everything else as the full cell's file has it, with
 * channels, networks and libraries spelt as there.
 */
public final class ReducedModel {
    private static final Key TYPE = Key.of("type"), CELL = Key.of("cell");
    private static final Key CELSIUS = new Key("celsius", PhysicalQuantity.TEMPERATURE);
    private static final Key CHANNELS = Key.of("channels"), STIMULUS = Key.of("stimulus"), AT = Key.of("at");
    private static final Key SYNAPSES = Key.of("synapses");
    /** What says how strong a synapse is, by the beginnings of the keys. */
    private static final String WEIGHT = "weight_", NOISE = "noise", MEAN = "mean_", DEVIATION = "sd_";
    /** What a channel's element has that is not the same in the reduced cell. */
    private static final List<String> CHANGED = List.of("name", "type", "where", "uncertain");

    /** What needs no quotes on one line. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.+-]+");

    private static final List<String> FILES = List.of("file", "library");

    /** Part of the first ghost's length that holds its middle and not its end. */
    private static final double BEFORE_THE_END = 0.75;

    private final ModelFile full;
    private final ReducedCell cell;
    private final Path from;
    private final Path to;

    /** Of the cell of a model file in {@code from}, for a file in {@code to}. */
    public ReducedModel(ModelFile full, ReducedCell cell, Path from, Path to) {
        this.full = full;
        this.cell = cell;
        this.from = from;
        this.to = to;
    }

    /**
     * A synapse of the full cell on the reduced one.
     *
     * @param branch at whose middle it is
     * @param factor on its weight
     */
    public record Moved(String branch, double factor) {}

    /**
     * The text.
     *
     * @param comments at its head
     * @param places by the number of a stimulus, the branch at whose middle it is injected
     * @param synapses by the number of a synapse, where it goes
     * @param usual_nA a step for a model without a stimulus
     * @param duration_ms for a model without one
     * @param dt_ms step of the simulation
     */
    public String text(
            List<String> comments,
            List<String> places,
            List<Moved> synapses,
            double usual_nA,
            double duration_ms,
            double dt_ms) {
        StringBuilder out = new StringBuilder();
        comments.forEach(comment ->
                out.append("# ").append(comment.replaceAll("\\R", " ")).append('\n'));
        out.append("morphology:\n  branches:\n");
        cell.ghosts()
                .forEach(ghost -> out.append("    - ").append(branch(ghost)).append('\n'));
        out.append("  compartments: {per_branch: 1}\ncell:\n");
        out.append("  axial_resistivity_ohm_cm: ")
                .append(values(cell.ghosts(), Ghost::axialResistivity_ohm_cm))
                .append('\n');
        out.append("  capacitance_uF_per_cm2: ")
                .append(values(cell.ghosts(), Ghost::capacitance_uF_per_cm2))
                .append('\n');
        out.append("  initial_voltage_mV: ").append(cell.initialVoltage_mV()).append('\n');
        full.fit()
                .text()
                .top()
                .require(CELL)
                .mapping()
                .find(CELSIUS)
                .ifPresent(celsius ->
                        out.append("  celsius_degC: ").append(celsius.number()).append('\n'));
        out.append("channels:\n");
        List<YamlValue> elements = full.fit().text().top().require(CHANNELS).list();
        for (int k = 0; k < elements.size(); k++) {
            out.append(channel(elements.get(k).mapping(), cell.mechanisms().get(k)));
        }
        cell.link().ifPresent(link -> out.append(channel(link)));
        out.append("stimulus:\n");
        stimuli(places, usual_nA)
                .forEach(line -> out.append("  - ").append(line).append('\n'));
        full.fit().text().top().find(SYNAPSES).ifPresent(list -> {
            out.append("synapses:\n");
            for (int k = 0; k < list.list().size(); k++) {
                out.append("  - ")
                        .append(synapse(list.list().get(k).mapping(), synapses.get(k)))
                        .append('\n');
            }
        });
        return out.append(simulation(duration_ms, dt_ms)).toString();
    }

    private String branch(Ghost ghost) {
        String type = ghost.type() >= SwcType.SOMA && ghost.type() <= SwcType.APICAL
                ? SwcType.label(ghost.type())
                : Integer.toString(ghost.type());
        String parent = ghost.parent() < 0
                ? ""
                : ", parent: " + Quoted.text(cell.ghosts().get(ghost.parent()).name()) + ", at: 0.5";
        return "{name: " + Quoted.text(ghost.name()) + ", type: " + type + parent + ", length_um: " + ghost.length_um()
                + ", diameter_um: " + ghost.diameter_um() + "}";
    }

    private static String values(List<Ghost> where, ToDoubleFunction<Ghost> value) {
        double first = value.applyAsDouble(where.getFirst());
        boolean isOne = first > 0 && where.stream().allMatch(ghost -> value.applyAsDouble(ghost) == first);
        return isOne
                ? Double.toString(first)
                : where.stream()
                        .map(ghost -> Quoted.text(ghost.name()) + ": " + value.applyAsDouble(ghost))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private String channel(YamlMapping element, Insertion mechanism) {
        List<Ghost> where = cell.with(mechanism.name());
        StringBuilder out = new StringBuilder("  - name: " + mechanism.name() + "\n    type: "
                + element.require(TYPE).text() + "\n");
        if (where.size() < cell.ghosts().size()) {
            out.append("    where: ")
                    .append(where.stream()
                            .map(ghost -> Quoted.text(ghost.name()))
                            .collect(Collectors.joining(", ", "[", "]")))
                    .append('\n');
        }
        Map<String, String> lines = new TreeMap<>();
        element.values().forEach((key, value) -> lines.put(key, flow(key, value)));
        lines.keySet().removeAll(CHANGED);
        for (Field field : mechanism.mechanism().schema().parameters()) {
            Key key = Key.withUnit(field.name());
            boolean isOfGhosts = where.getFirst().parameters(mechanism.name()).containsKey(field.name());
            if (isOfGhosts && (field.isDensity() || element.find(key).isPresent())) {
                lines.keySet().removeAll(key.names());
                lines.put(field.name(), values(where, ghost -> ghost.parameter(mechanism.name(), field.name())));
            }
        }
        lines.forEach((key, value) ->
                out.append("    ").append(key).append(": ").append(value).append('\n'));
        return out.toString();
    }

    private String channel(SomaLink link) {
        Ghost first = cell.ghosts().get(1);
        StringBuilder out = new StringBuilder("  - name: " + SomaLink.NAME
                + "\n    type: learned-current\n    where: {in: " + Quoted.text(first.name()) + ", distance_um: [0, "
                + BEFORE_THE_END * first.length_um() + "]}\n");
        new TreeMap<>(link.parameters(first.coupling_uS()))
                .forEach((parameter, value) -> out.append("    ")
                        .append(parameter)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return out.append("    latents: ")
                .append(link.network().latents())
                .append("\n    network: {hidden: ")
                .append(link.network().hidden())
                .append(", weights: ")
                .append(link.weights())
                .append("}\n")
                .toString();
    }

    /** On one line, its files found from the new place. */
    private String flow(String key, YamlValue value) {
        if (value.isList()) {
            return value.list().stream().map(element -> flow(key, element)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isMapping()) {
            return value.mapping().values().entrySet().stream()
                    .map(member -> plain(member.getKey()) + ": " + flow(member.getKey(), member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return FILES.contains(key) ? Quoted.file(from.resolve(value.text()), to) : plain(value.plain());
    }

    private static String plain(String text) {
        return PLAIN.matcher(text).matches() || text.startsWith("\"") ? text : Quoted.text(text);
    }

    private List<String> stimuli(List<String> places, double usual_nA) {
        List<String> lines = new ArrayList<>();
        Optional<YamlValue> given = full.fit().text().top().find(STIMULUS);
        for (YamlValue element : given.map(YamlValue::list).orElse(List.of())) {
            String at = places.get(lines.size());
            lines.add(element.mapping().values().entrySet().stream()
                    .filter(member -> !member.getKey().equals(AT.stem()))
                    .map(member -> member.getKey() + ": " + flow(member.getKey(), member.getValue()))
                    .collect(Collectors.joining(", ", "{", ", at: " + Quoted.text(at + "(0.5)") + "}")));
        }
        return lines.isEmpty()
                ? List.of("step: {start_ms: 10, duration_ms: 40, amplitude_nA: " + Shown.number(usual_nA) + "}")
                : lines;
    }

    private String synapse(YamlMapping element, Moved to) {
        return element.values().entrySet().stream()
                .filter(member -> !member.getKey().equals(AT.stem()))
                .map(member -> member.getKey() + ": " + scaled(member.getKey(), member.getValue(), to.factor))
                .collect(Collectors.joining(", ", "{", ", at: " + Quoted.text(to.branch + "(0.5)") + "}"));
    }

    private String scaled(String key, YamlValue value, double factor) {
        if (key.equals(NOISE)) {
            return value.mapping().values().entrySet().stream()
                    .map(member -> member.getKey() + ": " + scaled(member.getKey(), member.getValue(), factor))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        boolean isStrength = key.startsWith(WEIGHT) || key.startsWith(MEAN) || key.startsWith(DEVIATION);
        return isStrength ? Double.toString(factor * value.number()) : flow(key, value);
    }

    private String simulation(double duration_ms, double dt_ms) {
        TimeSettings times = full.times();
        StringBuilder out = new StringBuilder("simulation:\n");
        out.append("  duration_ms: ")
                .append(times.duration_ms().orElse(duration_ms))
                .append("\n  dt_ms: ")
                .append(dt_ms)
                .append("\n  scheme: ")
                .append(SchemeNames.of(times.scheme()))
                .append("\n  start: ")
                .append(StartNames.of(times.start()))
                .append('\n');
        out.append(times.hasTables() ? "  rates: table\n" : "");
        times.spikeThreshold_mV()
                .ifPresent(mV -> out.append("  spike_threshold_mV: ").append(mV).append('\n'));
        return out.toString();
    }
}
