package dev.ranvier.cli.fitting;

import dev.ranvier.files.model.ClampEntry;
import dev.ranvier.files.model.FitMark;
import dev.ranvier.files.model.ModelEdit;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a model with what was found in the place of its marks.
 *
 * @param model the model with its marks
 * @param found one number a part of a mark, in the engine's unit
 */
public record FoundModel(ModelFile model, List<Double> found) {
    /** The file of a recorded current that drives the model. */
    public static final String CURRENT = "current.csv";
    /** The file of a recorded command that drives the model's clamp. */
    public static final String COMMAND = "command.csv";

    /** Copies the list. */
    public FoundModel {
        found = List.copyOf(found);
    }

    /** For a file in {@code folder}, and otherwise as it was. */
    public ModelEdit edit(Path folder) {
        ModelEdit edit = model.fit().text().edit(folder);
        int next = 0;
        for (FitMark mark : model.fit().marks()) {
            edit.put(mark, found.subList(next, next + mark.parts().size()));
            next += mark.parts().size();
        }
        return edit;
    }

    /** The same, with what {@code simulate} needs to repeat the recording at this step. */
    public ModelEdit driven(Path folder, Observed recording, double dt_ms) {
        ModelEdit edit = edit(folder).simulation(simulation(recording, dt_ms));
        if (missingCurrent(recording).isPresent()) {
            edit.section("stimulus: [sampled: {file: " + CURRENT + "}]");
        }
        if (missingCommand(recording).isPresent()) {
            edit.command(COMMAND);
        }
        return edit;
    }

    /** The recorded current that the model lacks: it has no stimulus, and the recording had one. */
    public Optional<SampledSignal> missingCurrent(Observed recording) {
        return model.stimuli().isEmpty() ? recording.current_nA() : Optional.empty();
    }

    /** The recorded command that the model's clamp lacks. */
    public Optional<SampledSignal> missingCommand(Observed recording) {
        return model.clamp().flatMap(ClampEntry::command_mV).isPresent() ? Optional.empty() : recording.command_mV();
    }

    /** What the section {@code simulation} lacks, and the step and the start that were used. */
    private Map<String, String> simulation(Observed recording, double dt_ms) {
        TimeSettings times = model.times();
        Map<String, String> settings = new LinkedHashMap<>();
        if (times.duration_ms().isEmpty()) {
            settings.put("duration_ms", Double.toString(recording.duration_ms()));
        }
        if (!times.dt_ms().equals(Optional.of(dt_ms))) {
            settings.put("dt_ms", Double.toString(dt_ms));
        }
        if (times.sampleInterval_ms().isEmpty()) {
            settings.put(
                    "sample_interval_ms", Double.toString(recording.recorded().interval_ms()));
        }
        if (recording.experiment().start(times.start()) instanceof InitialCondition.AtHold) {
            settings.put("start", "held");
        }
        return settings;
    }
}
