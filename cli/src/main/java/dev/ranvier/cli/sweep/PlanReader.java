package dev.ranvier.cli.sweep;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.model.Key;
import dev.ranvier.files.model.KeyGroup;
import dev.ranvier.files.model.YamlMapping;
import dev.ranvier.files.model.YamlValue;
import dev.ranvier.formula.NearestName;
import dev.ranvier.loss.Feature;
import dev.ranvier.sweep.Design;
import dev.ranvier.sweep.Repeated;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads a plan. Every complaint names file, line, column and key. */
final class PlanReader {
    private static final String FORMAT_NAME = "ranvier-sweep/1";

    private static final Key FORMAT = Key.of("format");
    private static final Key MODEL = Key.of("model");
    private static final Key VARY = Key.of("vary");
    private static final Key REPEATS = Key.of("repeats");
    private static final Key RECORDINGS = Key.of("recordings");
    private static final Key KEEP = Key.of("keep");
    private static final Key CHUNK = Key.of("chunk_points");
    private static final KeyGroup PLAN = KeyGroup.of("plan", FORMAT, MODEL, VARY, REPEATS, RECORDINGS, KEEP, CHUNK);

    private static final Key COUNT = Key.of("count");
    private static final Key SEEDS = Key.of("seeds");
    private static final Key SEED = Key.of("seed");
    private static final KeyGroup REPEAT_KEYS = KeyGroup.of("repeats", COUNT, SEEDS, SEED);

    private static final Key FILES = Key.of("files");
    private static final Key AT = Key.of("at");
    private static final KeyGroup RECORDING_KEYS = KeyGroup.of("recordings", FILES, AT);

    private static final Key SPIKES = Key.of("spikes");
    private static final Key FEATURES = Key.of("features");
    private static final Key TRACES = Key.of("traces");
    private static final Key GRADIENT = Key.of("gradient");
    private static final Key SPIKE_THRESHOLD = new Key("spike_threshold", PhysicalQuantity.VOLTAGE);
    private static final KeyGroup KEEP_KEYS = KeyGroup.of("keep", SPIKES, SPIKE_THRESHOLD, FEATURES, TRACES, GRADIENT);

    private static final Key NAMES = Key.of("names");
    private static final Key OF = Key.of("of");
    private static final Key STIMULUS = new Key("stimulus", PhysicalQuantity.TIME);
    private static final Key THRESHOLD = new Key("threshold", PhysicalQuantity.VOLTAGE);
    private static final KeyGroup FEATURE_KEYS = KeyGroup.of("keep.features", NAMES, OF, STIMULUS, THRESHOLD);

    private final Path file;

    private PlanReader(Path file) {
        this.file = file;
    }

    /** Reads a file; files that it names are looked for beside it. */
    static Plan read(Path file) {
        return new PlanReader(file)
                .plan(YamlValue.of(
                        file.toString(), TextFile.read(file, "plan"), "a plan needs the keys model, vary and keep"));
    }

    private Plan plan(YamlValue whole) {
        YamlMapping top = whole.mapping().allowing(PLAN);
        top.find(FORMAT).filter(format -> !format.text().equals(FORMAT_NAME)).ifPresent(format -> {
            throw format.wrong("this program reads " + FORMAT_NAME + ": " + format.shown());
        });
        Optional<YamlMapping> recordings =
                top.find(RECORDINGS).map(value -> value.mapping().allowing(RECORDING_KEYS));
        return new Plan(
                file,
                file.resolveSibling(top.require(MODEL).text()),
                design(top),
                recordings.stream()
                        .flatMap(group -> group.require(FILES).list().stream())
                        .map(value -> file.resolveSibling(value.text()))
                        .toList(),
                recordings.flatMap(group -> group.find(AT)).stream()
                        .flatMap(value -> value.list().stream())
                        .map(YamlValue::text)
                        .toList(),
                keep(top.require(KEEP), recordings.isPresent()),
                top.find(CHUNK)
                        .map(value -> OptionalInt.of(value.positiveInteger()))
                        .orElseGet(OptionalInt::empty));
    }

    private Design design(YamlMapping top) {
        YamlValue vary = top.require(VARY);
        Design design = new DesignReader(file.resolveSibling("")).read(vary);
        Optional<YamlValue> repeats = top.find(REPEATS);
        if (repeats.isEmpty()) {
            return design;
        }
        YamlMapping group = repeats.get().mapping().allowing(REPEAT_KEYS);
        List<String> seeds =
                group.require(SEEDS).list().stream().map(YamlValue::text).toList();
        seeds.stream().filter(design.names()::contains).findFirst().ifPresent(key -> {
            throw group.require(SEEDS).wrong(key + " is varied already");
        });
        return new Repeated(
                design,
                group.require(COUNT).positiveInteger(),
                seeds,
                group.find(SEED).map(YamlValue::integer).orElse(1L));
    }

    /** Of recordings their losses are always kept. */
    private static Plan.Keep keep(YamlValue value, boolean hasRecordings) {
        YamlMapping group = value.mapping().allowing(KEEP_KEYS);
        if (!hasRecordings
                && Stream.of(SPIKES, FEATURES, TRACES)
                        .allMatch(key -> group.find(key).isEmpty())) {
            throw value.wrong("nothing would be kept: name spikes, features or traces, as in spikes: [v]");
        }
        return new Plan.Keep(
                group.find(SPIKES).map(YamlValue::list).orElse(List.of()),
                group.find(SPIKE_THRESHOLD).map(YamlValue::number),
                group.find(FEATURES).map(PlanReader::features),
                group.find(TRACES).map(YamlValue::list).orElse(List.of()),
                group.find(GRADIENT).map(PlanReader::truth).orElse(false));
    }

    private static boolean truth(YamlValue value) {
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw value.wrong("must be true or false: " + value.shown());
        };
    }

    private static Plan.Features features(YamlValue value) {
        YamlMapping group = value.mapping().allowing(FEATURE_KEYS);
        List<YamlValue> names = group.require(NAMES).list(),
                stimulus = group.require(STIMULUS).list();
        if (names.isEmpty()) {
            throw group.require(NAMES).wrong("at least one feature is needed");
        }
        if (stimulus.size() != 2
                || !(stimulus.get(0).number() >= 0
                        && stimulus.get(0).number() < stimulus.get(1).number())) {
            throw group.require(STIMULUS).wrong("must be the start and the end of the stimulus, as in [5, 95]");
        }
        return new Plan.Features(
                names.stream().map(PlanReader::feature).toList(),
                group.find(OF).map(YamlValue::list).orElse(List.of()),
                stimulus.get(0).number(),
                stimulus.get(1).number(),
                group.find(THRESHOLD).map(YamlValue::number));
    }

    private static Feature feature(YamlValue value) {
        List<String> known =
                Arrays.stream(Feature.values()).map(Feature::efelName).toList();
        if (!known.contains(value.text())) {
            throw value.wrong("no such feature: '" + value.text() + "'; " + NearestName.hint(value.text(), known));
        }
        return Feature.named(value.text());
    }
}
