package dev.ranvier.cli.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What recordings of spikes say of a cell before anything is fitted. The membrane between spikes is found by least squares over
 * stretches of 5 ms, {@code v(end) - v(begin) = integral of (i - (v - rest)/resistance)/capacitance}, that keep 2 ms before spikes,
 * 20 ms after them and 5 mV below the threshold (the dynamic I-V curve of Badel et al. 2008, J. Neurophysiol. 99, 656, as a straight
 * line). The threshold is the median of the voltages from which spikes rise by 10 mV/ms and more, of those spikes that are the first of
 * a recording or come 150 ms after another: in trains it rises, as sodium inactivates, and it is a rested cell that a fit begins with.
 *
 * @param threshold_mV where spikes begin
 * @param peak_mV the highest voltage
 * @param capacitance_pF of the membrane
 * @param resistance_MOhm of the membrane between spikes
 * @param rest_mV where no current flows
 * @param isDrivenByNoise whether the current never stays: in most milliseconds it changes by 1/30 of its range and more
 */
public record SpikingCell(
        double threshold_mV,
        double peak_mV,
        double capacitance_pF,
        double resistance_MOhm,
        double rest_mV,
        boolean isDrivenByNoise) {
    private static final double STRETCH_ms = 5, APART_ms = 1, BEFORE_ms = 2, AFTER_ms = 20, BELOW_mV = 5;
    private static final double RISE_mV_per_ms = 10, LONGEST_RISE_ms = 5, RESTED_ms = 150, NOISE = 1.0 / 30;

    /** Of recordings with their currents, called {@code name} in complaints. */
    public static SpikingCell of(List<VoltageFile> recordings, String name) {
        double[] thresholds = recordings.stream()
                .flatMapToDouble(recording -> thresholds_mV(recording.voltage_mV()))
                .sorted()
                .toArray();
        if (thresholds.length == 0) {
            throw new BadInputException(name
                    + ": nothing rises through 0 mV, so it is not known where spikes begin: choose sweeps that spike");
        }
        double threshold_mV = thresholds[thresholds.length / 2];
        List<double[]> stretches = new ArrayList<>();
        recordings.forEach(recording -> addStretches(recording, threshold_mV - BELOW_mV, name, stretches));
        List<double[]> signals = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            int column = k;
            signals.add(stretches.stream().mapToDouble(row -> row[column]).toArray());
        }
        double[] found = NormalEquations.solved(NormalEquations.products(signals, 0), new int[] {0, 1, 2});
        double capacitance_nF = 1 / found[0], tau_ms = -1 / found[1];
        if (!(capacitance_nF > 0 && Double.isFinite(capacitance_nF) && tau_ms > 0 && Double.isFinite(tau_ms))) {
            throw new BadInputException(name + ": between spikes the voltage does not follow the current as that of a"
                    + " membrane: add a sweep with a step of current below threshold");
        }
        double peak_mV = recordings.stream()
                .flatMapToDouble(
                        recording -> Arrays.stream(recording.voltage_mV().values()))
                .max()
                .orElseThrow();
        return new SpikingCell(
                threshold_mV,
                peak_mV,
                1000 * capacitance_nF,
                tau_ms / capacitance_nF,
                found[2] * tau_ms,
                isOfNoise(recordings));
    }

    /** Whether the current of recordings never stays. */
    public static boolean isOfNoise(List<VoltageFile> recordings) {
        List<SampledSignal> currents_nA = recordings.stream()
                .flatMap(recording -> recording.current_nA().stream())
                .toList();
        double[] all = currents_nA.stream()
                .flatMapToDouble(current -> Arrays.stream(current.values()))
                .sorted()
                .toArray();
        double[] changes = currents_nA.stream()
                .flatMapToDouble(SpikingCell::changesInAMillisecond)
                .sorted()
                .toArray();
        return changes.length > 0 && changes[changes.length / 2] > NOISE * (all[all.length - 1] - all[0]);
    }

    private static DoubleStream changesInAMillisecond(SampledSignal current_nA) {
        double[] i = current_nA.values();
        int apart = (int) Math.ceil(1 / current_nA.interval_ms());
        return IntStream.range(apart, i.length).mapToDouble(k -> Math.abs(i[k] - i[k - apart]));
    }

    private static DoubleStream thresholds_mV(SampledSignal voltage_mV) {
        double[] v = voltage_mV.values();
        double interval_ms = voltage_mV.interval_ms();
        int[] spikes = spikes(v);
        return IntStream.range(0, spikes.length)
                .filter(n -> n == 0 || (spikes[n] - spikes[n - 1]) * interval_ms >= RESTED_ms)
                .mapToDouble(n -> v[beginning(v, spikes[n], interval_ms)]);
    }

    /** The sample from which a spike rises. */
    private static int beginning(double[] v, int spike, double interval_ms) {
        int k = spike;
        while (k > 0
                && (spike - k) * interval_ms < LONGEST_RISE_ms
                && v[k] - v[k - 1] >= RISE_mV_per_ms * interval_ms) {
            k--;
        }
        return k;
    }

    /** The samples before rises through 0 mV. */
    private static int[] spikes(double[] v) {
        return IntStream.range(0, v.length - 1)
                .filter(k -> v[k] < 0 && v[k + 1] >= 0)
                .toArray();
    }

    /** For each stretch the integrals of current, voltage and 1, and the change of the voltage. */
    private static void addStretches(VoltageFile recording, double highest_mV, String name, List<double[]> to) {
        double[] v = recording.voltage_mV().values();
        double[] i = recording
                .current_nA()
                .orElseThrow(() -> new BadInputException(name + ": the injected current is not in the file"))
                .values();
        double interval_ms = recording.voltage_mV().interval_ms();
        int length = (int) Math.round(STRETCH_ms / interval_ms), apart = (int) Math.ceil(APART_ms / interval_ms);
        boolean[] isQuiet = quiet(v, highest_mV, interval_ms);
        int since = 0;
        double current = 0, voltage = 0;
        for (int end = 0; end < v.length; end++) {
            if (!isQuiet[end]) {
                since = end + 1;
                current = 0;
                voltage = 0;
                continue;
            }
            int begin = end - length;
            if (begin >= since && end % apart == 0) {
                to.add(new double[] {
                    interval_ms * current, interval_ms * voltage, interval_ms * length, v[end] - v[begin]
                });
            }
            current += i[end];
            voltage += v[end];
            if (begin >= since) {
                current -= i[begin];
                voltage -= v[begin];
            }
        }
    }

    private static boolean[] quiet(double[] v, double highest_mV, double interval_ms) {
        boolean[] isQuiet = new boolean[v.length];
        for (int k = 0; k < v.length; k++) {
            isQuiet[k] = v[k] < highest_mV;
        }
        for (int spike : spikes(v)) {
            int from = Math.max(0, spike - (int) (BEFORE_ms / interval_ms)),
                    to = Math.min(v.length, spike + (int) (AFTER_ms / interval_ms));
            Arrays.fill(isQuiet, from, to, false);
        }
        return isQuiet;
    }

    /** For people. */
    public String described() {
        return "spikes begin at " + Shown.millivolts(threshold_mV) + "; the membrane between them: "
                + Shown.number(resistance_MOhm) + " MOhm, " + Shown.number(resistance_MOhm * capacitance_pF / 1000)
                + " ms, " + Shown.number(capacitance_pF) + " pF, at rest at " + Shown.millivolts(rest_mV);
    }
}
