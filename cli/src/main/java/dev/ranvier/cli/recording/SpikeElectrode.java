package dev.ranvier.cli.recording;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.signal.VoltageFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

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
        DoubleStream.Builder currents_nA = DoubleStream.builder(), peaks_mV = DoubleStream.builder();
        for (VoltageFile recording : recordings) {
            double[] v = recording.voltage_mV().values(),
                    i = recording.current_nA().orElseThrow().values();
            int within = (int) Math.ceil(PEAK_WITHIN_ms / recording.voltage_mV().interval_ms());
            for (int spike : SpikingCell.spikes(v)) {
                currents_nA.add(i[spike]);
                peaks_mV.add(Arrays.stream(v, spike, Math.min(v.length, spike + within))
                        .max()
                        .orElseThrow());
            }
        }
        double[] peaks = peaks_mV.build().toArray();
        Line line = Line.through(currents_nA.build().toArray(), peaks);
        return peaks.length >= FEWEST && line.correlation() > STRAIGHT && line.slope() > MUCH_MOhm
                ? Optional.of(new SpikeElectrode(line.slope()))
                : Optional.empty();
    }

    /** For people. */
    public String described() {
        return "spikes peak higher by " + Shown.number(least_MOhm)
                + " MOhm times the current, which no membrane does: the electrode adds so much at least, and a model"
                + " of this voltage is one of the electrode too. What --bridge leaves can be fitted if its spikes"
                + " still rise through 0 mV; else record with a balanced bridge";
    }
}
