package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model file some of whose numbers are to be others: {@link #with} reads it as if these stood in the text. A number is told by the
 * keys that lead to it, as complaints do: {@code channels[0].reversal_mV}, or {@code channels.na.reversal_mV} by the name that an
 * element has.
 */
public final class VariedModel {
    private static final double LARGEST_WHOLE = 1e9;

    private final YamlValue whole;
    private final String text;
    private final Path folder;
    private final List<YamlPath> paths;

    /**
     * Of a model's text.
     *
     * @param file for messages
     * @param folder where files are that the text names
     * @param keys the numbers, each of which must stand in the text, once
     */
    public VariedModel(String file, String text, Path folder, List<String> keys) {
        this.whole = ModelReader.whole(file, text);
        this.text = text;
        this.folder = folder;
        this.paths = keys.stream().map(key -> YamlPath.of(whole, key)).toList();
        refuseNumbersTwice();
    }

    private void refuseNumbersTwice() {
        Map<List<Integer>, YamlPath> known = new HashMap<>();
        for (YamlPath path : paths) {
            YamlPath other = known.putIfAbsent(path.steps(), path);
            if (other != null) {
                throw new BadInputException(
                        path.place(),
                        other.text() + " and " + path.text()
                                + " are the same number, which can have one value at a point: leave one of them out");
            }
        }
    }

    /** The model as it stands in the text. */
    public ModelFile asItIs() {
        return read(whole);
    }

    /** The model with some of the numbers replaced: {@code keys} are positions in the list of keys. */
    public ModelFile with(List<Integer> keys, double[] values) {
        YamlValue changed = whole;
        for (int k : keys) {
            changed = paths.get(k).put(changed, YamlPath.scalar(shown(values[k])));
        }
        return read(changed);
    }

    /** A number as a person would write it. */
    static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private ModelFile read(YamlValue changed) {
        return ModelReader.read(changed, text, folder, Morphology.USUAL_LIMIT);
    }

    /**
     * Number {@code key} as a parameter in the unit of the engine, if a change of it changes nothing else in the model: neither how it
     * is cut into compartments nor another number.
     *
     * @param value one that it will have
     */
    public Optional<Single> single(int key, double value) {
        YamlPath path = paths.get(key);
        ModelFile marked;
        try {
            marked = read(path.put(whole, YamlPath.mapping("fit", shown(value))));
        } catch (BadInputException _) {
            return Optional.empty();
        }
        List<FitMark> marks = new ArrayList<>(marked.fit().marks());
        marks.removeIf(mark -> !mark.place().equals(path.place()));
        if (marks.size() != 1 || marks.getFirst().parts().size() != 1 || !isSingle(marked, quantity(marks))) {
            return Optional.empty();
        }
        Parameter parameter = marks.getFirst().parts().getFirst().parameter();
        return Optional.of(new Single(
                new Parameter(
                        path.text(), parameter.quantity(), parameter.transform(), parameter.start(), Optional.empty()),
                marks.getFirst().factor()));
    }

    private static Quantity quantity(List<FitMark> marks) {
        return marks.getFirst().parts().getFirst().parameter().quantity();
    }

    /**
     * A number that stands alone.
     *
     * @param parameter what it is, called as in the list of keys
     * @param factor how many of the engine's units the unit of its key is
     */
    public record Single(Parameter parameter, double factor) {}

    private boolean isSingle(ModelFile model, Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter of ->
                !model.times().hasTables() || asItIs().hasParameter(of.channel(), of.parameter());
            case Quantity.StimulusParameter _, Quantity.SynapseWeight_uS _, Quantity.EventWeight _ -> true;
            case Quantity.InitialVoltage_mV _ -> model.times().start() instanceof InitialCondition.AtVoltage;
            case Quantity.Capacitance_uF_per_cm2 _ ->
                model.membrane().morphology().isEmpty();
            default -> false;
        };
    }
}
