package dev.ranvier.cli.latency;

import dev.ranvier.embed.Latencies;
import dev.ranvier.embed.Metronome;
import dev.ranvier.embed.WarmUp;
import dev.ranvier.files.input.Shown;
import dev.ranvier.integrate.Divergence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A loop that was measured.
 *
 * @param task what was run
 * @param warmUp what the warm-up has found
 * @param dt_ms the model's step
 * @param steps steps of the model in a tick
 * @param metronome the loop
 * @param divergence if the model has lost its voltage
 * @param collections garbage collections during the loop
 * @param compiled_ms time of compilers during it
 * @param stolen_ms time that the host of a virtual machine took
 * @param findings what of the machine makes a loop late
 */
public record Measured(
        LatencyTask task,
        WarmUp warmUp,
        double dt_ms,
        int steps,
        Metronome metronome,
        Optional<Divergence> divergence,
        long collections,
        long compiled_ms,
        double stolen_ms,
        List<Circumstances.Finding> findings) {
    /** The shares of ticks that are told. */
    public static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9, 99.99);

    private static final double US = 1e-3;

    /** The result in one sentence. */
    public String verdict() {
        long ticks = metronome.ticks().count();
        String late = metronome.missed() == 0
                ? "no deadline of " + Shown.number(US * metronome.period_ns()) + " us was missed"
                : metronome.missed() + " deadlines of " + Shown.number(US * metronome.period_ns()) + " us were missed ("
                        + Shown.number(100.0 * metronome.missed() / ticks, 2) + " %)";
        return ticks + " ticks at " + Shown.number(task.rate_kHz()) + " kHz: " + late;
    }

    /** A percentile as people write it. */
    public static String name(double percent) {
        return "p" + Shown.number(percent, 6);
    }

    /** Percentiles and the longest [us], by name. */
    public static Map<String, Object> times_us(Latencies latencies) {
        Map<String, Object> times = new LinkedHashMap<>();
        PERCENTILES.forEach(percent -> times.put(name(percent), US * latencies.percentile_ns(percent)));
        times.put("longest", US * latencies.longest_ns());
        return times;
    }

    /** The same as the cells of a row of a table, in us. */
    public static List<String> row(String what, Latencies latencies) {
        List<String> row = new ArrayList<>();
        row.add(what);
        DoubleStream.concat(PERCENTILES.stream().mapToDouble(latencies::percentile_ns), DoubleStream.of((double)
                        latencies.longest_ns()))
                .forEach(ns -> row.add(Shown.number(US * ns)));
        return row;
    }

    /** The titles of such rows. */
    public static List<String> titles() {
        List<String> titles = new ArrayList<>();
        titles.add("us");
        PERCENTILES.forEach(percent -> titles.add(name(percent)));
        titles.add("longest");
        return titles;
    }

    /** In numbers, for {@code --json}. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "latency");
        summary.put("model", task.modelName());
        summary.put("rate_kHz", task.rate_kHz());
        summary.put("seconds", task.seconds());
        summary.put("dt_ms", dt_ms);
        summary.put("steps_a_tick", steps);
        summary.put("ticks", metronome.ticks().count());
        summary.put("missed", metronome.missed());
        summary.put("deadline_us", US * metronome.period_ns());
        summary.put("tick_us", times_us(metronome.ticks()));
        summary.put("response_us", times_us(metronome.responses()));
        summary.put("compiled", warmUp.isCompiled());
        summary.put("step_ns", warmUp.step_ns());
        summary.put("collections", collections);
        summary.put("compiled_ms", compiled_ms);
        summary.put("stolen_ms", stolen_ms);
        summary.put(
                "findings",
                findings.stream()
                        .map(finding -> Map.of(
                                "subject", finding.subject(), "found", finding.found(), "advice", finding.advice()))
                        .toList());
        return summary;
    }
}
