package dev.ranvier.record;

import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was recorded: for every probe and lane one value every {@code interval_ms}, from the start of the run. */
public final class Trace {
    private final List<Probe> probes;
    private final double start_ms;
    private final double interval_ms;
    private final int samples;
    private final double[][][] values;
    private final List<Divergence> divergences;
    private final State end;
    private final String execution;

    /** {@code values[probe][lane][sample]}, not copied. */
    Trace(
            List<Probe> probes,
            double start_ms,
            double interval_ms,
            int samples,
            double[][][] values,
            List<Divergence> divergences,
            State end,
            String execution) {
        this.probes = List.copyOf(probes);
        this.divergences = List.copyOf(divergences);
        this.start_ms = start_ms;
        this.interval_ms = interval_ms;
        this.end = end;
        this.execution = execution;
        this.samples = samples;
        this.values = values;
    }

    /** The lanes of several traces of the same probes and length, one after the other. */
    public static Trace joined(List<Trace> parts) {
        Trace first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        double[][][] values = new double[first.values.length][][];
        for (int p = 0; p < values.length; p++) {
            int probe = p;
            values[p] = parts.stream()
                    .flatMap(part -> Arrays.stream(part.values[probe]))
                    .toArray(double[][]::new);
        }
        List<Divergence> divergences = new ArrayList<>();
        int lane = 0;
        for (Trace part : parts) {
            for (Divergence divergence : part.divergences) {
                divergences.add(new Divergence(
                        lane + divergence.lane(), divergence.node(), divergence.time_ms(), divergence.lastFinite_mV()));
            }
            lane += part.end.lanes();
        }
        State end = State.joined(parts.stream().map(Trace::end).toList());
        return new Trace(
                first.probes,
                first.start_ms,
                first.interval_ms,
                first.samples,
                values,
                divergences,
                end,
                first.execution);
    }

    /** Lanes whose voltage stopped being finite; their samples from that time on mean nothing. */
    public List<Divergence> divergences() {
        return divergences;
    }

    /** Where the run has ended, for another to go on from. */
    public State end() {
        return end;
    }

    /** How the steps of the run were made, {@link dev.ranvier.integrate.ForwardSweep#execution}. */
    public String execution() {
        return execution;
    }

    /** The recorded quantities. */
    public List<Probe> probes() {
        return probes;
    }

    /** Number of samples. */
    public int samples() {
        return samples;
    }

    /** Distance of two samples. */
    public double interval_ms() {
        return interval_ms;
    }

    /** Time of sample {@code k}. */
    public double time_ms(int k) {
        return start_ms + k * interval_ms;
    }

    /** The samples of {@code probe} in lane {@code lane}, a copy. */
    public double[] values(Probe probe, int lane) {
        int index = probes.indexOf(probe);
        if (index < 0) {
            throw new IllegalArgumentException("not recorded: " + probe + "; recorded were " + probes);
        }
        return Arrays.copyOf(values[index][lane], samples);
    }

    /** The voltage in lane {@code lane} [mV], a copy. */
    public double[] voltage_mV(int lane) {
        return values(Probe.voltage(), lane);
    }
}
