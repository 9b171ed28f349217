package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.MarkChecks;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.RecordingReader;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.DividingStep;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person asks of a recovery.
 *
 * @param model the model
 * @param modelName what it is called
 * @param recordings the recordings
 * @param heldOut recordings that nothing is fitted to
 * @param sites the places where they were made: none for the middle of the root, one for all recordings, or one each
 * @param dt_ms the time step, instead of the model's
 * @param method the optimiser
 * @param hidden units of each hidden layer of a gate's network
 * @param commandLine how to repeat it
 */
public record RecoveryInput(
        ModelFile model,
        String modelName,
        List<Recording> recordings,
        List<Recording> heldOut,
        List<String> sites,
        Optional<Double> dt_ms,
        RecoverySettings.Method method,
        List<Integer> hidden,
        String commandLine) {

    /** The task; refuses what cannot be recovered. */
    public RecoveryTask task() {
        if (model.clamp().isPresent()
                && recordings.stream().noneMatch(recording -> recording.observed() == Dimension.CURRENT)) {
            throw new BadInputException(
                    modelName + ": clamp: the recordings are taken as voltages in current clamp: say"
                            + " --observed current, or remove the clamp");
        }
        checkInjected();
        MarkChecks marks = new MarkChecks(model);
        marks.checkStart();
        List<String> notes = new ArrayList<>(model.notes());
        RecordingReader reader = new RecordingReader(model, modelName, notes);
        List<Observed> observed = reader.observed(recordings, sites);
        marks.checkRecordings(observed);
        List<Observed> aside =
                heldOut.isEmpty() ? List.of() : reader.observed(heldOut, sites.size() == 1 ? sites : List.of());
        reader.noteStimulus(observed);
        note(notes);
        RecoverySettings settings = settings(notes);
        reader.noteSteps(observed, settings.dt_ms());
        return new RecoveryTask(model, modelName, observed, aside, settings, notes, commandLine);
    }

    private void checkInjected() {
        String without = recordings.stream()
                .filter(recording -> recording.file().current_nA().isEmpty())
                .map(Recording::name)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty() && model.stimuli().isEmpty()) {
            throw new BadInputException(
                    without + ": nothing is injected: there is no column i_pA or i_nA, and the model"
                            + " has no stimulus. Add one of them");
        }
    }

    private void note(List<String> notes) {
        String known = model.unknownChannels().stream()
                .filter(ChannelEntry.Learned::isKnown)
                .map(ChannelEntry::name)
                .collect(Collectors.joining(", "));
        if (!known.isEmpty()) {
            notes.add("the networks of " + known + " in the model are not used: they are learned anew");
        }
        String open = model.fit().parameters().stream()
                .filter(this::isOpenConductance)
                .map(Parameter::name)
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            notes.add(open
                    + " trades off with the curves of the same channel, and nothing is known of it before: whatever its"
                    + " standard deviation says, it may be far off. Give it a prior or bounds, or take it as known");
        }
        if (!model.fit().loss().isEmpty()) {
            notes.add("the model's section loss is not used here: the squared error of what was recorded is minimised");
        }
    }

    /** Whether it is a conductance of a channel that is looked for, without a prior and without bounds. */
    private boolean isOpenConductance(Parameter parameter) {
        return parameter.quantity() instanceof Quantity.ChannelParameter(String channel, String name, Region _)
                && model.unknownChannels().stream()
                        .filter(unknown -> unknown.name().equals(channel))
                        .flatMap(unknown -> unknown.insertion().mechanism().schema().densities().stream())
                        .anyMatch(density -> density.name().equals(name))
                && parameter.prior().isEmpty()
                && !(parameter.transform() instanceof Transform.Bounded);
    }

    /** The first recording's step is that of the model which is written. */
    private RecoverySettings settings(List<String> notes) {
        TimeSettings times = model.times();
        DividingStep step = DividingStep.of(
                dt_ms.or(times::dt_ms).orElse(TimeSettings.USUAL_DT_ms),
                recordings.getFirst().samples().interval_ms());
        step.note().ifPresent(notes::add);
        return new RecoverySettings(method, hidden, times.scheme(), step.dt_ms(), times.start());
    }
}
