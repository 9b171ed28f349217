package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.LibraryGate;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.loss.Feature;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/MODEL-FILE.md} has a section for every {@link KeyGroup} of the readers, headed by its name in backquotes, with a row
 * for every key and an example that has it.
 */
final class ModelFileDocumentTest {
    /** What makes numbers of an example fitted ones, or a network one to be learned. */
    private static final Pattern MARKING = Pattern.compile("fit:|uncertain: [1-9]|network: \\{hidden: \\[4]}");

    private static final Path DOCUMENT = Path.of("..", "docs", "MODEL-FILE.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** The text below each heading that has a name in backquotes, by that name; below the others nothing is looked for. */
    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : Files.readString(DOCUMENT).split("\n(?=##+ )", -1)) {
            String heading = section.lines().findFirst().orElseThrow();
            NAME.matcher(heading).results().findFirst().ifPresent(name -> sections.put(name.group(1), section));
        }
        return sections;
    }

    private static String section(String name) throws IOException {
        return sections().getOrDefault(name, "");
    }

    /** The spellings of each documented key, which are in the first column of a row. */
    private static Set<List<String>> documentedKeys(String section) {
        return rows(section)
                .map(cells -> names(cells.getFirst()))
                .filter(names -> ChannelCatalogue.find(names.getFirst()).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<List<String>> rows(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1));
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    private static List<String> examples(String section) {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The groups that are constants of the classes in this package, those of one name together. */
    private static Map<String, Set<Key>> groups() throws IOException, URISyntaxException, ReflectiveOperationException {
        Map<String, Set<Key>> groups = new TreeMap<>();
        Path classes = Path.of(ModelReader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String folder = ModelReader.class.getPackageName().replace('.', '/');
        try (Stream<Path> files = Files.list(classes.resolve(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                for (var field : Class.forName(ModelReader.class.getPackageName() + "." + name)
                        .getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == KeyGroup.class) {
                        field.setAccessible(true);
                        KeyGroup group = (KeyGroup) field.get(null);
                        add(groups, group.name(), group.keys().stream());
                    }
                }
            }
        }
        return groups;
    }

    private static void add(Map<String, Set<Key>> groups, String name, Stream<Key> keys) {
        keys.forEach(groups.computeIfAbsent(name, _ -> new LinkedHashSet<>())::add);
    }

    /** Of all channel types. */
    private static Stream<Field> parameters() {
        return ChannelCatalogue.types().stream()
                .flatMap(type -> ChannelCatalogue.find(type).stream())
                .flatMap(mechanism -> mechanism.schema().parameters().stream());
    }

    @Test
    void everyKeyOfEveryGroup_isDocumented_andNoOther() throws Exception {
        Map<String, Set<Key>> groups = groups();
        add(groups, "channels", parameters().map(field -> Key.withUnit(field.name())));
        add(groups, "loss: features", Arrays.stream(Feature.values()).map(feature -> Key.of(feature.efelName())));
        assertThat(sections().keySet())
                .as("sections of %s that name a group of keys in backquotes, and the readers' groups", DOCUMENT)
                .containsExactlyInAnyOrderElementsOf(groups.keySet());
        for (var group : groups.entrySet()) {
            assertThat(documentedKeys(section(group.getKey())))
                    .as("section `%s` of %s: a row a key, its spellings in the first column", group.getKey(), DOCUMENT)
                    .containsExactlyInAnyOrderElementsOf(
                            group.getValue().stream().map(Key::names).toList());
        }
    }

    @Test
    void everyKey_standsInAnExampleOfItsSection() throws Exception {
        for (var group : groups().entrySet()) {
            String examples = String.join("\n", examples(section(group.getKey())));
            for (Key key : group.getValue()) {
                assertThat(Pattern.compile("\\b(" + String.join("|", key.names()) + "):")
                                .matcher(examples)
                                .find())
                        .as("an example in section `%s` of %s has the key %s", group.getKey(), DOCUMENT, key.names())
                        .isTrue();
            }
        }
    }

    @Test
    void everyRow_saysDefaultAndRange() throws IOException {
        assertThat(sections().values().stream().flatMap(ModelFileDocumentTest::rows))
                .allSatisfy(cells -> assertThat(cells.subList(0, 3)).hasSize(3).noneMatch(String::isEmpty));
    }

    @Test
    void everyChannelType_isDocumentedWithItsStatesParametersAndDefaults() throws IOException {
        String section = section("channels");
        for (String type : ChannelCatalogue.types()) {
            ChannelCatalogue.find(type)
                    .map(mechanism -> row(type, mechanism.schema()))
                    .ifPresent(row -> assertThat(section.lines())
                            .as("the row of the channel type %s in %s", type, DOCUMENT)
                            .anyMatch(line -> line.startsWith(row), row));
        }
        parameters()
                .forEach(field -> assertThat(rows(section)
                                .filter(cells ->
                                        names(cells.getFirst()).getFirst().equals(field.name()))
                                .map(cells -> cells.get(2)))
                        .as("allowed values of %s in %s", field.name(), DOCUMENT)
                        .singleElement()
                        .asString()
                        .startsWith("[" + shown(field.low()) + ", " + shown(field.high()) + "]"));
    }

    private static String row(String type, Schema schema) {
        String states =
                schema.states().stream().map(state -> "`" + state.name() + "`").collect(Collectors.joining(", "));
        String parameters = schema.parameters().stream()
                .map(field -> "`" + field.name() + "` " + shown(field.value()))
                .collect(Collectors.joining(", "));
        return "| `" + type + "` | " + (states.isEmpty() ? "-" : states) + " | " + parameters + " | ";
    }

    private static String shown(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Completed by the document's first example, and run unless a channel is yet to be learned. */
    @Test
    void everyExample_runs(@TempDir Path folder) throws IOException {
        writeFiles(folder);
        Map<String, String> whole = parts(examples(section("model")).getFirst());
        List<String> examples = examples(Files.readString(DOCUMENT));
        assertThat(examples).hasSizeGreaterThan(30);
        for (String example : examples) {
            Map<String, String> parts = new LinkedHashMap<>(whole);
            parts.putAll(parts(example));
            ModelFile model = ModelReader.parse("example", String.join("", parts.values()), folder);
            assertThat(model.fit().marks().isEmpty())
                    .as(example)
                    .isEqualTo(!MARKING.matcher(example).find());
            assertThat(model.fit().loss().isEmpty()).as(example).isEqualTo(!parts.containsKey("loss"));
            if (model.fit().marks().stream().anyMatch(mark -> mark.writing() instanceof FitMark.Writing.Network)) {
                assertThat(model.cellToFit().insertions()).hasSameSizeAs(model.channels());
            } else if (model.learned().stream().allMatch(ChannelEntry.Learned::isKnown)) {
                double dt_ms = model.times().dt_ms().orElse(TimeSettings.USUAL_DT_ms);
                List<Probe> probes = Stream.concat(
                                Stream.of(Probe.voltage()),
                                model.probes().stream().map(ProbeEntry::probe))
                        .distinct()
                        .toList();
                Trace trace = model.simulation(
                                dt_ms, model.times().duration_ms().orElseThrow(), dt_ms, probes)
                        .run();
                assertThat(trace.divergences()).as(example).isEmpty();
            } else {
                assertThat(model.unknownChannels().getFirst().isKnown()).isFalse();
            }
        }
    }

    /** The text of each section by its name. */
    private static Map<String, String> parts(String example) {
        Map<String, String> parts = new LinkedHashMap<>();
        List<MatchResult> starts = Pattern.compile("^(\\w+):", Pattern.MULTILINE)
                .matcher(example)
                .results()
                .toList();
        for (int k = 0; k < starts.size(); k++) {
            int end = k + 1 < starts.size() ? starts.get(k + 1).start() : example.length();
            parts.put(starts.get(k).group(1), example.substring(starts.get(k).start(), end));
        }
        return parts;
    }

    /** The files that examples name. */
    private static void writeFiles(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("cell.swc"), "1 1 0 0 0 5 -1\n2 1 0 10 0 5 1\n3 3 0 15 0 1 2\n4 3 0 90 0 1 3\n");
        Files.writeString(folder.resolve("na.channel.yaml"), """
            conductance_mS_per_cm2: 120
            reversal_mV: 50
            gates:
              - {name: m, power: 3, alpha_per_ms: linoid((v + 40)/10), beta_per_ms: 4 * exp(-(v + 65)/18)}
              - {name: h, alpha_per_ms: 0.07 * exp(-(v + 65)/20), beta_per_ms: 1/(1 + exp(-(v + 35)/10))}
            """);
        Files.writeString(folder.resolve("kdr.mod"), """
            NEURON { SUFFIX kdr USEION k READ ek WRITE ik RANGE gbar }
            PARAMETER { gbar = 0.01 (S/cm2) }
            STATE { n }
            ASSIGNED { v (mV) ek (mV) ik (mA/cm2) }
            INITIAL { n = 1/(1 + exp(-(v + 35)/10)) }
            BREAKPOINT { SOLVE states METHOD cnexp ik = gbar*n*(v - ek) }
            DERIVATIVE states { n' = (1/(1 + exp(-(v + 35)/10)) - n)/5 }
            """);
        Files.writeString(folder.resolve("twoexp.mod"), """
            NEURON { POINT_PROCESS TwoExp NONSPECIFIC_CURRENT i RANGE tau1, tau2 }
            PARAMETER { tau1 = 1 (ms) tau2 = 5 (ms) }
            ASSIGNED { v (mV) i (nA) }
            STATE { a (uS) b (uS) }
            BREAKPOINT { SOLVE s METHOD cnexp i = (b - a)*v }
            DERIVATIVE s { a' = -a/tau1 b' = -b/tau2 }
            NET_RECEIVE(w (uS)) { a = a + w b = b + w }
            """);
        Files.writeString(folder.resolve("nudge.mod"), """
            NEURON { POINT_PROCESS Nudge ELECTRODE_CURRENT i }
            ASSIGNED { i (nA) }
            STATE { x }
            BREAKPOINT { SOLVE s METHOD cnexp i = 0.001*x }
            DERIVATIVE s { x' = -x/2 }
            NET_RECEIVE(w) { x = x + w }
            """);
        Files.writeString(folder.resolve("ampa.synapse.yaml"), """
            parameters: {tau_ms: 2, reversal_mV: 0}
            states: [{name: open_uS, derivative: -open / tau, received: open + weight}]
            current_nA: open * (v - reversal)
            """);
        Files.writeString(folder.resolve("events.csv"), "t_ms\n2\n4\n");
        Files.writeString(folder.resolve("current.csv"), samples("i_nA", 0.005));
        Files.writeString(folder.resolve("command.csv"), samples("v_mV", -60));
        LibraryGate gate =
                new LibraryGate(new GateId("table", "mine", "n"), 4, true, LearnedCurves.initialise(List.of(2), 1));
        try (OutputStream library = Files.newOutputStream(folder.resolve("channels.rvc"))) {
            new ChannelLibrary(6.3, List.of(gate)).write(library);
        }
    }

    private static String samples(String name, double value) {
        return IntStream.range(0, 20)
                .mapToObj(k -> k + "," + value + "\n")
                .collect(Collectors.joining("", "t_ms," + name + "\n", ""));
    }
}
