package dev.ranvier.cli.validation;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.files.signal.StimulusSpan;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.record.SpikeTimes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A recording and what a model makes of it.
 *
 * @param observed the recording
 * @param model the model's voltage, or under voltage clamp its current, at the samples of the recording
 * @param from_ms what comes before is not judged
 * @param threshold_mV through which a spike rises
 */
record Prediction(Observed observed, SampledSignal model, double from_ms, double threshold_mV) {
    /** How near spikes must be to coincide. */
    static final List<Double> PRECISIONS_ms = List.of(2.0, 4.0);
    /** Around a recorded spike, which is not the voltage between spikes. */
    private static final double BEFORE_SPIKE_ms = 3, AFTER_SPIKE_ms = 30;

    /** The recorded spikes; only a voltage has any. */
    SpikeTrain recordedSpikes() {
        return spikes(observed.recorded());
    }

    /** The model's spikes. */
    SpikeTrain modelSpikes() {
        return spikes(model);
    }

    private SpikeTrain spikes(SampledSignal signal) {
        return observed.isVoltage() ? SpikeTrain.of(signal, threshold_mV, from_ms) : new SpikeTrain(List.of());
    }

    /** How long it is judged. */
    double judged_ms() {
        return observed.recorded().length() * observed.recorded().interval_ms() - from_ms;
    }

    /** How well the spikes coincide. */
    Coincidence coincidence(double precision_ms) {
        return Coincidence.of(recordedSpikes(), modelSpikes(), judged_ms(), precision_ms);
    }

    /** Root mean square of model minus recording, of other quantities in what they count as. */
    double rmse_mV() {
        return rmse_mV(_ -> true);
    }

    /** The same of a voltage away from spikes of either; NaN where nothing is left, and of other quantities. */
    double betweenSpikes_mV() {
        if (!observed.isVoltage()) {
            return Double.NaN;
        }
        boolean[] left = new boolean[observed.recorded().length()];
        leaveOut(recordedSpikes(), left);
        leaveOut(modelSpikes(), left);
        return rmse_mV(k -> !left[k]);
    }

    private void leaveOut(SpikeTrain spikes, boolean[] left) {
        double interval_ms = observed.recorded().interval_ms();
        for (double t_ms : spikes.times_ms()) {
            int first = (int) Math.max(0, (t_ms - BEFORE_SPIKE_ms) / interval_ms);
            int last = (int) Math.min(left.length, (t_ms + AFTER_SPIKE_ms) / interval_ms);
            Arrays.fill(left, first, Math.max(first, last), true);
        }
    }

    private double rmse_mV(IntPredicate isCounted) {
        double[] recorded = observed.recorded().values(), predicted = model.values();
        double unit_mV = observed.experiment().mV_per_unit();
        return unit_mV
                * Math.sqrt(Arrays.stream(judged())
                        .filter(isCounted)
                        .mapToDouble(k -> (predicted[k] - recorded[k]) * (predicted[k] - recorded[k]))
                        .average()
                        .orElse(Double.NaN));
    }

    /** The samples that are judged. */
    int[] judged() {
        double interval_ms = observed.recorded().interval_ms();
        return Arrays.stream(observed.experiment().samples())
                .filter(k -> k >= Math.ceil(from_ms / interval_ms))
                .toArray();
    }

    /**
     * eFEL's features of a voltage at the samples of the recording, NaN for those that it, or another quantity, does not have; spikes are
     * counted, not smooth.
     */
    double[] features(SampledSignal voltage_mV) {
        if (!observed.isVoltage()) {
            return IntStream.range(0, Feature.values().length)
                    .mapToDouble(_ -> Double.NaN)
                    .toArray();
        }
        double[] v = voltage_mV.values();
        int from = (int) Math.ceil(from_ms / voltage_mV.interval_ms());
        double[] judged = Arrays.copyOfRange(v, from, v.length);
        StimulusWindow on = stimulus();
        double[] values = Feature.values(
                List.of(Feature.values()), judged, new Sampling(voltage_mV.interval_ms(), judged.length), on);
        values[List.of(Feature.values()).indexOf(Feature.SPIKE_COUNT)] = Arrays.stream(
                        SpikeTimes.of(judged, voltage_mV.interval_ms(), on.threshold_mV()))
                .filter(time_ms -> time_ms >= on.start_ms() && time_ms <= on.end_ms())
                .count();
        return values;
    }

    /** When the current is on, as far as it is judged, from where judging begins; without changes all of it. */
    StimulusWindow stimulus() {
        double end_ms = judged_ms() - observed.recorded().interval_ms(), first_ms = 0, last_ms = end_ms;
        if (observed.current_nA().isPresent()) {
            SampledSignal current = observed.current_nA().get();
            Optional<StimulusSpan> on = StimulusSpan.of(current.values());
            if (on.isPresent()) {
                first_ms = Math.max(0, on.get().first() * current.interval_ms() - from_ms);
                last_ms = Math.min(end_ms, on.get().last() * current.interval_ms() - from_ms);
            }
        }
        return first_ms < last_ms
                ? new StimulusWindow(first_ms, last_ms, threshold_mV)
                : new StimulusWindow(0, end_ms, threshold_mV);
    }

    /** Whether the same was done to both cells for as long. */
    boolean repeats(Prediction other) {
        return observed.recorded().length() == other.observed.recorded().length()
                && observed.current_nA().isPresent()
                && other.observed.current_nA().isPresent()
                && Arrays.equals(
                        observed.current_nA().get().values(),
                        other.observed.current_nA().get().values());
    }

    /** For programs. */
    Map<String, Object> summary() {
        Map<String, Object> summary = observed.summary(rmse_mV());
        summary.put("rmse_between_spikes_mV", betweenSpikes_mV());
        summary.put(
                "stimulus_ms",
                List.of(from_ms + stimulus().start_ms(), from_ms + stimulus().end_ms()));
        summary.put("spikes_recorded", recordedSpikes().count());
        summary.put("spikes_model", modelSpikes().count());
        for (double precision_ms : PRECISIONS_ms) {
            Coincidence coincidence = coincidence(precision_ms);
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("coincident", coincidence.coincident());
            member.put("by_chance", coincidence.byChance());
            member.put("factor", coincidence.factor());
            summary.put("coincidence_" + (int) precision_ms + "_ms", member);
        }
        return summary;
    }
}
