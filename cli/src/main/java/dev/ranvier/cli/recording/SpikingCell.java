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
 * What recordings of spikes say of a cell before anything is fitted. The membrane between spikes answers changes of the current: with D
 * what a stretch of 5 or 10 ms has more than the one before, by least squares
 *
 * <pre>D(change of u) = D(integral of i)/capacitance - D(integral of u)/tau        u = v - electrode i</pre>
 *
 * over all stretches that keep 2 ms before spikes, 20 ms after them and 5 mV below the threshold. What is slow or depends on the voltage, as
 * channels do, is in both stretches and drops out; without the difference it makes capacitances up to 5 times as large. Then
 * {@code u + tau du/dt = rest + resistance i}, by least squares again: here what is slow counts. The threshold is the median of the voltages
 * from which spikes rise by 10 mV/ms and more, of those spikes that are the first of a recording or come 150 ms after another: in trains
 * it rises, as sodium inactivates, and it is a rested cell that a fit begins with.
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
    /** Of a pair of stretches D, and means over both. */
    private static final int CHARGE = 0, AREA = 1, JUMP = 2, MEAN_nA = 3, MEAN_mV = 4, SLOPE = 5, SIGNALS = 7;

    /** Longer ones see more of a cell with dendrites, shorter ones fit between more spikes. */
    private static final double[] STRETCHES_ms = {5, 10};

    private static final double APART_ms = 1, BEFORE_ms = 2, AFTER_ms = 20, BELOW_mV = 5;
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
        for (int k = 0; k < SIGNALS; k++) {
            int column = k;
            signals.add(stretches.stream().mapToDouble(row -> row[column]).toArray());
        }
        double[] found = NormalEquations.solved(NormalEquations.products(signals, 0), new int[] {CHARGE, AREA, JUMP});
        double electrode_MOhm = found[JUMP], tau_ms = -1 / found[AREA];
        double capacitance_nF = 1 / (found[CHARGE] - electrode_MOhm / tau_ms);
        double[] i_nA = signals.get(MEAN_nA);
        double[] held_mV = IntStream.range(0, i_nA.length)
                .mapToDouble(k -> signals.get(MEAN_mV)[k] + tau_ms * signals.get(SLOPE)[k])
                .toArray();
        Line held = Line.through(i_nA, held_mV);
        double resistance_MOhm = held.slope() - electrode_MOhm;
        if (!(resistance_MOhm > 0
                && capacitance_nF > 0
                && Double.isFinite(capacitance_nF)
                && tau_ms > 0
                && Double.isFinite(tau_ms))) {
            throw new BadInputException(name + ": between spikes the voltage does not follow the current as that of a"
                    + " membrane: add a sweep with a step of current below threshold");
        }
        double peak_mV = recordings.stream()
                .flatMapToDouble(
                        recording -> Arrays.stream(recording.voltage_mV().values()))
                .max()
                .orElseThrow();
        return new SpikingCell(
                threshold_mV, peak_mV, 1000 * capacitance_nF, resistance_MOhm, held.atZero(), isOfNoise(recordings));
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
    static int[] spikes(double[] v) {
        return IntStream.range(0, v.length - 1)
                .filter(k -> v[k] < 0 && v[k + 1] >= 0)
                .toArray();
    }

    /** For each pair of stretches what the second has more than the first, and means over both. */
    private static void addStretches(VoltageFile recording, double highest_mV, String name, List<double[]> to) {
        double[] v = recording.voltage_mV().values();
        double[] i = recording
                .current_nA()
                .orElseThrow(() -> new BadInputException(name + ": the injected current is not in the file"))
                .values();
        double interval_ms = recording.voltage_mV().interval_ms();
        double[] charge = integral(i, interval_ms), area = integral(v, interval_ms);
        int apart = (int) Math.ceil(APART_ms / interval_ms);
        boolean[] isQuiet = quiet(v, highest_mV, interval_ms);
        for (double stretch_ms : STRETCHES_ms) {
            int length = (int) Math.round(stretch_ms / interval_ms);
            double pair_ms = 2 * length * interval_ms;
            int since = 0;
            for (int end = 0; end < v.length; end++) {
                int begin = end - 2 * length;
                if (!isQuiet[end]) {
                    since = end + 1;
                } else if (begin >= since && end % apart == 0) {
                    to.add(new double[] {
                        difference(charge, begin, end),
                        difference(area, begin, end),
                        difference(i, begin, end),
                        (charge[end] - charge[begin]) / pair_ms,
                        (area[end] - area[begin]) / pair_ms,
                        (v[end] - v[begin]) / pair_ms,
                        difference(v, begin, end)
                    });
                }
            }
        }
    }

    /** What x changes by in the second half more than in the first. */
    private static double difference(double[] x, int begin, int end) {
        return x[end] - 2 * x[(begin + end) / 2] + x[begin];
    }

    /** From the first sample to each. */
    private static double[] integral(double[] x, double interval_ms) {
        double[] integral = new double[x.length];
        for (int k = 1; k < x.length; k++) {
            integral[k] = integral[k - 1] + interval_ms * x[k - 1];
        }
        return integral;
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
