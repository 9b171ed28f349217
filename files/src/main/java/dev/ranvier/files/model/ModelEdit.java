package dev.ranvier.files.model;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.LearnedFlow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Changes of a model file's text; all that is not changed, comments too, stays as it was. */
public final class ModelEdit {
    private static final Key SIMULATION = Key.of("simulation"), CHANNELS = Key.of("channels"), CLAMP = Key.of("clamp");
    private static final int WEIGHTS_A_LINE = 6;
    /** The sections that name files, and the keys that do. */
    private static final List<Key> WITH_FILES =
            List.of(Key.of("morphology"), CHANNELS, Key.of("stimulus"), Key.of("synapses"), CLAMP);

    private static final List<String> FILE_KEYS = List.of("file", "swc", "library");

    private final String text;
    private final YamlMapping top;
    private final Path to;
    private final List<Change> changes = new ArrayList<>();

    /** {@code by} instead of the code points {@code [from, to)}. */
    private record Change(int from, int to, String by) {}

    /** Names of files are changed so that they are found from {@code to}. */
    ModelEdit(String text, YamlMapping top, Path from, Path to) {
        this.text = text;
        this.top = top;
        this.to = to;
        WITH_FILES.forEach(section -> top.find(section).ifPresent(value -> rebase(value, from)));
    }

    private void rebase(YamlValue value, Path from) {
        if (value.isList()) {
            value.list().forEach(element -> rebase(element, from));
        } else if (value.isMapping()) {
            value.mapping().values().forEach((name, member) -> {
                if (FILE_KEYS.contains(name)) {
                    replace(member.span(), Quoted.file(from.resolve(member.text()), to));
                } else {
                    rebase(member, from);
                }
            });
        }
    }

    private void replace(TextSpan span, String by) {
        changes.add(new Change(span.from(), span.to(), by));
    }

    /** Puts numbers, in the engine's unit and one a part, in the place of a mark, or a network into its channel. */
    public ModelEdit put(FitMark mark, List<Double> values) {
        List<String> numbers =
                values.stream().map(x -> Double.toString(x / mark.factor())).toList();
        switch (mark.writing()) {
            case FitMark.Writing.InPlace() -> replace(mark.span(), numbers.getFirst());
            case FitMark.Writing.ByRegion() -> replace(mark.span(), byRegion(mark, numbers));
            case FitMark.Writing.Network(String channel, LearnedFlow flow) ->
                network(named(top.require(CHANNELS), channel), flow.hidden(), values);
        }
        return this;
    }

    /** Puts a number in the place of the one to which keys lead, as those of {@link VariedModel} do. */
    public ModelEdit number(String keys, double value) {
        replace(YamlPath.of(top.self(), keys).in(top.self()).span(), VariedModel.shown(value));
        return this;
    }

    /** Gives a learned gate of a channel its network. */
    public ModelEdit network(String channel, LearnedGate gate) {
        YamlValue gates = named(top.require(CHANNELS), channel).require(ChannelReader.GATES);
        LearnedCurves curves = gate.curves().orElseThrow();
        if (gates.isList()) {
            return network(named(gates, gate.name()), curves);
        }
        YamlValue there = gates.mapping().require(Key.of(gate.name()));
        if (there.isMapping()) {
            return network(there.mapping(), curves);
        }
        String network = network(
                curves.hidden(), weights(curves), " ".repeat(there.span().column() + 1));
        replace(
                there.span(),
                "{" + LearnedGateReader.LEARNED.stem() + ": "
                        + gate.orientation().word() + ", network: " + network + "}");
        return this;
    }

    private ModelEdit network(YamlMapping there, LearnedCurves curves) {
        return network(there, curves.hidden(), weights(curves));
    }

    private static List<Double> weights(LearnedCurves curves) {
        return Arrays.stream(curves.weights()).boxed().toList();
    }

