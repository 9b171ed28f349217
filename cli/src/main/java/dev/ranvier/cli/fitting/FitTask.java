package dev.ranvier.cli.fitting;

import dev.ranvier.files.model.FitMark;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be fitted to what, and how.
 *
 * @param model the model with its marks
 * @param modelName what the model is called in reports
 * @param observed the recordings
 * @param loss what is minimised
 * @param problem the same for the engine
 * @param settings how the fit is done
 * @param notes what the person should know about how the input was understood
 * @param commandLine how to repeat it
 */
public record FitTask(
        ModelFile model,
        String modelName,
        List<Observed> observed,
        List<LossEntry> loss,
        FitProblem problem,
        FitSettings settings,
        List<String> notes,
        String commandLine) {
    /** Copies the lists. */
    public FitTask {
        observed = List.copyOf(observed);
        loss = List.copyOf(loss);
        notes = List.copyOf(notes);
    }

    /** The same, which keeps its state in a folder while it runs. */
    public FitTask keptIn(Path folder) {
        return new FitTask(model, modelName, observed, loss, problem, settings.keptIn(folder), notes, commandLine);
    }

    /** The marks. */
    List<FitMark> marks() {
        return model.fit().marks();
    }
}
