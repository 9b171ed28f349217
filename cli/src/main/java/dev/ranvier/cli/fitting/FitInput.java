package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Stages;
import dev.ranvier.loss.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of a fit.
 *
 * @param modelPath where the model is
 * @param model the model
 * @param recordings the recordings
 * @param heldOut the recordings that the best start is chosen by, if any
 * @param sites the places where the voltage was recorded: none for the middle of the root, one for all recordings, or one each
 * @param loss what to minimise, instead of what the model says
 * @param dt_ms the time step, instead of the model's
 * @param lead_ms for so long the model is clamped to each recording at first
 * @param stages the way to the free-running model, instead of the one that suits the method
 * @param settings how to fit
 * @param commandLine how to repeat it
 */
public record FitInput(
        Path modelPath,
        ModelFile model,
        List<Recording> recordings,
        List<Recording> heldOut,
        List<String> sites,
        List<LossEntry> loss,
        Optional<Double> dt_ms,
        double lead_ms,
        Optional<Stages> stages,
        FitSettings settings,
        String commandLine) {
    /** The task; refuses what cannot be fitted. */
    public FitTask task() {
        checkModel();
        List<String> notes = new ArrayList<>(model.notes());
        RecordingReader reader = new RecordingReader(model, modelPath.toString(), notes, lead_ms);
        List<Observed> observed = observed(reader, recordings, sites);
        marks().checkRecordings(observed);
        reader.noteStimulus(observed);
        List<LossEntry> terms = terms(notes);
        marks().checkLoss(terms);
        Objective objective = new LossTerms(observed).objective(terms);
        if (settings.method() == FitSettings.Method.LM && !objective.isSumOfSquares()) {
            throw new BadInputException("soft_dtw is no sum of squares, which --method lm needs: use --method lbfgs or"
                    + " adam, or leave soft_dtw out");
        }
        TimeSettings times = model.times();
        FitProblem problem = FitProblem.ofNumbers(
                        model.cellToFit(),
                        observed.stream().map(Observed::experiment).toList(),
                        objective,
                        model.fit().parameters(),
                        times.scheme(),
                        step_ms(),
                        times.start())
                .with(stages.orElseGet(() -> Stages.usual(settings.method())).stages());
        if (!heldOut.isEmpty()) {
            problem = problem.choosingBy(heldOut(reader, terms));
        }
        return new FitTask(model, modelPath.toString(), observed, terms, problem, settings, notes, commandLine);
    }

    private void checkModel() {
        marks().checkAny();
        marks().checkStart();
        if (model.clamp().isPresent()
                && recordings.stream().noneMatch(recording -> recording.observed() == Dimension.CURRENT)) {
            throw new BadInputException(
                    modelPath + ": clamp: the recordings are taken as voltages in current clamp: say"
                            + " --observed current, or remove the clamp");
        }
    }

    private MarkChecks marks() {
        return new MarkChecks(model);
    }

    private double step_ms() {
        return dt_ms.or(() -> model.times().dt_ms()).orElse(TimeSettings.USUAL_DT_ms);
    }

    /** Held-out recordings were made where the first was; terms of one recording do not look at them. */
    private FitProblem.HeldOut heldOut(RecordingReader reader, List<LossEntry> terms) {
        List<LossEntry> ofAll =
                terms.stream().filter(term -> term.recording().isEmpty()).toList();
        if (ofAll.isEmpty()) {
            throw new BadInputException(
                    "--held-out needs a term of the loss that is for all recordings, and every one names"
                            + " its recording: leave 'recording' out of a term, or --held-out");
        }
        List<Observed> held = observed(reader, heldOut, sites.stream().limit(1).toList());
        return new FitProblem.HeldOut(
                held.stream().map(Observed::experiment).toList(), new LossTerms(held).objective(ofAll));
    }

    private List<Observed> observed(RecordingReader reader, List<Recording> recordings, List<String> sites) {
        List<Observed> observed = reader.observed(recordings, sites);
        reader.noteSteps(observed, step_ms());
        return observed;
    }

    private List<LossEntry> terms(List<String> notes) {
        if (!loss.isEmpty() && !model.fit().loss().isEmpty()) {
            notes.add("--loss is used in place of the model's section loss");
        }
        List<LossEntry> asked = loss.isEmpty() ? model.fit().loss() : loss;
        return asked.isEmpty() ? List.of(LossEntry.usual()) : asked;
    }
}
