package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.signal.StimulusSpan;
import dev.ranvier.fit.Experiment;
import dev.ranvier.loss.FeatureError;
import dev.ranvier.loss.FeatureTarget;
import dev.ranvier.loss.Loss;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.RobustVoltageError;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SlopeError;
import dev.ranvier.loss.SmoothSpikes;
import dev.ranvier.loss.SoftDtw;
import dev.ranvier.loss.SpikeShapeError;
import dev.ranvier.loss.SpikeTimeError;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.loss.VanRossumDistance;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.loss.Window;
import dev.ranvier.model.Injection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns the terms of a loss into those of recordings. A term counts by its mean over the recordings that it looks at. */
public final class LossTerms {
    private final List<Observed> observed;

    /** Of these recordings. */
    LossTerms(List<Observed> observed) {
        this.observed = observed;
    }

    /** The terms of a loss against these recordings. */
    public static Objective of(List<Observed> observed, List<LossEntry> entries) {
        return new LossTerms(observed).objective(entries);
    }

    /** What the engine minimises. */
    Objective objective(List<LossEntry> entries) {
        List<Objective.Term> terms = new ArrayList<>();
        for (LossEntry entry : entries) {
            int[] recordings = recordings(entry);
            for (int k : recordings) {
                terms.add(term(k, entry, entry.weight() / recordings.length));
            }
        }
        return new Objective(terms);
    }

    private Objective.Term term(int k, LossEntry entry, double weight) {
        Observed recording = observed.get(k);
        if (recording.isVoltage()) {
            return new Objective.Term(k, weight, loss(entry, recording));
        }
        if (!(entry.measure() instanceof LossMeasure.Voltage(Window window))) {
            throw wrong(
                    entry,
                    recording.described() + ", is no voltage, and for others there is the term"
                            + " voltage only: give the others a recording: N");
        }
        try {
            return recording.experiment().term(k, weight, window);
        } catch (IllegalArgumentException e) {
            throw wrong(entry, recording.name() + ": " + e.getMessage());
        }
    }

    private int[] recordings(LossEntry entry) {
        if (entry.recording().isEmpty()) {
            return IntStream.range(0, observed.size()).toArray();
        }
        int number = entry.recording().get();
        if (number > observed.size()) {
            throw wrong(entry, "there is no recording " + number + ", only " + observed.size());
        }
        return new int[] {number - 1};
    }

    /** The complaint {@code message} about a term. */
    static BadInputException wrong(LossEntry entry, String message) {
        String complaint = "loss: " + entry.measure().name() + ": " + message;
        return entry.place()
                .map(place -> new BadInputException(place, complaint))
                .orElseGet(() -> new BadInputException("--" + complaint));
    }

    private static Loss loss(LossEntry entry, Observed recording) {
        double[] v = recording.recorded().values();
        Experiment experiment = recording.experiment();
        Sampling sampling = new Sampling(recording.recorded().interval_ms(), v.length);
        try {
            return switch (entry.measure()) {
                case LossMeasure.Voltage(var window) -> new VoltageError(sampling, v, experiment.windows(window));
                case LossMeasure.RobustVoltage(double scale_mV, var window) ->
                    new RobustVoltageError(sampling, v, scale_mV, experiment.windows(window));
                case LossMeasure.Slope(var window) -> new SlopeError(sampling, v, experiment.windows(window));
                case LossMeasure.VanRossum(double tau_ms, double threshold_mV) ->
                    new VanRossumDistance(sampling, v, new SmoothSpikes(threshold_mV), tau_ms);
                case LossMeasure.SpikeTimes(var tolerance) ->
                    new SpikeTimeError(sampling, v, tolerance, experiment.lead_ms());
                case LossMeasure.SpikeShape(double scale_mV, var tolerance) ->
                    new SpikeShapeError(sampling, v, scale_mV, tolerance, experiment.lead_ms());
                case LossMeasure.SoftDtw(double block_ms, double band_ms, double gamma_mV2) ->
                    new SoftDtw(sampling, v, block_ms, band_ms, gamma_mV2);
                case LossMeasure.Features features -> features(entry, features, recording, sampling);
            };
        } catch (IllegalArgumentException e) {
            throw wrong(entry, recording.name() + ": " + e.getMessage());
        }
    }

    private static Loss features(
            LossEntry entry, LossMeasure.Features features, Observed recording, Sampling sampling) {
        LossMeasure.Span on = features.stimulus().orElseGet(() -> stimulus(entry, recording));
        StimulusWindow stimulus = new StimulusWindow(on.from_ms(), on.to_ms(), features.threshold_mV());
        List<FeatureTarget> targets = new ArrayList<>();
        for (LossMeasure.Aim aim : features.aims()) {
            double target = aim.target()
                    .orElseGet(() -> aim.feature()
                            .value(recording.recorded().values(), sampling, stimulus)
                            .orElseThrow(() -> wrong(
                                    entry,
                                    recording.name() + " does not have the feature "
                                            + aim.feature().efelName()
                                            + ": give a target, as in {target: 2, sd: 0.5}, or leave"
                                            + " the feature out")));
            targets.add(new FeatureTarget(aim.feature(), target, aim.sd()));
        }
        return new FeatureError(sampling, stimulus, targets);
    }

    /** When the injected current is on. */
    private static LossMeasure.Span stimulus(LossEntry entry, Observed recording) {
        double interval_ms = recording.recorded().interval_ms();
        double[] current_nA = IntStream.range(0, recording.recorded().length())
                .mapToDouble(k -> current_nA(recording, k * interval_ms, (k + 1) * interval_ms))
                .toArray();
        StimulusSpan on = StimulusSpan.of(current_nA)
                .filter(span -> span.first() < span.last())
                .orElseThrow(() -> wrong(
                        entry,
                        "when the stimulus is on cannot be told from the current of " + recording.name()
                                + ": give stimulus_ms: [start, end]"));
        return new LossMeasure.Span(on.first() * interval_ms, on.last() * interval_ms);
    }

    private static double current_nA(Observed recording, double from_ms, double to_ms) {
        double sum = 0;
        for (Injection injection : recording.experiment().injections()) {
            sum += injection.stimuli().getFirst().mean_nA(from_ms, to_ms);
        }
        return sum;
    }
}
