package dev.ranvier.cli.recording;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.signal.VoltageFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An electrode that spikes tell of, also one that charges too slowly for {@link StepElectrode}: with more current spikes of a membrane peak
 * lower, as sodium inactivates, so where they peak higher, along a straight line, the electrode adds at least its slope.
 *
 * @param least_MOhm the slope of peaks over current
 */
public record SpikeElectrode(double least_MOhm) {
    private static final int FEWEST = 5;
    private static final double PEAK_WITHIN_ms = 3, STRAIGHT = 0.9, MUCH_MOhm = 5;

    /** Of recordings with their currents, under steps; empty where spikes tell of none. */
    public static Optional<SpikeElectrode> of(List<VoltageFile> recordings) {
        List<double[]> peaks = new ArrayList<>();
        for (VoltageFile recording : recordings) {
            double[] v = recording.voltage_mV().values(),
                    i = recording.current_nA().orElseThrow().values();
            int within = (int) Math.ceil(PEAK_WITHIN_ms / recording.voltage_mV().interval_ms());
            for (int spike : SpikingCell.spikes(v)) {
                double peak_mV = Arrays.stream(v, spike, Math.min(v.length, spike + within))
                        .max()
                        .orElseThrow();
                peaks.add(new double[] {i[spike], peak_mV});
            }
        }
        double i0_nA = mean(peaks, 0), v0_mV = mean(peaks, 1), ii = 0, iv = 0, vv = 0;
        for (double[] peak : peaks) {
            ii += (peak[0] - i0_nA) * (peak[0] - i0_nA);
            iv += (peak[0] - i0_nA) * (peak[1] - v0_mV);
            vv += (peak[1] - v0_mV) * (peak[1] - v0_mV);
        }
        boolean isStraight = peaks.size() >= FEWEST && iv > STRAIGHT * Math.sqrt(ii * vv);
        return isStraight && iv > MUCH_MOhm * ii ? Optional.of(new SpikeElectrode(iv / ii)) : Optional.empty();
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
    }

    /** For people. */
    public String described() {
        return "spikes peak higher by " + Shown.number(least_MOhm)
                + " MOhm times the current, which no membrane does: the electrode adds so much at least, and a model of"
                + " this voltage is one of the electrode too; --bridge takes it out";
    }
}
