package dev.ranvier.cli.fitting;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.model.DividingStep;
import dev.ranvier.cli.model.LossEntry;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.table.VoltageFile;
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
 * @param recordings where the recordings are
 * @param sites the places where the voltage was recorded: none for the middle of the root, one for all recordings, or one each
 * @param loss what to minimise, instead of what the model says
 * @param dt_ms the time step, instead of the model's
 * @param stages the way to the free-running model, instead of the one that suits the method
 * @param settings how to fit
 * @param commandLine how to repeat it
 */
public record FitInput(
        Path modelPath,
        ModelFile model,
        List<Path> recordings,
        List<String> sites,
        List<LossEntry> loss,
        Optional<Double> dt_ms,
        Optional<Stages> stages,
        FitSettings settings,
        String commandLine) {
    /** The task; refuses what cannot be fitted. */
    public FitTask task() {
        checkModel();
        List<String> notes = new ArrayList<>(model.notes());
        List<Observed> observed = new ArrayList<>();
        RecordingReader reader = new RecordingReader(model, modelPath.toString(), notes);
        for (int k = 0; k < recordings.size(); k++) {
            observed.add(observed(reader, k, notes));
        }
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
                        model.cell(),
                        observed.stream().map(Observed::experiment).toList(),
                        objective,
                        model.fit().parameters(),
                        times.scheme(),
                        step_ms(),
                        times.start())
                .with(stages.orElseGet(() -> Stages.usual(settings.method())).stages());
        return new FitTask(model, modelPath.toString(), observed, terms, problem, settings, notes, commandLine);
    }

    private void checkModel() {
        marks().checkAny();
        marks().checkStart();
        if (model.clamp().isPresent()) {
            throw new BadInputException(modelPath + ": clamp: a fit is to current-clamp recordings; remove the clamp");
        }
        if (sites.size() > 1 && sites.size() != recordings.size()) {
            throw new BadInputException("--at is given " + sites.size() + " times and --recording " + recordings.size()
                    + " times: give one place for all recordings, or one for each, in their order");
        }
    }

    private MarkChecks marks() {
        return new MarkChecks(model);
    }

    private double step_ms() {
        return dt_ms.or(() -> model.times().dt_ms()).orElse(TimeSettings.USUAL_DT_ms);
    }

    private Observed observed(RecordingReader reader, int k, List<String> notes) {
        Path path = recordings.get(k);
        VoltageFile file = VoltageFile.read(path);
        DividingStep.of(step_ms(), file.voltage_mV().interval_ms()).note().ifPresent(notes::add);
        return reader.observed(file, path.toString(), RecordingReader.site(model, sites, k));
    }

    private List<LossEntry> terms(List<String> notes) {
        if (!loss.isEmpty() && !model.fit().loss().isEmpty()) {
            notes.add("--loss is used in place of the model's section loss");
        }
        List<LossEntry> asked = loss.isEmpty() ? model.fit().loss() : loss;
        return asked.isEmpty() ? List.of(LossEntry.usual()) : asked;
    }
}
