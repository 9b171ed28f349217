package dev.ranvier.cli.simulation;

import dev.ranvier.cli.report.Chart;
import dev.ranvier.cli.report.Figure;
import dev.ranvier.cli.report.Points;
import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A simulated trace as tables and as a drawing. */
final class TraceFiles {
    /** How many sites a chart shows; each has a colour of its own. */
    static final int SHOWN_SITES = 6;

    private static final int WIDTH = 960, HEIGHT = 260, LOW_HEIGHT = 130;

    private final Simulated simulated;
    private final double[] times_ms;

    TraceFiles(Simulated simulated) {
        this.simulated = simulated;
        this.times_ms = simulated.times_ms();
    }

    /** Times, the voltage at the root, and the probes asked for. */
    CsvWriter csv() {
        SimulationTask task = simulated.task();
        CsvWriter table = new CsvWriter(times_ms.length)
                .column("t_ms", times_ms)
                .column(
                        Probe.voltage().title(),
                        simulated.voltage_mV(task.watched().getFirst()));
        for (ProbeEntry entry : task.model().probes()) {
            table.column(entry.title(), values(entry.probe()));
        }
        return table;
    }

    /** A row for every spike at a watched site. */
    CsvWriter spikes() {
        List<Map.Entry<String, Double>> rows = new ArrayList<>();
        simulated.spikes().forEach((site, times) -> {
            for (double time_ms : times) {
                rows.add(Map.entry(site.title(), time_ms));
            }
        });
        return new CsvWriter(rows.size())
                .column("site", k -> rows.get(k).getKey())
                .column(
                        "time_ms",
                        rows.stream().mapToDouble(Map.Entry::getValue).toArray());
    }

    /** Voltages and injected currents, then what else was asked for. */
    String svg() {
        List<Site> shown =
                simulated.task().watched().stream().limit(SHOWN_SITES).toList();
        Chart voltage = Chart.of("Membrane voltage", "v (mV)", HEIGHT);
        for (Site site : shown) {
            add(voltage, shown.size() > 1 ? site.title() : "", simulated.voltage_mV(site));
        }
        Chart currents = Chart.of("Channel currents", "i (\u00b5A/cm\u00b2)", LOW_HEIGHT);
        Chart axial = Chart.of("Axial currents", "i (nA)", LOW_HEIGHT);
        Chart synaptic = Chart.of("Currents of receptors", "i (nA)", LOW_HEIGHT);
        Chart clamp = Chart.of("Current of the clamp", "i (nA)", LOW_HEIGHT);
        Chart gates = Chart.of("Gates", "open fraction", LOW_HEIGHT);
        for (ProbeEntry entry : simulated.task().model().probes()) {
            String label = entry.name().replace(".current", "");
            switch (entry.probe()) {
                case Probe.ChannelCurrent _ -> add(currents, label, values(entry.probe()));
                case Probe.Gate _ -> add(gates, label, values(entry.probe()));
                case Probe.AxialCurrent _ -> add(axial, label, values(entry.probe()));
                case Probe.ClampCurrent _ -> add(clamp, "", values(entry.probe()));
                case Probe.PlacedCurrent _ -> add(synaptic, label, values(entry.probe()));
                case Probe.Voltage _,
                        Probe.ShownVoltage _,
                        Probe.InjectedCurrent _,
                        Probe.ElectrodeCurrent _,
                        Probe.Own _ -> {}
            }
        }
        return Figure.svg(
                WIDTH,
                "time (ms)",
                Stream.of(voltage, injected(), clamp, currents, synaptic, axial, gates)
                        .filter(chart -> !chart.isEmpty())
                        .toList());
    }

    /** The injected currents; with none, the line of no current. */
    private Chart injected() {
        Map<Integer, String> titles = new LinkedHashMap<>();
        simulated
                .task()
                .model()
                .stimuli()
                .forEach(entry ->
                        titles.putIfAbsent(entry.site().node(), entry.site().title()));
        if (titles.isEmpty()) {
            titles.put(simulated.task().watched().getFirst().node(), "");
        }
        Chart chart = Chart.of("Injected current", "i (nA)", LOW_HEIGHT);
        titles.forEach((node, title) -> chart.line(
                titles.size() > 1 ? title : "",
                Points.held(times_ms, values(new Probe.ElectrodeCurrent(node))),
                Chart.colour(chart.size() + 1)));
        return chart;
    }

    private void add(Chart chart, String label, double[] values) {
        chart.line(label, Points.of(times_ms, values), Chart.colour(chart.size()));
    }

    private double[] values(Probe probe) {
        return simulated.trace().values(probe, 0);
    }
}
