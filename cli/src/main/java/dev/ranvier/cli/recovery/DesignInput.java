package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.RecordingReader;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.DividingStep;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.fit.Closeness;
import dev.ranvier.fit.RecoverySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of a design.
 *
 * @param model the model
 * @param modelName what it is called
 * @param recordings the recordings there are
 * @param sites where they were made, once for all or once for each; empty for the middle of the root
 * @param least_pA the lowest current
 * @param most_pA the highest current
 * @param duration_ms of the recording to come
 * @param noise_mV on every sample, if the recordings are not to say it
 * @param commandLine how to repeat it
 */
public record DesignInput(
        ModelFile model,
        String modelName,
        List<? extends Recording> recordings,
        List<String> sites,
        double least_pA,
        double most_pA,
        double duration_ms,
        Optional<Double> noise_mV,
        String commandLine) {
    private static final double USUAL_INTERVAL_ms = 0.1,
            USUAL_NOISE_mV = 0.5,
            LEAST_NOISE_mV = 0.015,
            MOST_SAMPLES = 20_000;

    /** Copies the list. */
    public DesignInput {
        recordings = List.copyOf(recordings);
        sites = List.copyOf(sites);
    }

    /** The task; refuses a model whose curves are not known. */
    public Designed.Task task() {
        if (model.learned().isEmpty()) {
            throw new BadInputException(
                    modelName + ": no channel has learned gates, and only their curves have bands that a recording"
                            + " could shrink; networks in the place of channels, of type learned-conductance or"
                            + " learned-current, have no curves. Give a model that 'ranvier recover' has written, of a"
                            + " channel of type learned or with gates: {h: learned}");
        }
        model.cell();
        List<String> notes = new ArrayList<>(model.notes());
        RecordingReader reader = new RecordingReader(model, modelName, notes);
        List<Observed> observed = recordings.isEmpty() ? List.of() : reader.observed(recordings, sites);
        if (observed.isEmpty()) {
            notes.add("no recordings are given: bands are compared with what is expected of any gate");
        }
        if (observed.isEmpty() && sites.size() > 1) {
            throw new BadInputException("--at is given " + sites.size() + " times, and one recording is proposed");
        }
        Site site = observed.isEmpty()
                ? sites.stream()
                        .findFirst()
                        .map(place -> Site.named(model.membrane().compartments(), place, "--at"))
                        .orElseGet(() -> Site.root(model.membrane().compartments()))
                : observed.getFirst().site();
        if (observed.stream().anyMatch(recording -> recording.site().node() != site.node())) {
            notes.add("the recordings are of several places: what is proposed is for " + site.title() + ", where "
                    + observed.getFirst().name() + " was made");
        }
        double interval_ms = observed.isEmpty()
                ? USUAL_INTERVAL_ms
                : observed.getFirst().recorded().interval_ms();
        if (duration_ms / interval_ms > MOST_SAMPLES) {
            throw new BadInputException("a recording of " + duration_ms + " ms has more than " + (int) MOST_SAMPLES
                    + " samples " + interval_ms + " ms apart: make it shorter");
        }
        DividingStep step = DividingStep.of(model.times().dt_ms().orElse(TimeSettings.USUAL_DT_ms), interval_ms);
        step.note().ifPresent(notes::add);
        RecoverySettings standard = RecoverySettings.standard();
        return new Designed.Task(
                model,
                modelName,
                observed,
                site,
                reader.currentSite(),
                new Candidate.Limits(least_pA, most_pA, duration_ms, interval_ms),
                noise_mV.orElseGet(() -> noise_mV(observed)),
                new RecoverySettings(
                        standard.method(),
                        standard.hidden(),
                        model.times().scheme(),
                        step.dt_ms(),
                        model.times().start()),
                notes,
                commandLine);
    }

    private static double noise_mV(List<Observed> observed) {
        return observed.isEmpty()
                ? USUAL_NOISE_mV
                : Math.max(
                        LEAST_NOISE_mV,
                        observed.stream()
                                .mapToDouble(recording -> Closeness.noise(recording.recorded()))
                                .max()
                                .orElseThrow());
    }
}
