package dev.ranvier.loss;

import java.util.List;
import java.util.Optional;

/**
 * Distance of features from their targets: {@code sum ((feature - target) / sd)^2}. Two residuals a target:
 *
 * <ul>
 *   <li>{@code (feature - target) / sd} and 0 where the trace has the feature;
 *   <li>{@value #MISSING} and the gap in mV where it lacks it: more than a wrong value costs, and with a slope towards having it.
 *       The gap of a feature of spikes is what the highest voltage of the stimulus outside spikes lacks to 10 mV above the
 *       threshold, so that a fit of a silent model raises that voltage.
 * </ul>
 */
public final class FeatureError implements Residuals {
    /** What a missing feature costs, in standard deviations. */
    public static final double MISSING = 100;

    private static final Measure NOTHING = Measure.constant(0);

    private final Sampling sampling;
    private final StimulusWindow stimulus;
    private final List<FeatureTarget> targets;

    /** Of traces under one stimulus. */
    public FeatureError(Sampling sampling, StimulusWindow stimulus, List<FeatureTarget> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a feature error needs at least one target");
        }
        this.sampling = sampling;
        this.stimulus = stimulus;
        this.targets = List.copyOf(targets);
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public int count() {
        return 2 * targets.size();
    }

    @Override
    public Linearisation at(double[] trace_mV) {
        Response response = new Response(trace_mV, sampling, stimulus);
        Measure[] rows = new Measure[count()];
        for (int f = 0; f < targets.size(); f++) {
            FeatureTarget target = targets.get(f);
            Optional<Measure> found = target.feature().of(response);
            if (found.isPresent()) {
                rows[2 * f] = found.get().minus(target.value()).times(1 / target.sd());
                rows[2 * f + 1] = NOTHING;
            } else {
                rows[2 * f] = Measure.constant(MISSING);
                rows[2 * f + 1] = target.feature().gap(response).orElse(NOTHING);
            }
        }
        return new MeasuredResiduals(rows);
    }
}
