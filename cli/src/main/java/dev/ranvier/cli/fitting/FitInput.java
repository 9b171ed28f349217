package dev.ranvier.cli.fitting;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.model.DividingStep;
import dev.ranvier.cli.model.FitMark;
import dev.ranvier.cli.model.LossEntry;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.Site;
import dev.ranvier.cli.model.StimulusEntry;
import dev.ranvier.cli.model.SynapseEntry;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.table.VoltageFile;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.integrate.Start;
import dev.ranvier.loss.Objective;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
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
        FitSettings settings,
        String commandLine) {
    private static final double FAR_FROM_START_mV = 1;

    /** The task; refuses what cannot be fitted. */
    public FitTask task() {
        checkModel();
        List<String> notes = new ArrayList<>(model.notes());
        List<Observed> observed = new ArrayList<>();
        for (int k = 0; k < recordings.size(); k++) {
            observed.add(observed(k, notes));
        }
        marks().checkRecordings(observed);
        noteStimulus(observed, notes);
        List<LossEntry> terms = terms(notes);
        marks().checkLoss(terms);
        Objective objective = new LossTerms(observed).objective(terms);
        if (settings.method() == FitSettings.Method.LM && !objective.isSumOfSquares()) {
            throw new BadInputException("soft_dtw is no sum of squares, which --method lm needs: use --method lbfgs or"
                    + " adam, or leave soft_dtw out");
        }
        TimeSettings times = model.times();
        FitProblem problem = new FitProblem(
                model.cell(),
                observed.stream().map(Observed::experiment).toList(),
                objective,
                parameters(),
                times.scheme(),
                step_ms(),
                times.start());
        return new FitTask(model, modelPath.toString(), observed, terms, problem, settings, notes, commandLine);
    }

    private void checkModel() {
        marks().checkModel();
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

    private List<Parameter> parameters() {
        return model.fit().marks().stream()
                .flatMap(mark -> mark.parts().stream())
                .map(FitMark.Part::parameter)
                .toList();
    }

    private double step_ms() {
        return dt_ms.or(() -> model.times().dt_ms()).orElse(TimeSettings.USUAL_DT_ms);
    }

    private Observed observed(int k, List<String> notes) {
        Path path = recordings.get(k);
        VoltageFile file = VoltageFile.read(path);
        notes.addAll(file.notes());
        DividingStep.of(step_ms(), file.voltage_mV().interval_ms()).note().ifPresent(notes::add);
        Site site = site(k);
        List<Injection> injections = file.current_nA()
                .map(current -> List.of(new Injection(currentSite().node(), new Stimulus.Sampled(current))))
                .orElseGet(model::injections);
        noteFirstVoltage(path, file.voltage_mV().value(0), notes);
        return new Observed(
                path.toString(),
                site,
                file.current_nA(),
                new Experiment(
                        path.toString(),
                        injections,
                        model.synapses().stream().map(SynapseEntry::synapse).toList(),
                        site.node(),
                        file.voltage_mV()));
    }

    private Site site(int k) {
        return sites.isEmpty()
                ? Site.root(model.membrane().compartments())
                : Site.named(model.membrane().compartments(), sites.get(sites.size() == 1 ? 0 : k), "--at");
    }

    /** Where a recorded current is injected: where the model's stimulus is, or at the middle of the root. */
    private Site currentSite() {
        List<Site> places = model.stimuli().stream()
                .map(StimulusEntry::site)
                .filter(site -> site.node() != firstSite().node())
                .toList();
        if (!places.isEmpty()) {
            throw new BadInputException(modelPath + ": stimulus: is at several places, "
                    + firstSite().title() + " and "
                    + places.getFirst().title() + ", so it is not clear where a recorded current belongs: keep one"
                    + " place, or take the current's column out of the recordings");
        }
        return firstSite();
    }

    private Site firstSite() {
        return model.stimuli().isEmpty()
                ? Site.root(model.membrane().compartments())
                : model.stimuli().getFirst().site();
    }

    private void noteFirstVoltage(Path path, double first_mV, List<String> notes) {
        double initial_mV = model.membrane().initialVoltage_mV();
        if (model.times().start() instanceof Start.AtVoltage
                && !marks().isInitialVoltageMarked()
                && Math.abs(first_mV - initial_mV) > FAR_FROM_START_mV) {
            notes.add(path + " starts at " + first_mV + " mV, the model at cell.initial_voltage_mV = " + initial_mV
                    + " with its gates at rest");
        }
    }

    private void noteStimulus(List<Observed> observed, List<String> notes) {
        List<String> without = observed.stream()
                .filter(recording -> recording.current_nA().isEmpty())
                .map(Observed::name)
                .toList();
        if (!without.isEmpty()) {
            notes.add("no current is recorded in " + String.join(", ", without) + ": "
                    + (model.stimuli().isEmpty() ? "nothing is injected" : "the model's stimulus is injected"));
        }
        if (without.size() < observed.size() && !model.stimuli().isEmpty()) {
            notes.add("the recorded current is injected at " + currentSite().title()
                    + " in place of the model's stimulus");
        }
    }

    private List<LossEntry> terms(List<String> notes) {
        if (!loss.isEmpty() && !model.fit().loss().isEmpty()) {
            notes.add("--loss is used in place of the model's section loss");
        }
        List<LossEntry> asked = loss.isEmpty() ? model.fit().loss() : loss;
        return asked.isEmpty() ? List.of(LossEntry.usual()) : asked;
    }
}
