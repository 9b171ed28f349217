package dev.ranvier.cli.reduction;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.model.Key;
import dev.ranvier.files.model.KeyGroup;
import dev.ranvier.files.model.StimulusReader;
import dev.ranvier.files.model.YamlMapping;
import dev.ranvier.files.model.YamlValue;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.reduce.GivenStimuli;
import dev.ranvier.reduce.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads currents that a cell is reduced for: {@code duration_ms}, and the lists {@code training}, {@code held_out} and, if others are to
 * judge than those that choose, {@code unseen}, with elements as under {@code stimulus} of a model. All are injected into the soma.
 */
final class StimuliReader {
    private static final Key DURATION = new Key("duration", PhysicalQuantity.TIME);
    private static final Key TRAINING = Key.of("training");
    private static final Key HELD_OUT = Key.of("held_out");
    private static final Key UNSEEN = Key.of("unseen");
    private static final KeyGroup STIMULI = KeyGroup.of("stimuli", DURATION, TRAINING, HELD_OUT, UNSEEN);

    private StimuliReader() {}

    /**
     * Reads a file for a cell; files that it names are looked for beside it. Adds what there is to say to {@code notes}.
     *
     * @throws BadInputException where it is not as it should be
     */
    static GivenStimuli read(Path file, Compartments cell, List<String> notes) {
        YamlMapping top = YamlValue.of(
                        file.toString(),
                        TextFile.read(file, "stimuli"),
                        "stimuli need the keys duration_ms, training and held_out")
                .mapping()
                .allowing(STIMULI);
        double duration_ms = top.positive(DURATION);
        StimulusReader reader =
                StimulusReader.intoTheSoma(cell, duration_ms, top.self().place(), file.resolveSibling(""), notes);
        List<Trial.Question> unseen = new ArrayList<>();
        for (Stimulus current : reader.currents(top.find(UNSEEN).orElseGet(() -> top.require(HELD_OUT)))) {
            unseen.add(new Trial.Question(name(current) + " " + (unseen.size() + 1), current, duration_ms));
        }
        return new GivenStimuli(
                duration_ms, reader.currents(top.require(TRAINING)), reader.currents(top.require(HELD_OUT)), unseen);
    }

    private static String name(Stimulus current) {
        return switch (current) {
            case Stimulus.Step _ -> "step";
            case Stimulus.Ramp _ -> "ramp";
            case Stimulus.Sampled _, Stimulus.Sum _ -> "noise";
        };
    }
}
