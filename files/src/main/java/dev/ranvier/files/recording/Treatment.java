package dev.ranvier.files.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is done to a recorded voltage, and to the current with it, before it is used; in this order, each only if it is asked for.
 *
 * @param junction_mV liquid-junction potential, subtracted from the voltage
 * @param electrode what bridge balance left of the electrode: its voltage by the injected current is subtracted
 * @param driftWindow_ms takes out drift: a straight line from the median of so much at the beginning to that at the end
 * @param filter_kHz low-pass filter of the voltage, half its power at this frequency: Gaussian, so without delay
 * @param downsample keeps one of so many samples, and the mean of the current over them
 */
public record Treatment(
        Optional<Double> junction_mV,
        Optional<Electrode> electrode,
        Optional<Double> driftWindow_ms,
        Optional<Double> filter_kHz,
        int downsample) {
    /** None. */
    public static final Treatment NONE =
            new Treatment(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);

    /** Half-width of a Gaussian filter in standard deviations. */
    private static final double REACH = 5;

    /** Checks that times, frequencies and factors are positive. */
    public Treatment {
        if (downsample < 1) {
            throw new IllegalArgumentException("downsampling must be by 1 or more: " + downsample);
        }
        filter_kHz.ifPresent(value -> requirePositive("filter_kHz", value));
        driftWindow_ms.ifPresent(value -> requirePositive("driftWindow_ms", value));
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }

    /** Whether it needs the injected current. */
    public boolean needsCurrent() {
        return electrode.isPresent();
    }

    /**
     * The treated voltage [mV].
     *
     * @param voltage_mV as recorded, which is overwritten
     * @param current_nA what was injected; not looked at unless it {@link #needsCurrent}
     * @param interval_ms from sample to sample
     */
    public double[] voltage_mV(double[] voltage_mV, double[] current_nA, double interval_ms) {
        double[] v = voltage_mV;
        double junction = junction_mV.orElse(0.0);
        for (int k = 0; k < v.length; k++) {
            v[k] -= junction;
        }
        electrode.ifPresent(
                known -> known.parts().forEach(part -> part.removeFrom(voltage_mV, current_nA, interval_ms)));
        return recorded(v, interval_ms);
    }

    /**
     * What is done to whatever was recorded, a current under voltage clamp too: drift, filter and downsampling.
     *
     * @param recorded as it is in the file, which is overwritten
     * @param interval_ms from sample to sample
     */
    public double[] recorded(double[] recorded, double interval_ms) {
        double[] v = recorded;
        if (driftWindow_ms.isPresent()) {
            level(v, width(v, interval_ms));
        }
        if (filter_kHz.isPresent()) {
            v = filtered(v, filter_kHz.get() * interval_ms);
        }
        double[] kept = new double[v.length / downsample];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = v[k * downsample];
        }
        return kept;
    }

    /** What drove the cell, of which each sample holds until the next, as an injected current or a commanded voltage. */
    public double[] driving(double[] driving) {
        double[] kept = new double[driving.length / downsample];
        for (int k = 0; k < kept.length; k++) {
            double sum = 0;
            for (int j = 0; j < downsample; j++) {
                sum += driving[k * downsample + j];
            }
            kept[k] = sum / downsample;
        }
        return kept;
    }

    /**
     * By how much a signal drifts from the median of its beginning to that of its end; empty if drift is not asked for.
     *
     * @param interval_ms from sample to sample
     */
    public OptionalDouble drift(double[] signal, double interval_ms) {
        return driftWindow_ms.isEmpty() || signal.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(drift(signal, width(signal, interval_ms)));
    }

    private int width(double[] signal, double interval_ms) {
        return Math.clamp(Math.round(driftWindow_ms.orElse(0.0) / interval_ms), 1, signal.length);
    }

    private static double drift(double[] v, int width) {
        return median(v, v.length - width, width) - median(v, 0, width);
    }

    private static void level(double[] v, int width) {
        double slope = drift(v, width) / Math.max(1, v.length - width);
        for (int k = 0; k < v.length; k++) {
            v[k] -= slope * (k - 0.5 * (width - 1));
        }
    }

    private static double median(double[] v, int from, int count) {
        double[] sorted = Arrays.copyOfRange(v, from, from + count);
        Arrays.sort(sorted);
        return 0.5 * (sorted[(count - 1) / 2] + sorted[count / 2]);
    }

    /** Colquhoun and Sigworth (1995), appendix 3: of a Gaussian, sigma in time is sqrt(ln 2) / (2 pi f). */
    private static double[] filtered(double[] v, double frequencyPerSample) {
        double sigma = Math.sqrt(Math.log(2)) / (2 * Math.PI * frequencyPerSample);
        int reach = (int) Math.min(v.length, Math.ceil(REACH * sigma));
        double[] weights = new double[reach + 1];
        for (int j = 0; j <= reach; j++) {
            weights[j] = Math.exp(-0.5 * (j / sigma) * (j / sigma));
        }
        double[] out = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            double sum = 0, total = 0;
            for (int j = Math.max(-reach, -k); j <= Math.min(reach, v.length - 1 - k); j++) {
                double weight = weights[Math.abs(j)];
                sum += weight * v[k + j];
                total += weight;
            }
            out[k] = sum / total;
        }
        return out;
    }

    /** What is done, in words, for logs and reports. */
    public List<String> described() {
        List<String> words = new ArrayList<>();
        junction_mV.ifPresent(value -> words.add("a liquid-junction potential of " + value + " mV is subtracted"));
        electrode.ifPresent(known -> words.add(
                "the voltage over " + known.described() + " of the electrode, by the injected current, is subtracted"));
        driftWindow_ms.ifPresent(value -> words.add(
                "drift is taken out: a straight line between the medians of the first and the last " + value + " ms"));
        filter_kHz.ifPresent(
                value -> words.add("what was recorded is filtered at " + value + " kHz (Gaussian, -3 dB)"));
        if (downsample > 1) {
            words.add("one of " + downsample + " samples is kept, of what drove the cell their mean");
        }
        return words;
    }
}
