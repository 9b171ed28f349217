package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The contract's trace has two spikes that match, one that is missed, with a bump near it, and one that matches none. */
final class SpikeTimeErrorTest extends ResidualsContract {
    private static final double SCALE_ms = 0.1, MATCH_ms = 3, THRESHOLD_mV = -20;
    private static final double BENT_ms = MATCH_ms / 2;
    /** What a missed spike costs at least. */
    private static final double MISSED = Math.pow(BENT_ms / SCALE_ms, 2) * Math.log(5);

    SpikeTimeErrorTest() {
        double[] bent = Traces.bent(Traces.spiking(SAMPLING, 12.6, 31, 38.2), SAMPLING, 0.5, 3);
        for (int k = 0; k < 500; k++) {
            bent[k] += 20 * Math.exp(-Math.pow((SAMPLING.time_ms(k) - 25) / 0.7, 2));
        }
        System.arraycopy(bent, 0, trace, 0, 500);
    }

    @Override
    Residuals loss() {
        return error(observed);
    }

    private static SpikeTimeError error(double[] observed) {
        return new SpikeTimeError(SAMPLING, observed, new SpikeTolerance(THRESHOLD_mV, SCALE_ms, MATCH_ms));
    }

    private static double value(double[] observed, double[] trace) {
        return error(observed).evaluate(trace, 0, new double[500]);
    }

    /** {@code f(x)^2}. */
    private static double height(double x) {
        return Math.log1p(x * x) / Math.log(2);
    }

    private static double highest(double[] v, double from_ms, double to_ms) {
        return java.util.Arrays.stream(v, SAMPLING.firstFrom(from_ms), SAMPLING.firstAfter(to_ms))
                .max()
                .orElseThrow();
    }

    @Test
    void contractTrace_hasEveryKindOfResidual() {
        double[] r = loss().at(trace).residuals();
        assertThat(r).hasSize(7);
        assertThat(r[0]).as("late").isPositive();
        double missed = MISSED * height(1 + (THRESHOLD_mV - highest(trace, 22.3, 28.3)) / 10) / 3;
        assertThat(r[1] * r[1]).as("missed").isCloseTo(missed, within(1e-6 * missed));
        assertThat(r[2]).as("early").isNegative();
        assertThat(r[3] + r[4] + r[6]).as("intervals without a spike too many").isZero();
        double[] times_ms = new double[2];
        for (int k = 230; k < 320; k++) {
            for (int j = 0; j < 2; j++) {
                double[] v = j == 0 ? observed : trace;
                if (v[k] > THRESHOLD_mV && v[k - 1] <= THRESHOLD_mV) {
                    times_ms[j] = 0.1 * (k - 1 + (THRESHOLD_mV - v[k - 1]) / (v[k] - v[k - 1]));
                }
            }
        }
        double part = 1 - MATCH_ms / (times_ms[1] - times_ms[0]),
                extra = MISSED * part * part * height((highest(trace, 30, 32) - THRESHOLD_mV) / 10) / 3;
        assertThat(r[5] * r[5]).as("too many").isCloseTo(extra, within(1e-6 * extra));
    }

    @Test
    void evaluate_ofShiftedSpikes_isTheMeanRobustCostOfTheShift() {
        assertThat(value(observed, observed)).isZero();
        for (int samples : new int[] {-25, -3, 1, 10, 29}) {
            double[] shifted = Traces.spiking(SAMPLING, 12 + 0.1 * samples, 25.3 + 0.1 * samples, 39 + 0.1 * samples);
            double cost = Math.pow(BENT_ms / SCALE_ms, 2) * Math.log1p(Math.pow(0.1 * samples / BENT_ms, 2));
            // The slow wave under the spikes moves a crossing by up to 0.005 ms.
            assertThat(value(observed, shifted)).isCloseTo(cost, within(0.06 * (1 + cost) / Math.abs(samples) + 0.02));
        }
    }

