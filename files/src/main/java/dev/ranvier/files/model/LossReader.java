package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.NearestName;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.loss.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code loss}: a list of terms, whose weighted sum a fit minimises. */
public final class LossReader {
    private static final Key VOLTAGE = Key.of("voltage");
    private static final Key ROBUST_VOLTAGE = Key.of("robust_voltage");
    private static final Key SLOPE = Key.of("slope");
    private static final Key VAN_ROSSUM = Key.of("van_rossum");
    private static final Key SPIKE_TIMES = Key.of("spike_times");
    private static final Key SPIKE_SHAPE = Key.of("spike_shape");
    private static final Key FEATURES = Key.of("features");
    private static final Key SOFT_DTW = Key.of("soft_dtw");
    private static final KeyGroup MEASURES = KeyGroup.of(
            "loss", VOLTAGE, ROBUST_VOLTAGE, SLOPE, VAN_ROSSUM, SPIKE_TIMES, SPIKE_SHAPE, FEATURES, SOFT_DTW);

    private static final Key WEIGHT = Key.of("weight");
    private static final Key RECORDING = Key.of("recording");
    private static final Key FROM = new Key("from", PhysicalQuantity.TIME);
    private static final Key TO = new Key("to", PhysicalQuantity.TIME);
    private static final Key SCALE = new Key("scale", PhysicalQuantity.VOLTAGE);
    private static final Key DELAY = new Key("scale", PhysicalQuantity.TIME);
    private static final Key MATCH = new Key("match", PhysicalQuantity.TIME);
    private static final Key TAU = new Key("tau", PhysicalQuantity.TIME);
    private static final Key UNMATCHED = Key.of("unmatched");
    private static final Key THRESHOLD = new Key("threshold", PhysicalQuantity.VOLTAGE);
    private static final Key BLOCK = new Key("block", PhysicalQuantity.TIME);
    private static final Key BAND = new Key("band", PhysicalQuantity.TIME);
    private static final Key GAMMA = Key.of("gamma_mV2");
    private static final Key STIMULUS = new Key("stimulus", PhysicalQuantity.TIME);
    private static final Key TARGET = Key.of("target");
    private static final Key SD = Key.of("sd");

    private static final KeyGroup OF_WINDOW = KeyGroup.of("loss: voltage, slope", WEIGHT, RECORDING, FROM, TO);
    private static final KeyGroup OF_ROBUST_VOLTAGE =
            KeyGroup.of("loss: robust_voltage", WEIGHT, RECORDING, FROM, TO, SCALE);
    private static final KeyGroup OF_VAN_ROSSUM = KeyGroup.of("loss: van_rossum", WEIGHT, RECORDING, TAU, THRESHOLD);
    private static final KeyGroup OF_SPIKE_TIMES =
            KeyGroup.of("loss: spike_times", WEIGHT, RECORDING, DELAY, MATCH, THRESHOLD, UNMATCHED);
    private static final KeyGroup OF_SPIKE_SHAPE =
            KeyGroup.of("loss: spike_shape", WEIGHT, RECORDING, SCALE, MATCH, THRESHOLD);
    private static final KeyGroup OF_SOFT_DTW = KeyGroup.of("loss: soft_dtw", WEIGHT, RECORDING, BLOCK, BAND, GAMMA);
    private static final KeyGroup OF_FEATURES = KeyGroup.of("loss: features", WEIGHT, RECORDING, STIMULUS, THRESHOLD);
    private static final KeyGroup AIM = KeyGroup.of("loss: features.feature", TARGET, SD);

    private LossReader() {}

    /** The terms; at least one. */
    static List<LossEntry> read(YamlValue list) {
        List<LossEntry> terms =
                list.list().stream().map(element -> term(element.mapping())).toList();
        if (terms.isEmpty()) {
            throw list.wrong("at least one term is needed, such as voltage: {}; or leave the section out");
        }
        return terms;
    }

    /** What a term of the section may be. */
    public static List<String> measures() {
        return MEASURES.spellings();
    }

    private static LossEntry term(YamlMapping element) {
        element.allowing(MEASURES);
        List<Key> kinds = MEASURES.keys().stream()
                .filter(kind -> element.find(kind).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw element.self()
                    .wrong("exactly one of " + String.join(", ", MEASURES.spellings())
                            + " is needed; give several as several list elements");
        }
        YamlMapping keys = element.require(kinds.getFirst()).mapping();
        LossMeasure measure = measure(kinds.getFirst(), keys);
        return new LossEntry(
                measure,
                keys.find(WEIGHT).map(YamlValue::positive).orElse(1.0),
                keys.find(RECORDING).map(YamlValue::positiveInteger),
                Optional.of(keys.self().place()));
    }

    private static LossMeasure measure(Key kind, YamlMapping keys) {
        return switch (kind.stem()) {
            case "voltage" -> new LossMeasure.Voltage(window(keys.allowing(OF_WINDOW)));
            case "robust_voltage" -> robustVoltage(keys.allowing(OF_ROBUST_VOLTAGE));
            case "slope" -> new LossMeasure.Slope(window(keys.allowing(OF_WINDOW)));
            case "van_rossum" -> vanRossum(keys.allowing(OF_VAN_ROSSUM));
            case "spike_times" -> spikeTimes(keys.allowing(OF_SPIKE_TIMES));
            case "spike_shape" -> spikeShape(keys.allowing(OF_SPIKE_SHAPE));
            case "soft_dtw" -> softDtw(keys.allowing(OF_SOFT_DTW));
            default -> features(keys);
        };
    }

