package dev.ranvier.cli.command;

import dev.ranvier.cli.report.Chart;
import dev.ranvier.cli.report.Figure;
import dev.ranvier.cli.report.Points;
import dev.ranvier.cli.table.CsvWriter;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A simulated trace as table and as drawing. */
final class TraceFiles {
    private static final int WIDTH = 960, HEIGHT = 260, LOW_HEIGHT = 130;

    private TraceFiles() {}

    /** Times, the voltage, and the probes asked for. */
    static CsvWriter csv(Trace trace, List<Probe> asked) {
        CsvWriter table = new CsvWriter(trace.samples())
                .column("t_ms", times_ms(trace))
                .column(Probe.voltage().title(), trace.voltage_mV(0));
        for (Probe probe : asked) {
            table.column(probe.title(), trace.values(probe, 0));
        }
        return table;
    }

    /** Voltage and injected current, then channel currents and gates if there are any. */
    static String svg(Trace trace) {
        double[] t = times_ms(trace);
        Chart currents = Chart.of("Channel currents", "i (\u00b5A/cm\u00b2)", LOW_HEIGHT);
        Chart gates = Chart.of("Gates", "open fraction", LOW_HEIGHT);
        List<Chart> charts = new ArrayList<>();
        charts.add(Chart.of("Membrane voltage", "v (mV)", HEIGHT)
                .line("", Points.of(t, trace.voltage_mV(0)), Chart.colour(0)));
        charts.add(Chart.of("Injected current", "i (nA)", LOW_HEIGHT)
                .line("", Points.held(t, trace.values(Probe.injectedCurrent(), 0)), Chart.colour(1)));
        for (Probe probe : trace.probes()) {
            switch (probe) {
                case Probe.ChannelCurrent(int _, String channel) -> add(currents, channel, t, trace.values(probe, 0));
                case Probe.Gate(int _, String channel, String gate) ->
                    add(gates, channel + "." + gate, t, trace.values(probe, 0));
                case Probe.Voltage _, Probe.InjectedCurrent _, Probe.AxialCurrent _ -> {}
            }
        }
        charts.addAll(List.of(currents, gates).stream()
                .filter(chart -> !chart.isEmpty())
                .toList());
        return Figure.svg(WIDTH, "time (ms)", charts);
    }

    private static void add(Chart chart, String label, double[] t, double[] values) {
        chart.line(label, Points.of(t, values), Chart.colour(chart.size()));
    }

    static double[] times_ms(Trace trace) {
        return IntStream.range(0, trace.samples()).mapToDouble(trace::time_ms).toArray();
    }
}