    /** A spike that moves away from the only recorded one: steps of 1e-4 ms, over the limit and on. */
    @Test
    void evaluate_ofASpikeThatMovesAway_growsWithoutAJump() {
        double[] one = Traces.spiking(SAMPLING, 25);
        for (int direction : new int[] {-1, 1}) {
            double last = value(one, Traces.spiking(SAMPLING, 25 + direction * 2.5));
            for (int step = 1; step <= 20_000; step++) {
                double next = value(one, Traces.spiking(SAMPLING, 25 + direction * (2.5 + 1e-4 * step)));
                assertThat(Math.abs(next - last))
                        .as("%s ms", direction * (2.5 + 1e-4 * step))
                        .isLessThan(2e-3 * MISSED);
                last = next;
            }
            assertThat(last).isGreaterThan(MISSED);
        }
    }

    /** As a bump grows from 1 mV to a spike of 95 mV, away from recorded ones: no jump, and 0 below the threshold. */
    @Test
    void evaluate_ofASpikeTooMany_growsWithItsHeightWithoutAJump() {
        double[] silent = Traces.spiking(SAMPLING);
        double last = 0;
        for (double height_mV = 1; height_mV < 95; height_mV += 0.01) {
            double[] bump = bump(silent, 25, height_mV);
            double next = value(silent, bump);
            assertThat(next - last).isBetween(0.0, 2e-3 * MISSED);
            assertThat(next > 0).isEqualTo(highest(bump, 0, 49.9) > THRESHOLD_mV);
            last = next;
        }
    }

    /** It costs less and less as the voltage near it rises, and at once not more than by its delay when it is there. */
    @Test
    void evaluate_ofAMissedSpike_fallsAsTheVoltageRises() {
        double[] silent = Traces.spiking(SAMPLING), one = Traces.spiking(SAMPLING, 25);
        double last = Double.POSITIVE_INFINITY;
        for (double height_mV = 1; height_mV < 95; height_mV += 0.1) {
            double[] bump = bump(silent, 26, height_mV);
            double next = value(one, bump);
            assertThat(next).isLessThanOrEqualTo(last);
            assertThat(next >= MISSED).isEqualTo(highest(bump, 0, 49.9) <= THRESHOLD_mV);
            last = next;
        }
        assertThat(last).isLessThan(0.3 * MISSED);
    }

    private static double[] bump(double[] v, double at_ms, double height_mV) {
        double[] bump = v.clone();
        for (int k = 0; k < bump.length; k++) {
            bump[k] += height_mV * Math.exp(-Math.pow((SAMPLING.time_ms(k) - at_ms) / 0.7, 2));
        }
        return bump;
    }

    /** A second spike near a recorded one is one too many however near it is; the nearest matches. */
    @Test
    void evaluate_ofTwoSpikesForOne_matchesTheNearest() {
        double[] one = Traces.spiking(SAMPLING, 25), two = Traces.spiking(SAMPLING, 25.2, 27.5);
        double[] r = error(one).at(two).residuals();
        assertThat(r[0] * r[0]).isCloseTo(4, within(0.2));
        double extra = MISSED * height((highest(two, 27, 28) - THRESHOLD_mV) / 10);
        assertThat(r[2] * r[2]).isCloseTo(extra, within(1e-9 * extra));
    }

