package dev.ranvier.cli.command;

import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.model.LossReader;
import dev.ranvier.formula.NearestName;
import dev.ranvier.loss.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a fit minimises, written {@code voltage + 0.01*slope + 10*van_rossum:5}.
 *
 * @param terms of the sum
 */
record LossOption(List<LossEntry> terms) {
    private static final String NUMBER = "\\d*\\.?\\d+(?:[eE]-?\\d+)?";
    private static final Pattern TERM =
            Pattern.compile("(?:(" + NUMBER + ")\\s*\\*)?\\s*(\\w+)\\s*(?::\\s*(" + NUMBER + "))?");

    /** Reads it from a command line. */
    static final class Converter implements ITypeConverter<LossOption> {
        Converter() {}

        @Override
        public LossOption convert(String text) {
            List<LossEntry> terms = new ArrayList<>();
            for (String term : text.split("\\+", -1)) {
                terms.add(term(term.strip()));
            }
            return new LossOption(terms);
        }

        private static LossEntry term(String text) {
            Matcher parts = TERM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' must be a term such as voltage, 0.01*slope or" + " 10*van_rossum:5");
            }
            double weight =
                    Optional.ofNullable(parts.group(1)).map(Double::valueOf).orElse(1.0);
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new TypeConversionException("the weight of a term must be positive: '" + text + "'");
            }
            return LossEntry.of(
                    measure(parts.group(2), Optional.ofNullable(parts.group(3)).map(Double::valueOf)), weight);
        }

        private static LossMeasure measure(String name, Optional<Double> time_ms) {
            return switch (name) {
                case "voltage" -> without(time_ms, new LossMeasure.Voltage(Window.everything()));
                case "robust_voltage" ->
                    without(
                            time_ms,
                            new LossMeasure.RobustVoltage(
                                    LossMeasure.RobustVoltage.USUAL_SCALE_mV, Window.everything()));
                case "slope" -> without(time_ms, new LossMeasure.Slope(Window.everything()));
                case "van_rossum" ->
                    new LossMeasure.VanRossum(
                            time_ms.orElseThrow(() -> new TypeConversionException(
                                    "van_rossum needs its time constant in ms, as in van_rossum:5")),
                            LossMeasure.VanRossum.USUAL_THRESHOLD_mV);
                case "spike_times" -> without(time_ms, LossMeasure.SpikeTimes.USUAL);
                case "spike_shape" -> without(time_ms, LossMeasure.SpikeShape.USUAL);
                case "soft_dtw" -> without(time_ms, LossMeasure.SoftDtw.USUAL);
                default ->
                    throw new TypeConversionException(
                            "no such term: '" + name + "'; " + NearestName.hint(name, LossReader.measures())
                                    + "; features are asked for in the model's section loss");
            };
        }

        private static LossMeasure without(Optional<Double> time_ms, LossMeasure measure) {
            if (time_ms.isPresent()) {
                throw new TypeConversionException(measure.name() + " takes no number after a colon; more settings can"
                        + " be given in the model's section loss");
            }
            return measure;
        }
    }
}
