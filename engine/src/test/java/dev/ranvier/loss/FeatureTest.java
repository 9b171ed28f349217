package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Every feature against eFEL itself, on spiking traces of NEURON and on a sag. */
final class FeatureTest {
    /** In the order of the golden file's rows. */
    private static final List<String> TRACES = List.of(
            "neuron_hh_dt0.025",
            "neuron_hh_dt0.005",
            "pospischil_rs_dt0.025",
            "traub_miles_dt0.025",
            "mainen_dt0.025",
            "calcium_dt0.025",
            "sag");

    /** Where both take samples; the golden file has 12 digits. */
    private static final double SAME = 1e-9;
    /** A smooth count, measured within 0.0028 for 8 spikes. */
    private static final double COUNT = 0.01;
    /** eFEL takes the first sample after the onset: at most what 10 mV/ms, and some more, make of an interval. Measured 0.2. */
    private static final double ONSET_mV = 0.25;

    @Test
    void features_equalThoseOfEfel() {
        Csv golden = Csv.golden("efel_features.csv");
        for (int row = 0; row < TRACES.size(); row++) {
            double[] v = voltage(TRACES.get(row));
            StimulusWindow stimulus =
                    new StimulusWindow(golden.column("stim_start_ms")[row], golden.column("stim_end_ms")[row]);
            Sampling sampling = new Sampling(golden.column("interval_ms")[row], v.length);
            for (Feature feature : Feature.values()) {
                String what = feature.efelName() + " of " + TRACES.get(row);
                double expected = golden.column(feature.efelName())[row];
                OptionalDouble value = feature.value(v, sampling, stimulus);
                assertThat(value.isPresent()).as(what).isEqualTo(!Double.isNaN(expected));
                if (value.isPresent()) {
                    double tolerance = tolerance(feature, expected, v, sampling, stimulus);
                    assertThat(value.getAsDouble()).as(what).isCloseTo(expected, within(tolerance));
                }
            }
        }
    }

    /** What it makes that eFEL's times and onsets are those of samples. */
    private static double tolerance(
            Feature feature, double expected, double[] v, Sampling sampling, StimulusWindow stimulus) {
        double interval_ms = sampling.interval_ms();
        return switch (feature) {
            case SPIKE_COUNT -> COUNT;
            case TIME_TO_FIRST_SPIKE, TIME_TO_SECOND_SPIKE, TIME_TO_LAST_SPIKE -> interval_ms / 2;
            case DOUBLET_ISI, AP_WIDTH, AP_DURATION_HALF_WIDTH -> interval_ms;
            case MEAN_FREQUENCY, INV_FIRST_ISI, INV_LAST_ISI -> expected * expected * interval_ms / 1000;
            case ISI_CV, ADAPTATION_INDEX ->
                interval_ms / Feature.DOUBLET_ISI.value(v, sampling, stimulus).orElseThrow();
            case AP_BEGIN_VOLTAGE, AP_AMPLITUDE, AP1_AMP -> ONSET_mV;
            default -> SAME * Math.max(1, Math.abs(expected));
        };
    }

    /** The onset is where dV/dt passes 10 mV/ms, and so does not jump with the samples: on a quadratic upstroke, exactly. */
    @Test
    void onset_ofAQuadraticUpstroke_isExact() {
        Sampling sampling = new Sampling(0.1, 200);
        double[] v = new double[200];
        for (int k = 0; k < 200; k++) {
            double t = sampling.time_ms(k) - 5.03;
            v[k] = t < 0 ? -65 : t < 5 ? -65 + 5 * t * t : -65 + 125 * Math.exp(5 - t);
        }
        double onset = Feature.AP_BEGIN_VOLTAGE
                .value(v, sampling, new StimulusWindow(4, 19))
                .orElseThrow();
        // the chord of the parabola between two samples lies above it by at most 5 (0.1 / 2)^2
        assertThat(onset).isBetween(-60.0, -60 + 0.0125);
    }

    /** A spike during the stimulus, and a rise that stays afterwards. */
    @Test
    void spikeCount_isThatOfTheStimulus() {
        double[] v = new double[300];
        for (int k = 0; k < v.length; k++) {
            v[k] = k >= 100 && k < 110 ? 20 : k >= 250 ? -10 : -70;
        }
        Sampling sampling = new Sampling(0.1, v.length);
        assertThat(Feature.SPIKE_COUNT
                        .value(v, sampling, new StimulusWindow(5, 20))
                        .orElseThrow())
                .isCloseTo(1, within(COUNT));
        assertThat(Feature.SPIKE_COUNT
                        .value(v, sampling, new StimulusWindow(5, 29))
                        .orElseThrow())
                .isGreaterThan(1.5);
    }

    private static double[] voltage(String trace) {
        if (!trace.equals("sag")) {
            return Csv.golden(trace + ".csv").column("v_mV");
        }
        double[] v = new double[1500];
        for (int k = 0; k < v.length; k++) {
            double s = Math.clamp(k * 0.1 - 20, 0, 100), after = Math.max(0, k * 0.1 - 120);
            v[k] = -65 - 18 * (1 - Math.exp(-s / 6)) + 7 * (1 - Math.exp(-s / 25)) + 11 * (1 - Math.exp(-after / 8));
        }
        return v;
    }
}