    /** Half of P each, whatever their heights; a pair whose distance passes the limit costs P before and after. */
    @Test
    void evaluate_ofCountedSpikes_isHalfTheLimitEach() {
        SpikeTolerance tolerance =
                new SpikeTolerance(THRESHOLD_mV, SCALE_ms, MATCH_ms).with(SpikeTolerance.Unmatched.COUNTED);
        SpikeTimeError counted = new SpikeTimeError(SAMPLING, observed, tolerance);
        double[] r = counted.at(trace).residuals();
        assertThat(r[1] * r[1]).as("missed").isCloseTo(MISSED / 6, within(1e-9 * MISSED));
        assertThat(r[5] * r[5]).as("too many").isCloseTo(MISSED / 6, within(1e-9 * MISSED));
        double[] traceBar = new double[500];
        counted.at(trace).pullBack(new double[] {0, 1, 0, 1, 1, 1, 1}, traceBar);
        assertThat(traceBar).containsOnly(0);
        double[] one = Traces.spiking(SAMPLING, 25);
        SpikeTimeError ofOne = new SpikeTimeError(SAMPLING, one, tolerance);
        for (double late_ms : new double[] {MATCH_ms - 1e-6, MATCH_ms + 0.1, 20}) {
            double cost = ofOne.evaluate(Traces.spiking(SAMPLING, 25 + late_ms), 0, new double[500]);
            assertThat(cost).isCloseTo(MISSED, within(1e-2 * MISSED));
        }
    }

    /** Of the recording's spikes at 12, 25.3 and 39 ms the last two are left, whatever the trace does before. */
    @Test
    void spikesBeforeTheBeginning_areNotLookedAt() {
        SpikeTimeError late =
                new SpikeTimeError(SAMPLING, observed, new SpikeTolerance(THRESHOLD_mV, SCALE_ms, MATCH_ms), 20);
        double[] r = late.at(trace).residuals();
        assertThat(r).hasSize(5);
        double[] all = loss().at(trace).residuals();
        assertThat(r[0]).isCloseTo(all[1] * Math.sqrt(1.5), within(1e-12 * Math.abs(all[1])));
        double[] silentAtFirst = trace.clone();
        java.util.Arrays.fill(silentAtFirst, 0, SAMPLING.firstFrom(18), -65);
        assertThat(late.at(silentAtFirst).residuals()).containsExactly(r);
    }

    /** Noise on the way down crosses the threshold again. */
    @Test
    void riseSoonAfterAFall_isNoSpike() {
        double[] noisy = observed.clone();
        int fall = SAMPLING.firstFrom(12);
        while (noisy[fall] > THRESHOLD_mV) {
            fall++;
        }
        noisy[fall + 1] = THRESHOLD_mV + 1;
        assertThat(error(noisy).count()).isEqualTo(error(observed).count());
        assertThat(value(noisy, observed)).isZero();
    }

    /** Samples on the threshold are below it. */
    @Test
    void spike_throughASampleOnTheThreshold_isSeen() {
        double[] v = {-65, -20, 10, -20, -65, -65};
        Sampling sampling = new Sampling(1, 6);
        assertThat(new SpikeTimeError(sampling, v, new SpikeTolerance(THRESHOLD_mV, SCALE_ms, MATCH_ms)).count())
                .isEqualTo(3);
    }

    @Test
    void badTolerance_isRefused() {
        assertThatThrownBy(() -> new SpikeTolerance(-20, 0, 3)).hasMessageContaining("scale_ms=0.0");
        assertThatThrownBy(() -> new SpikeTolerance(-20, 1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("match_ms=Infinity");
        assertThatThrownBy(() -> new SpikeTolerance(Double.NaN, 1, 1)).hasMessageContaining("threshold_mV=NaN");
    }

    /** Windows in which no partner has its place do not pull; a trace that is free as long as that is judged as ever. */
    @Test
    void within_lessThanTheLimit_onlyCounts() {
        Loss counted = new SpikeTimeError(
                SAMPLING,
                observed,
                new SpikeTolerance(THRESHOLD_mV, SCALE_ms, MATCH_ms).with(SpikeTolerance.Unmatched.COUNTED));
        assertThat(error(observed).within(MATCH_ms - 1).evaluate(trace, 0, new double[500]))
                .isEqualTo(counted.evaluate(trace, 0, new double[500]))
                .isNotEqualTo(value(observed, trace));
        SpikeTimeError error = error(observed);
        assertThat(error.within(MATCH_ms)).isSameAs(error);
    }
}
