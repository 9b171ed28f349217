package dev.ranvier.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mean robust error of the times of spikes, over the n spikes of a recording. A time is where the straight line between two
 * samples rises through the threshold. Recorded spikes and the trace's are matched one to one, the nearest first, up to the
 * tolerance's {@code match}. With c = {@code robust} and {@code P = (c/scale)^2 ln(1 + (match/c)^2)}, what a spike costs that is
 * {@code match} late, the residuals, each over {@code sqrt(n)}, are
 *
 * <ul>
 *   <li>for a recorded spike with a match {@code (c/scale) sqrt(ln(1 + ((t - t_recorded)/c)^2))}, with the sign of its delay;
 *   <li>for one that is missed {@code sqrt(P) f(1 + (threshold - peak) / 10 mV)}, {@code f(x) = sqrt(ln(1 + x^2) / ln 2)}: P and more,
 *       the farther the trace's highest voltage within {@code match}, outside spikes that match others, is below the threshold. A
 *       step of Gauss and Newton aims at a peak above it;
 *   <li>for the trace's spikes between two recorded ones that match none the root of the sum of squares of
 *       {@code sqrt(P) w f((peak - threshold) / 10 mV)}, {@code w = 1 - match/distance} to the nearest missed spike, or 1 where none
 *       is missed: they are pulled towards it, and down.
 * </ul>
 *
 * <p>With {@link SpikeTolerance.Unmatched#COUNTED} a missed spike and one too many cost {@code P/2} each, whatever their heights, and no
 * step aims at them: for models that miss many, as under windows of a clamp, where pulls would outweigh the voltage.
 *
 * <p>So the value is continuous where a match ends, at P, and where a spike that matches none appears or vanishes, at 0. Where a missed
 * spike appears it falls from P to what the new spike's time costs. It jumps where spikes change partners, and the derivative also
 * where another sample becomes the highest or a crossing passes a sample.
 */
public final class SpikeTimeError implements Residuals {
    private static final double MARGIN_mV = 10;
    /** The height of a spike that is missed or matches none. */
    private static final Cauchy HEIGHT = new Cauchy(1);

    private final Sampling sampling;
    private final SpikeTolerance tolerance;
    private final double from_ms;
    private final double[] recorded_ms;
    private final Cauchy delay;
    /** {@code sqrt(P)}. */
    private final double limit;
    /** {@code sqrt(P / ln 2)}. */
    private final double height;

    private final double perSpike;

    /** Against the spikes of a recording; in it and in traces, what rises less than 0.5 ms after a fall is no new spike. */
    public SpikeTimeError(Sampling sampling, double[] observed_mV, SpikeTolerance tolerance) {
        this(sampling, observed_mV, tolerance, 0);
    }

    /** The same of the spikes that rise at a time or later. */
    public SpikeTimeError(Sampling sampling, double[] observed_mV, SpikeTolerance tolerance, double from_ms) {
        this(
                sampling,
                SpikeMatches.times_ms(sampling, sampling.finite("observed_mV", observed_mV), tolerance, from_ms),
                from_ms,
                tolerance);
    }

    private SpikeTimeError(Sampling sampling, double[] recorded_ms, double from_ms, SpikeTolerance tolerance) {
        this.sampling = sampling;
        this.tolerance = tolerance;
        this.from_ms = from_ms;
        this.recorded_ms = recorded_ms;
        this.delay = new Cauchy(tolerance.robust_ms() / tolerance.scale_ms());
        this.limit = delay.residual(tolerance.match_ms() / tolerance.scale_ms());
        this.height = limit / HEIGHT.residual(1);
        this.perSpike = 1 / Math.sqrt(Math.max(1, recorded_ms.length));
    }

    /** A partner may be {@code match} away: to traces that are free for less than that, missed spikes only count. */
    @Override
    public Loss within(double free_ms) {
        return free_ms < tolerance.match_ms()
                ? new SpikeTimeError(sampling, recorded_ms, from_ms, tolerance.with(SpikeTolerance.Unmatched.COUNTED))
                : this;
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public int count() {
        return 2 * recorded_ms.length + 1;
    }

    @Override
    public Linearisation at(double[] trace_mV) {
        sampling.requireLength("trace_mV", trace_mV);
        return new MeasuredResiduals(new Comparison(trace_mV).rows());
    }

    /** A trace beside the recording. */
    private final class Comparison {
        private final double[] v;
        private final SpikeMatches pairs;

        Comparison(double[] v) {
            this.v = v;
            pairs = new SpikeMatches(sampling, v, tolerance, from_ms, recorded_ms);
        }

        Measure[] rows() {
            Measure[] rows = new Measure[count()];
            int n = recorded_ms.length;
            boolean counted = tolerance.unmatched() == SpikeTolerance.Unmatched.COUNTED;
            for (int i = 0; i < n; i++) {
                Measure row = pairs.isMatched(i) ? delayed(i) : counted ? half(1) : missed(i);
                rows[i] = row.times(perSpike);
            }
            for (int gap = 0; gap <= n; gap++) {
                List<Integer> tooMany = tooMany(gap);
                rows[n + gap] = (counted ? half(tooMany.size()) : unmatched(tooMany)).times(perSpike);
            }
            return rows;
        }

        /** So many spikes at half of P. */
        private Measure half(int spikes) {
            return Measure.constant(limit * Math.sqrt(0.5 * spikes));
        }

        private Measure delayed(int i) {
            return delay.of(pairs.delay_ms(i).times(1 / tolerance.scale_ms()));
        }

        private Measure missed(int i) {
            Measure below = highest(recorded_ms[i] - tolerance.match_ms(), recorded_ms[i] + tolerance.match_ms())
                    .map(highest -> highest.minus(tolerance.threshold_mV()))
                    .filter(above -> above.value() < 0)
                    .orElse(Measure.constant(0));
            return HEIGHT.of(below.minus(MARGIN_mV).times(-1 / MARGIN_mV)).times(height);
        }

        /** The highest place of the lines between samples in an interval, outside of spikes that match. */
        private Optional<Measure> highest(double from_ms, double to_ms) {
            Stream<Measure> inside = IntStream.range(sampling.firstFrom(from_ms), sampling.firstAfter(to_ms))
                    .filter(this::isOutside)
                    .mapToObj(k -> Measure.sample(v, k));
            Stream<Measure> ends = DoubleStream.of(from_ms, to_ms).boxed().flatMap(t_ms -> between(t_ms).stream());
            return Stream.concat(inside, ends).reduce((a, b) -> b.value() > a.value() ? b : a);
        }

        private Optional<Measure> between(double t_ms) {
            int k = (int) Math.floor(t_ms / sampling.interval_ms());
            double part = t_ms / sampling.interval_ms() - k;
            return k >= 0 && k + 1 < v.length && isOutside(k) && isOutside(k + 1)
                    ? Optional.of(Measure.function(
                            (1 - part) * v[k] + part * v[k + 1],
                            List.of(Measure.sample(v, k), Measure.sample(v, k + 1)),
                            1 - part,
                            part))
                    : Optional.empty();
        }

        private boolean isOutside(int k) {
            return IntStream.range(0, pairs.spikes())
                    .noneMatch(s -> pairs.hasPartner(s) && pairs.spike(s).covers(k));
        }

        /** The spikes without a match after recorded spike {@code gap - 1} and up to the next. */
        private List<Integer> tooMany(int gap) {
            double from_ms = gap == 0 ? Double.NEGATIVE_INFINITY : recorded_ms[gap - 1],
                    to_ms = gap == recorded_ms.length ? Double.POSITIVE_INFINITY : recorded_ms[gap];
            return IntStream.range(0, pairs.spikes())
                    .filter(s -> !pairs.hasPartner(s)
                            && pairs.time_ms(s).value() > from_ms
                            && pairs.time_ms(s).value() <= to_ms)
                    .boxed()
                    .toList();
        }

        private Measure unmatched(List<Integer> tooMany) {
            List<Measure> parts = tooMany.stream().map(this::unmatchedSpike).toList();
            double norm = Math.sqrt(parts.stream()
                    .mapToDouble(part -> part.value() * part.value())
                    .sum());
            return norm == 0
                    ? Measure.constant(0)
                    : Measure.function(
                            norm,
                            parts,
                            parts.stream()
                                    .mapToDouble(part -> part.value() / norm)
                                    .toArray());
        }

        private Measure unmatchedSpike(int s) {
            Measure above = Measure.sample(v, pairs.spike(s).peak()).minus(tolerance.threshold_mV());
            Measure cost = HEIGHT.of(above.times(1 / MARGIN_mV)).times(height);
            double t_ms = pairs.time_ms(s).value(), nearest_ms = Double.POSITIVE_INFINITY;
            for (int i = 0; i < recorded_ms.length; i++) {
                double from_ms = t_ms - recorded_ms[i];
                if (!pairs.isMatched(i) && Math.abs(from_ms) < Math.abs(nearest_ms)) {
                    nearest_ms = from_ms;
                }
            }
            double part = tolerance.match_ms() / Math.abs(nearest_ms);
            return Measure.function(
                    (1 - part) * cost.value(),
                    List.of(cost, pairs.time_ms(s)),
                    1 - part,
                    cost.value() * part / nearest_ms);
        }
    }
}