    private static LossMeasure robustVoltage(YamlMapping keys) {
        return new LossMeasure.RobustVoltage(
                keys.find(SCALE).map(YamlValue::positive).orElse(LossMeasure.RobustVoltage.USUAL_SCALE_mV),
                window(keys));
    }

    private static Window window(YamlMapping keys) {
        double from_ms = keys.find(FROM).map(YamlValue::number).orElse(Double.NEGATIVE_INFINITY);
        double to_ms = keys.find(TO).map(YamlValue::number).orElse(Double.POSITIVE_INFINITY);
        if (!(from_ms < to_ms)) {
            throw keys.require(TO).wrong("must be above from_ms = " + from_ms + ": " + to_ms);
        }
        return new Window(from_ms, to_ms);
    }

    private static double threshold_mV(YamlMapping keys) {
        return keys.find(THRESHOLD).map(YamlValue::number).orElse(LossMeasure.VanRossum.USUAL_THRESHOLD_mV);
    }

    private static LossMeasure vanRossum(YamlMapping keys) {
        return new LossMeasure.VanRossum(keys.positive(TAU), threshold_mV(keys));
    }

    private static LossMeasure spikeTimes(YamlMapping keys) {
        SpikeTolerance usual = LossMeasure.SpikeTimes.USUAL.tolerance();
        return new LossMeasure.SpikeTimes(new SpikeTolerance(
                        threshold_mV(keys),
                        keys.find(DELAY).map(YamlValue::positive).orElse(usual.scale_ms()),
                        keys.find(MATCH).map(YamlValue::positive).orElse(usual.match_ms()))
                .with(keys.find(UNMATCHED).map(LossReader::unmatched).orElse(usual.unmatched())));
    }

    private static LossMeasure spikeShape(YamlMapping keys) {
        LossMeasure.SpikeShape usual = LossMeasure.SpikeShape.USUAL;
        return new LossMeasure.SpikeShape(
                keys.find(SCALE).map(YamlValue::positive).orElse(usual.scale_mV()),
                new SpikeTolerance(
                        threshold_mV(keys),
                        usual.tolerance().scale_ms(),
                        keys.find(MATCH)
                                .map(YamlValue::positive)
                                .orElse(usual.tolerance().match_ms())));
    }

    private static SpikeTolerance.Unmatched unmatched(YamlValue value) {
        List<String> words = Arrays.stream(SpikeTolerance.Unmatched.values())
                .map(unmatched -> unmatched.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = value.text();
        if (!words.contains(word)) {
            throw value.wrong("unknown '" + word + "'; " + NearestName.hint(word, words));
        }
        return SpikeTolerance.Unmatched.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static LossMeasure softDtw(YamlMapping keys) {
        LossMeasure.SoftDtw usual = LossMeasure.SoftDtw.USUAL;
        return new LossMeasure.SoftDtw(
                keys.find(BLOCK).map(YamlValue::positive).orElse(usual.block_ms()),
                keys.find(BAND).map(YamlValue::positive).orElse(usual.band_ms()),
                keys.find(GAMMA).map(YamlValue::positive).orElse(usual.gamma_mV2()));
    }

    private static LossMeasure features(YamlMapping keys) {
        keys.allowing(OF_FEATURES.with(featureNames().stream().map(Key::of)));
        List<LossMeasure.Aim> aims = new ArrayList<>();
        keys.values().forEach((name, value) -> {
            if (!OF_FEATURES.spellings().contains(name)) {
                aims.add(aim(Feature.named(name), Objects.requireNonNull(value)));
            }
        });
        if (aims.isEmpty()) {
            throw keys.self()
                    .wrong("at least one feature is needed, such as mean_frequency: 2, with how far off (in "
                            + "its unit) counts as one; " + NearestName.hint("", featureNames()));
        }
        return new LossMeasure.Features(keys.find(STIMULUS).map(LossReader::span), threshold_mV(keys), aims);
    }

    private static List<String> featureNames() {
        return Arrays.stream(Feature.values()).map(Feature::efelName).toList();
    }

    private static LossMeasure.Aim aim(Feature feature, YamlValue value) {
        if (!value.isMapping()) {
            return new LossMeasure.Aim(feature, OptionalDouble.empty(), value.positive());
        }
        YamlMapping keys = value.mapping().allowing(AIM);
        Optional<YamlValue> target = keys.find(TARGET);
        return new LossMeasure.Aim(
                feature,
                target.isPresent() ? OptionalDouble.of(target.get().number()) : OptionalDouble.empty(),
                keys.positive(SD));
    }

    private static LossMeasure.Span span(YamlValue value) {
        List<YamlValue> ends = value.list();
        if (ends.size() != 2
                || !(0 <= ends.getFirst().number()
                        && ends.getFirst().number() < ends.getLast().number())) {
            throw value.wrong("must be when the stimulus is on, [start, end] with 0 <= start < end");
        }
        return new LossMeasure.Span(ends.getFirst().number(), ends.getLast().number());
    }
}
