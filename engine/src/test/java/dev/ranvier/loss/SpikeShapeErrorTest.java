package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The contract's trace has a spike that is late, one that is missed and one that is early, all of other shapes than the recorded ones. */
final class SpikeShapeErrorTest extends ResidualsContract {
    private static final double SCALE_mV = 20;
    private static final SpikeTolerance TOLERANCE = new SpikeTolerance(-20, 0.1, 3);

    SpikeShapeErrorTest() {
        double[] bent = Traces.bent(Traces.spiking(SAMPLING, 12.6, 31, 38.2), SAMPLING, 3, 3);
        System.arraycopy(bent, 0, trace, 0, bent.length);
    }

    @Override
    Residuals loss() {
        return error(observed);
    }

    private static SpikeShapeError error(double[] observed) {
        return new SpikeShapeError(SAMPLING, observed, SCALE_mV, TOLERANCE, 0);
    }

    private static double value(double[] observed, double[] trace) {
        return error(observed).evaluate(trace, 0, new double[trace.length]);
    }

    /** A spike on a rest at -65 mV, whose sides are {@code width} times as long. */
    private static double[] spike(double time_ms, double height_mV, double width) {
        double[] v = new double[SAMPLING.samples()];
        Arrays.setAll(v, k -> {
            double s = (SAMPLING.time_ms(k) - time_ms) / width;
            return -65 + height_mV * Math.exp(-s * s);
        });
        return v;
    }

    @Test
    void evaluate_ofASpikeAtAnotherTime_isThatOfItsShape() {
        double[] recorded = spike(25, 95, 1);
        assertThat(value(recorded, recorded)).isZero();
        for (double late_ms : new double[] {-2.95, -1.3, -0.04, 0.7, 2.1, 2.9}) {
            // Between samples the lines are below the curve, by some tenths of a millivolt.
            assertThat(value(recorded, spike(25 + late_ms, 95, 1)))
                    .as("%s ms", late_ms)
                    .isLessThan(0.1);
            assertThat(value(recorded, spike(25 + late_ms, 70, 1))).isGreaterThan(20);
            assertThat(value(recorded, spike(25 + late_ms, 95, 0.6))).isGreaterThan(20);
            assertThat(value(recorded, spike(25 + late_ms, 95, 1.5))).isGreaterThan(20);
        }
    }

    @Test
    void evaluate_ofAMissedSpike_isThatOfATraceThatStaysWhereItBegins() {
        double[] recorded = spike(25, 95, 1), flat = spike(25, 0, 1);
        double up_ms = SpikeMatches.times_ms(SAMPLING, recorded, TOLERANCE, 0)[0];
        int from = SAMPLING.firstFrom(up_ms - 1), to = SAMPLING.firstAfter(up_ms + 5);
        double mean = Arrays.stream(recorded, from, to)
                .map(v -> SCALE_mV * SCALE_mV * Math.log1p(Math.pow((v - recorded[from]) / SCALE_mV, 2)))
                .average()
                .orElseThrow();
        assertThat(value(recorded, flat)).isCloseTo(mean, within(1e-9 * mean));
        assertThat(value(recorded, spike(29, 95, 1))).as("too late").isEqualTo(value(recorded, flat));
        double[] traceBar = new double[flat.length];
        error(recorded).evaluate(flat, 1, traceBar);
        assertThat(traceBar).as("nothing pulls at it").containsOnly(0);
    }

    @Test
    void evaluate_ofSpikesInTheLead_isNothing() {
        double[] recorded = spike(25, 95, 1);
        SpikeShapeError later = new SpikeShapeError(SAMPLING, recorded, SCALE_mV, TOLERANCE, 30);
        assertThat(later.count()).isZero();
        assertThat(later.evaluate(spike(25, 60, 1), 0, new double[recorded.length]))
                .isZero();
    }

    @Test
    void scale_mustBePositive() {
        assertThatThrownBy(() -> new SpikeShapeError(SAMPLING, observed, 0, TOLERANCE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scale_mV must be positive and finite");
    }
}
