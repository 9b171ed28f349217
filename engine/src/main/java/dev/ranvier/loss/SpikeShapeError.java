package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean robust error of the voltage in the n spikes of a recording [mV^2], whenever the trace's come: from 1 ms before a recorded spike
 * rises through the threshold to 5 ms after it, {@code e_k = v(t_k + delay) - observed_k}, v on straight lines between samples. The delay
 * is that of the trace's spike which is the same ({@link SpikeTimeError}); one that is missed costs what a trace costs that stays where
 * the spike begins. Residuals
 * {@code sign(e) c sqrt(ln(1 + (e/c)^2)) / sqrt(m)}, of all m samples.
 *
 * <p>A spike is a hundredth of a recording, so a mean over all samples hardly tells its height and width.
 */
public final class SpikeShapeError implements Residuals {
    private static final double BEFORE_ms = 1, AFTER_ms = 5;

    private final Sampling sampling;
    private final double[] observed_mV;
    private final SpikeTolerance tolerance;
    private final double from_ms;
    private final double[] recorded_ms;
    /** By recorded spike, its samples. */
    private final List<int[]> samples;

    private final Cauchy cauchy;
    private final double perSample;

    /**
     * Against the spikes of a recording that rise at a time or later.
     *
     * @param scale_mV c
     * @param tolerance what a spike is, and which are the same
     * @throws IllegalArgumentException when the scale is not positive and finite
     */
    public SpikeShapeError(
            Sampling sampling, double[] observed_mV, double scale_mV, SpikeTolerance tolerance, double from_ms) {
        if (!(scale_mV > 0 && Double.isFinite(scale_mV))) {
            throw new IllegalArgumentException("scale_mV must be positive and finite: scale_mV=" + scale_mV);
        }
        this.sampling = sampling;
        this.observed_mV = sampling.finite("observed_mV", observed_mV);
        this.tolerance = tolerance;
        this.from_ms = from_ms;
        this.recorded_ms = SpikeMatches.times_ms(sampling, observed_mV, tolerance, from_ms);
        this.samples = new ArrayList<>();
        for (double t_ms : recorded_ms) {
            samples.add(IntStream.range(
                            sampling.firstFrom(Math.max(from_ms, t_ms - BEFORE_ms)),
                            sampling.firstAfter(t_ms + AFTER_ms))
                    .toArray());
        }
        this.cauchy = new Cauchy(scale_mV);
        this.perSample = 1 / Math.sqrt(Math.max(1, count()));
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public int count() {
        return samples.stream().mapToInt(of -> of.length).sum();
    }

    @Override
    public Linearisation at(double[] trace_mV) {
        sampling.requireLength("trace_mV", trace_mV);
        SpikeMatches pairs = new SpikeMatches(sampling, trace_mV, tolerance, from_ms, recorded_ms);
        List<Measure> rows = new ArrayList<>(count());
        for (int i = 0; i < recorded_ms.length; i++) {
            int[] of = samples.get(i);
            for (int k : of) {
                Measure there =
                        pairs.isMatched(i) ? at(trace_mV, k, pairs.delay_ms(i)) : Measure.constant(observed_mV[of[0]]);
                rows.add(cauchy.of(there.minus(observed_mV[k])).times(perSample));
            }
        }
        return new MeasuredResiduals(rows.toArray(Measure[]::new));
    }

    /** The trace so long after sample k; beyond its ends as there. */
    private Measure at(double[] v, int k, Measure delay_ms) {
        double place = k + delay_ms.value() / sampling.interval_ms();
        int before = Math.clamp((int) Math.floor(place), 0, v.length - 2);
        double part = Math.clamp(place - before, 0, 1), rise = v[before + 1] - v[before];
        return Measure.function(
                v[before] + part * rise,
                List.of(Measure.sample(v, before), Measure.sample(v, before + 1), delay_ms),
                1 - part,
                part,
                part == place - before ? rise / sampling.interval_ms() : 0);
    }
}
