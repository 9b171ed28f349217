package dev.ranvier.cli.latency;

import dev.ranvier.cli.report.LatencyContent;
import dev.ranvier.cli.report.Points;
import dev.ranvier.embed.Latencies;
import dev.ranvier.files.input.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the report of a loop in real time says. */
public final class LatencyPage {
    private static final int BINS_A_DECADE = 20;
    private static final double US = 1e-3;

    private LatencyPage() {}

    /** Of a loop that was measured. */
    public static LatencyContent of(Measured measured) {
        Map<String, Latencies> times = new LinkedHashMap<>();
        times.put("tick", measured.metronome().ticks());
        times.put("from due to done", measured.metronome().responses());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("warm-up", measured.warmUp().message());
        settings.put(
                "a tick",
                measured.steps() + (measured.steps() == 1 ? " step of " : " steps of ") + Shown.number(measured.dt_ms())
                        + " ms");
        settings.put("garbage collections", Long.toString(measured.collections()));
        settings.put("compiling during the loop", measured.compiled_ms() + " ms");
        settings.put("stolen by the machine's host", Math.round(measured.stolen_ms()) + " ms");
        return of(
                measured.task().modelName() + " in a loop",
                measured.verdict(),
                measured.metronome().missed() == 0,
                times,
                measured.metronome().period_ns(),
                measured.findings(),
                settings,
                measured.task().command());
    }

    /** Of any times, by name. */
    public static LatencyContent of(
            String title,
            String verdict,
            boolean success,
            Map<String, Latencies> times,
            long deadline_ns,
            List<Circumstances.Finding> findings,
            Map<String, String> settings,
            String command) {
        Map<String, Points> histograms = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        times.forEach((name, latencies) -> {
            histograms.put(name, histogram(latencies));
            rows.add(Measured.row(name, latencies));
        });
        Map<String, String> advice = new LinkedHashMap<>();
        findings.forEach(finding -> advice.put(
                finding.subject(),
                finding.advice().isEmpty() ? finding.found() : finding.found() + ": " + finding.advice()));
        return new LatencyContent(
                title,
                verdict,
                success,
                histograms,
                Math.log10(US * deadline_ns),
                Measured.titles(),
                rows,
                advice,
                settings,
                command);
    }

    /** Counts over the decimal logarithm of the time in us, in bins of a twentieth of a decade, as steps. */
    private static Points histogram(Latencies latencies) {
        TreeMap<Integer, Long> bins = new TreeMap<>();
        latencies.forEach((ns, count) ->
                bins.merge((int) Math.floor(BINS_A_DECADE * Math.log10(US * Math.max(1, ns))), count, Long::sum));
        List<Double> x = new ArrayList<>(), y = new ArrayList<>();
        if (!bins.isEmpty()) {
            for (int bin = bins.firstKey(); bin <= bins.lastKey(); bin++) {
                x.add((bin + 0.5) / BINS_A_DECADE);
                y.add((double) bins.getOrDefault(bin, 0L));
            }
        }
        return Points.of(array(x), array(y));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
