package dev.ranvier.cli.validation;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.RecordingReader;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.fit.FreeRun;
import dev.ranvier.loss.Feature;
import dev.ranvier.simulate.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;

/**
 * A model against recordings.
 *
 * @param modelName what the model is called
 * @param dt_ms step of the simulation
 * @param predictions one a recording
 * @param features eFEL's, over the recordings that have them
 * @param notes what the person should know about how the input was understood
 * @param commandLine how to repeat it
 */
public record Validation(
        String modelName,
        double dt_ms,
        List<Prediction> predictions,
        List<JudgedFeature> features,
        List<String> notes,
        String commandLine) {
    /** A mean coincidence factor (Jolivet et al. 2008; 0 by chance) that may be chance. */
    private static final double BY_CHANCE = 0.2;

    /**
     * What a person asks.
     *
     * @param modelPath where the model is
     * @param model the model
     * @param recordings the recordings, voltages or currents under voltage clamp
     * @param sites where the voltage was recorded, as for a fit
     * @param lead_ms for so long the model is clamped to each recording at first
     * @param from_ms what comes before is simulated and not judged
     * @param threshold_mV through which a spike rises
     * @param dt_ms the time step, instead of the model's
     * @param commandLine how to repeat it
     */
    public record Question(
            Path modelPath,
            ModelFile model,
            List<Recording> recordings,
            List<String> sites,
            double lead_ms,
            double from_ms,
            double threshold_mV,
            Optional<Double> dt_ms,
            String commandLine) {}

    /** Copies the lists. */
    public Validation {
        predictions = List.copyOf(predictions);
        features = List.copyOf(features);
        notes = List.copyOf(notes);
    }

    /** Runs the model beside every recording. */
    public static Validation of(Question asked) {
        ModelFile model = asked.model();
        List<String> notes = new ArrayList<>(model.notes());
        RecordingReader reader = new RecordingReader(model, asked.modelPath().toString(), notes, asked.lead_ms());
        List<Observed> observed = reader.observed(asked.recordings(), asked.sites());
        reader.noteStimulus(observed);
        double dt_ms = asked.dt_ms().or(() -> model.times().dt_ms()).orElse(TimeSettings.USUAL_DT_ms);
        reader.noteSteps(observed, dt_ms);
        double from_ms = Math.max(asked.from_ms(), asked.lead_ms());
        FreeRun run = new FreeRun(
                model.cell(), model.times().scheme(), dt_ms, model.times().start());
        List<Callable<Prediction>> pieces = new ArrayList<>();
        for (Observed recording : observed) {
            if (from_ms >= recording.duration_ms()) {
                throw new BadInputException(recording.name() + " lasts " + recording.duration_ms()
                        + " ms, and is to be judged from " + from_ms + " ms on");
            }
            pieces.add(() -> new Prediction(
                    recording,
                    run.of(recording.experiment())
                            .orElseThrow(() -> new BadInputException("the model's voltage does not stay finite under "
                                    + recording.name() + ": try a smaller --dt")),
                    from_ms,
                    asked.threshold_mV()));
        }
        List<Prediction> predictions = Workers.run(Runtime.getRuntime().availableProcessors(), pieces);
        List<JudgedFeature> features = JudgedFeature.all(List.of(Feature.values()), predictions);
        return new Validation(asked.modelPath().toString(), dt_ms, predictions, features, notes, asked.commandLine());
    }

    /** The result in a sentence. */
    public String verdict() {
        String away = "The model is " + Observed.shown(observed(), rmse_mV()) + " away from the recordings";
        if (observed().stream().noneMatch(Observed::isVoltage)) {
            return away + ".";
        }
        double precision_ms = Prediction.PRECISIONS_ms.getLast();
        double factor = coincidence(precision_ms), own = repeatability(precision_ms);
        String spikes = recordedSpikes() == 0 && modelSpikes() == 0
                ? "neither spikes"
                : modelSpikes() + " spikes where " + recordedSpikes() + " were recorded, coincidence factor "
                        + Shown.number(factor) + " within " + Shown.number(precision_ms) + " ms";
        return away
                + (Double.isFinite(betweenSpikes_mV())
                        ? ", " + Shown.millivolts(betweenSpikes_mV()) + " away from spikes"
                        : "")
                + "; " + spikes
                + (own > 0
                        ? ", " + Shown.number(factor / own) + " of the " + Shown.number(own)
                                + " between repeats of the same stimulus"
                        : "")
                + (missesSpikes() ? ": the model does not predict these spikes." : ".");
    }

    /** Whether there are spikes, and those of the model coincide with them hardly more than by chance. */
    boolean missesSpikes() {
        double factor = coincidence(Prediction.PRECISIONS_ms.getLast());
        return recordedSpikes() + modelSpikes() > 0 && !(factor > BY_CHANCE);
    }

    /** The recordings. */
    List<Observed> observed() {
        return predictions.stream().map(Prediction::observed).toList();
    }

    /** Spikes in all recordings, as far as they are judged. */
    int recordedSpikes() {
        return predictions.stream()
                .mapToInt(prediction -> prediction.recordedSpikes().count())
                .sum();
    }

    /** Spikes of the model. */
    int modelSpikes() {
        return predictions.stream()
                .mapToInt(prediction -> prediction.modelSpikes().count())
                .sum();
    }

    /** Root mean square of model minus recording, all recordings counted alike, a current in what it counts as. */
    double rmse_mV() {
        return Math.sqrt(predictions.stream()
                .mapToDouble(prediction -> prediction.rmse_mV() * prediction.rmse_mV())
                .average()
                .orElseThrow());
    }

    /** The same away from spikes; of the recordings that have such a part. */
    double betweenSpikes_mV() {
        return Math.sqrt(mean(
                predictions.stream().mapToDouble(Prediction::betweenSpikes_mV).map(rmse -> rmse * rmse)));
    }

    /** The model's mean coincidence factor over the recordings in which either spikes; NaN without any. */
    double coincidence(double precision_ms) {
        return mean(predictions.stream()
                .mapToDouble(prediction -> prediction.coincidence(precision_ms).factor()));
    }

    /**
     * The cell's own: the mean factor of a recording as the model of another in which the same current was injected. NaN where
     * no stimulus was repeated.
     */
    double repeatability(double precision_ms) {
        DoubleStream.Builder factors = DoubleStream.builder();
        for (int k = 0; k < predictions.size(); k++) {
            for (int j = 0; j < predictions.size(); j++) {
                Prediction one = predictions.get(k), other = predictions.get(j);
                if (k != j && one.repeats(other)) {
                    factors.add(
                            Coincidence.of(one.recordedSpikes(), other.recordedSpikes(), one.judged_ms(), precision_ms)
                                    .factor());
                }
            }
        }
        return mean(factors.build());
    }

    /** Of the finite ones. */
    private static double mean(DoubleStream values) {
        return values.filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
