package dev.ranvier.cli.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The electrode and the passive membrane behind a voltage that does not spike, by a current that varies fast, best noise or steps:
 * {@code v = bridge i(one sample ago) + R_e f(tau_e) + R_1 f(tau_1) + R_2 f(tau_2) + drift}, f the current charged with a
 * time constant and drift a polynomial of degree 8. All are found by least squares; the time constants of a grid whose error is least.
 * What is much faster than membranes is the electrode's (Brette et al. 2008, Neuron 59, 379).
 *
 * @param bridge_MOhm what follows by the next sample
 * @param electrode_MOhm R_e
 * @param electrode_ms tau_e
 * @param membrane_MOhm R_1 + R_2
 * @param membrane_ms the larger of tau_1 and tau_2, of those that carry some resistance
 * @param capacitance_pF by how the membrane begins to charge: 1000 / (R_1/tau_1 + R_2/tau_2)
 * @param rmse_mV what is left
 */
public record ElectrodeFit(
        double bridge_MOhm,
        double electrode_MOhm,
        double electrode_ms,
        double membrane_MOhm,
        double membrane_ms,
        double capacitance_pF,
        double rmse_mV) {
    private static final int DEGREE = 8, FIXED = DEGREE + 2;
    private static final double[] FAST_ms = {0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 1, 1.2};
    private static final double[] MIDDLE_ms = {2, 3, 4, 6, 8}, SLOW_ms = {10, 12, 15, 18, 22, 26, 32, 40, 50, 70, 100};
    private static final double SOME = 0.1, SPIKE_mV = 0;

    /** Of a recording, called {@code name} in complaints; its beginning, in which filters settle, does not count. */
    public static ElectrodeFit of(VoltageFile recording, String name) {
        SampledSignal current = recording
                .current_nA()
                .orElseThrow(() -> new BadInputException(
                        name + ": an electrode is measured by the injected current," + " which is not in the file"));
        double[] v = recording.voltage_mV().values(), i = current.values();
        for (double x : v) {
            if (x > SPIKE_mV) {
                throw new BadInputException(name
                        + ": it spikes, and an electrode is measured below threshold: choose another sweep or part");
            }
        }
        double interval_ms = current.interval_ms();
        int first = Math.min(v.length / 4, (int) Math.round(2 * SLOW_ms[SLOW_ms.length - 1] / interval_ms));
        if (Arrays.stream(i, first, i.length).distinct().count() == 1) {
            throw unvaried(name);
        }
        List<double[]> signals = new ArrayList<>();
        for (int degree = 0; degree <= DEGREE; degree++) {
            signals.add(legendre(degree, v.length));
        }
        signals.add(charged(i, 0, interval_ms));
        for (double[] taus : List.of(FAST_ms, MIDDLE_ms, SLOW_ms)) {
            for (double tau_ms : taus) {
                signals.add(charged(i, tau_ms, interval_ms));
            }
        }
        signals.add(v);
        double[][] products = NormalEquations.products(signals, first);
        double[] best = {};
        double least = Double.POSITIVE_INFINITY;
        int[] chosen = {};
        for (int fast = 0; fast < FAST_ms.length; fast++) {
            for (int middle = 0; middle < MIDDLE_ms.length; middle++) {
                for (int slow = 0; slow < SLOW_ms.length; slow++) {
                    int[] columns = columns(fast, middle, slow);
                    double[] solution = NormalEquations.solved(products, columns);
                    double square = square(products, columns, solution);
                    if (square < least) {
                        least = square;
                        best = solution;
                        chosen = new int[] {fast, middle, slow};
                    }
                }
            }
        }
        if (chosen.length == 0) {
            throw unvaried(name);
        }
        double r1 = best[FIXED + 1], r2 = best[FIXED + 2], tau1 = MIDDLE_ms[chosen[1]], tau2 = SLOW_ms[chosen[2]];
        ElectrodeFit found = new ElectrodeFit(
                best[FIXED - 1],
                best[FIXED],
                FAST_ms[chosen[0]],
                r1 + r2,
                r2 > SOME * r1 ? tau2 : tau1,
                1000 / (r1 / tau1 + r2 / tau2),
                Math.sqrt(Math.max(0, least) / (v.length - first)));
        if (!(found.membrane_MOhm > 0 && found.capacitance_pF > 0)) {
            throw new BadInputException(
                    name + ": an electrode and a passive membrane do not answer like this (its membrane"
                            + " would have " + Shown.number(found.membrane_MOhm) + " MOhm and "
                            + Shown.number(found.capacitance_pF)
                            + " pF): choose a sweep or part (--from-ms, --to-ms) in which no channels open");
        }
        return found;
    }

    private static BadInputException unvaried(String name) {
        return new BadInputException(name + ": the current does not vary enough to tell an electrode by it");
    }

    private static int[] columns(int fast, int middle, int slow) {
        int[] columns = new int[FIXED + 3];
        for (int k = 0; k < FIXED; k++) {
            columns[k] = k;
        }
        columns[FIXED] = FIXED + fast;
        columns[FIXED + 1] = FIXED + FAST_ms.length + middle;
        columns[FIXED + 2] = FIXED + FAST_ms.length + MIDDLE_ms.length + slow;
        return columns;
    }

    private static double[] legendre(int degree, int samples) {
        double[] polynomial = new double[samples];
        for (int k = 0; k < samples; k++) {
            double x = 2.0 * k / (samples - 1) - 1, before = 0, p = 1;
            for (int n = 0; n < degree; n++) {
                double next = ((2 * n + 1) * x * p - n * before) / (n + 1);
                before = p;
                p = next;
            }
            polynomial[k] = p;
        }
        return polynomial;
    }

    private static double[] charged(double[] current, double tau_ms, double interval_ms) {
        double kept = tau_ms == 0 ? 0 : Math.exp(-interval_ms / tau_ms), v = current[0];
        double[] charged = new double[current.length];
        for (int k = 0; k < current.length; k++) {
            charged[k] = v;
            v = kept * v + (1 - kept) * current[k];
        }
        return charged;
    }

    private static double square(double[][] products, int[] columns, double[] x) {
        int last = products.length - 1;
        double square = products[last][last];
        for (int r = 0; r < columns.length; r++) {
            square -= x[r] * products[columns[r]][last];
        }
        return square;
    }

    /** What to give to the option {@code --bridge}. */
    public String option() {
        return Shown.number(bridge_MOhm) + ":0," + Shown.number(electrode_MOhm) + ":" + electrode_ms;
    }

    /** For people. */
    public String described() {
        return "the electrode adds " + Shown.number(bridge_MOhm) + " MOhm by the next sample and "
                + Shown.number(electrode_MOhm) + " MOhm with " + electrode_ms + " ms: --bridge=" + option()
                + ". The membrane: " + Shown.number(membrane_MOhm) + " MOhm, " + membrane_ms + " ms, "
                + Shown.number(capacitance_pF) + " pF: area_um2: " + Shown.number(100 * capacitance_pF)
                + " at 1 uF/cm2, and a leak of " + Shown.number(1 / (membrane_MOhm * capacitance_pF))
                + " S/cm2. Left: " + Shown.millivolts(rmse_mV);
    }
}
