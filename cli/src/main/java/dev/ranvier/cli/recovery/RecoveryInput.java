package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.MarkChecks;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.RecordingReader;
import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.model.DividingStep;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.table.VoltageFile;
import dev.ranvier.fit.RecoverySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of a recovery.
 *
 * @param model the model
 * @param modelName what it is called
 * @param recording the recording
 * @param recordingName what it is called
 * @param site the place where it was made; the middle of the root if none is given
 * @param dt_ms the time step, instead of the model's
 * @param method the optimiser
 * @param hidden units of each hidden layer of a gate's network
 * @param commandLine how to repeat it
 */
public record RecoveryInput(
        ModelFile model,
        String modelName,
        VoltageFile recording,
        String recordingName,
        Optional<String> site,
        Optional<Double> dt_ms,
        RecoverySettings.Method method,
        List<Integer> hidden,
        String commandLine) {
    /** The task; refuses what cannot be recovered. */
    public RecoveryTask task() {
        if (model.clamp().isPresent()) {
            throw new BadInputException(
                    modelName + ": clamp: a channel is recovered from a current-clamp recording; remove the clamp");
        }
        if (recording.current_nA().isEmpty() && model.stimuli().isEmpty()) {
            throw new BadInputException(
                    recordingName + ": nothing is injected: the recording has no column i_pA or i_nA, and the model no"
                            + " stimulus. Add one of them");
        }
        MarkChecks marks = new MarkChecks(model);
        marks.checkStart();
        List<String> notes = new ArrayList<>(model.notes());
        RecordingReader reader = new RecordingReader(model, modelName, notes);
        Observed observed = reader.observed(
                recording,
                recordingName,
                RecordingReader.site(model, site.stream().toList(), 0));
        marks.checkRecordings(List.of(observed));
        reader.noteStimulus(List.of(observed));
        note(notes);
        return new RecoveryTask(model, modelName, observed, settings(notes), notes, commandLine);
    }

    private void note(List<String> notes) {
        if (model.unknownChannel().isKnown()) {
            notes.add("the channel's networks in the model are not used: they are learned anew");
        }
        if (!model.fit().loss().isEmpty()) {
            notes.add("the model's section loss is not used here: the squared error of the voltage is minimised");
        }
    }

    private RecoverySettings settings(List<String> notes) {
        TimeSettings times = model.times();
        DividingStep step = DividingStep.of(
                dt_ms.or(times::dt_ms).orElse(TimeSettings.USUAL_DT_ms),
                recording.voltage_mV().interval_ms());
        step.note().ifPresent(notes::add);
        return new RecoverySettings(method, hidden, times.scheme(), step.dt_ms(), times.start());
    }
}