    private ModelEdit network(YamlMapping there, List<Integer> hidden, List<Double> weights) {
        String network = network(hidden, weights, " ".repeat(there.self().span().column() + 1));
        Optional<YamlValue> before = there.find(LearnedGateReader.NETWORK);
        if (before.isPresent()) {
            replace(before.get().span(), network);
        } else {
            append(there, "network: " + network);
        }
        return this;
    }

    private static YamlMapping named(YamlValue list, String name) {
        return list.list().stream()
                .map(YamlValue::mapping)
                .filter(element -> element.require(ChannelReader.NAME).text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String network(List<Integer> hidden, List<Double> weights, String indent) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < weights.size(); from += WEIGHTS_A_LINE) {
            lines.add(weights.subList(from, Math.min(weights.size(), from + WEIGHTS_A_LINE)).stream()
                    .map(weight -> Double.toString(weight))
                    .collect(Collectors.joining(", ")));
        }
        String separator = "\n" + indent;
        return "{hidden: " + hidden + ", weights: [" + separator + String.join("," + separator, lines) + "]}";
    }

    /** As a map of regions. A branch with the name of a region stands after the others: the first that fits counts. */
    private static String byRegion(FitMark mark, List<String> numbers) {
        return IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparing(
                        k -> Regions.isOfTypes(mark.parts().get(k).region())))
                .map(k -> Quoted.text(mark.parts().get(k).region()) + ": " + numbers.get(k))
                .collect(Collectors.joining(",\n" + " ".repeat(mark.span().column() + 1), "{", "}"));
    }

    /** Sets keys of the section {@code simulation}. */
    public ModelEdit simulation(Map<String, String> settings) {
        Optional<YamlMapping> section = top.find(SIMULATION).map(YamlValue::mapping);
        if (section.isEmpty() && !settings.isEmpty()) {
            insert(
                    top,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .collect(Collectors.joining(", ", "simulation: {", "}")));
        }
        section.ifPresent(keys -> settings.forEach((key, value) -> set(keys, key, value)));
        return this;
    }

    private void set(YamlMapping keys, String key, String value) {
        YamlValue there = keys.values().get(key);
        if (there == null) {
            insert(keys, key + ": " + value);
        } else {
            replace(there.span(), value);
        }
    }

    /** Gives the clamp, which has none, the file of its command. */
    public ModelEdit command(String file) {
        insert(top.require(CLAMP).mapping(), "file: " + file);
        return this;
    }

    /** Adds a section that the file does not have. */
    public ModelEdit section(String line) {
        insert(top, line);
        return this;
    }

    private void insert(YamlMapping group, String line) {
        TextSpan span = group.self().span();
        if (group.self().isFlow()) {
            changes.add(new Change(span.from() + 1, span.from() + 1, line + ", "));
        } else {
            int end = endOfLine(span.to());
            changes.add(new Change(end, end, "\n" + " ".repeat(span.column()) + line));
        }
    }

    /** After the last key of a group. */
    private void append(YamlMapping group, String line) {
        if (group.self().isFlow()) {
            int end = group.values().values().stream()
                    .mapToInt(value -> value.span().to())
                    .max()
                    .orElseThrow();
            changes.add(new Change(end, end, ", " + line));
        } else {
            insert(group, line);
        }
    }

    private int endOfLine(int from) {
        int at = text.indexOf('\n', text.offsetByCodePoints(0, from));
        return text.codePointCount(0, at < 0 ? text.length() : at);
    }

    /** The text with its changes, and with comments at its head. */
    public String text(List<String> comments) {
        StringBuilder out = new StringBuilder();
        comments.forEach(comment ->
                out.append("# ").append(comment.replaceAll("\\R", " ")).append('\n'));
        int done = 0;
        for (Change change :
                changes.stream().sorted(Comparator.comparingInt(Change::from)).toList()) {
            out.append(text, offset(done), offset(change.from)).append(change.by);
            done = change.to;
        }
        return out.append(text, offset(done), text.length()).toString();
    }

    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }
}
