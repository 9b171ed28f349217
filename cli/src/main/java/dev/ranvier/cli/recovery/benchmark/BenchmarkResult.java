package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.TableReport;
import dev.ranvier.files.input.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the benchmark came to.
 *
 * @param cases one after the other
 * @param seeds draws of each
 * @param seconds of all
 */
public record BenchmarkResult(List<OfCase> cases, int seeds, double seconds) {
    private static final List<String> TITLES =
            List.of("case", "what is recovered", "figure", "found", "asked", "as asked", "published", "s a draw");

    /** Copies the list. */
    public BenchmarkResult {
        cases = List.copyOf(cases);
    }

    /**
     * A case with its draws.
     *
     * @param one the case
     * @param draws one a seed
     */
    record OfCase(BenchmarkCase one, List<Draw> draws) {
        OfCase {
            draws = List.copyOf(draws);
        }

        double secondsADraw() {
            return draws.stream().mapToDouble(Draw::seconds).average().orElseThrow();
        }
    }

    /** In a sentence. */
    public String verdict() {
        long asked = criteria(false), met = criteria(true);
        return met + " of " + asked + " figures are as asked, " + seeds + " draws a case, " + Shown.seconds(seconds)
                + " in all";
    }

    private long criteria(boolean met) {
        return cases.stream()
                .flatMap(of -> of.one.criteria().stream()
                        .filter(criterion -> !criterion.isTold())
                        .filter(criterion ->
                                !met || criterion.isMet(criterion.of().applyAsDouble(of.draws))))
                .count();
    }

    /** Whether every figure is as asked. */
    public boolean isAllMet() {
        return criteria(true) == criteria(false);
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (OfCase of : cases) {
            for (Criterion criterion : of.one.criteria()) {
                boolean isFirst = criterion.equals(of.one.criteria().getFirst());
                double found = criterion.of().applyAsDouble(of.draws);
                rows.add(List.of(
                        isFirst ? of.one.id() : "",
                        isFirst ? of.one.title() : "",
                        criterion.figure(),
                        shown(found),
                        criterion.isTold()
                                ? ""
                                : (criterion.atMost() ? "at most " : "at least ") + shown(criterion.limit()),
                        criterion.isTold() ? "" : criterion.isMet(found) ? "yes" : "no",
                        isFirst ? of.one.published() : "",
                        isFirst ? String.format(Locale.ROOT, "%.1f", of.secondsADraw()) : ""));
            }
        }
        return rows;
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? Shown.number(value) : "diverged";
    }

    /** The table as Markdown. */
    String markdown() {
        List<List<String>> lines =
                new ArrayList<>(List.of(TITLES, TITLES.stream().map(_ -> "---").toList()));
        lines.addAll(rows());
        return "# Recoveries of known truths\n\n" + verdict() + ".\n\n"
                + lines.stream()
                        .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                        .collect(Collectors.joining());
    }

    /** For programs. */
    public Map<String, Object> summary(String command) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", command);
        summary.put("seeds", seeds);
        summary.put("seconds", seconds);
        summary.put("met", criteria(true));
        summary.put("asked", criteria(false));
        summary.put("cases", cases.stream().map(BenchmarkResult::summary).toList());
        return summary;
    }

    private static Map<String, Object> summary(OfCase of) {
        Map<String, Object> figures = new LinkedHashMap<>();
        of.one
                .criteria()
                .forEach(criterion ->
                        figures.put(criterion.figure(), criterion.of().applyAsDouble(of.draws)));
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("case", of.one.id());
        member.put("title", of.one.title());
        member.put("figures", figures);
        member.put("training_mV", of.draws.stream().map(Draw::training_mV).toList());
        member.put(
                "worst_unseen_mV", of.draws.stream().map(Draw::worstUnseen_mV).toList());
        return member;
    }

    /** Writes report.html, benchmark.md and summary.json. */
    public void write(Staging staging, String command) throws IOException {
        Files.writeString(staging.file("benchmark.md"), markdown());
        Files.writeString(staging.file("summary.json"), Json.text(summary(command)));
        Files.writeString(
                staging.file("report.html"),
                TableReport.html(
                        "Recoveries of known truths",
                        verdict() + ".",
                        isAllMet(),
                        List.of(
                                "The truth is a squid axon, computed at a step of " + Stimulation.FINE_ms
                                        + " ms and recorded every " + Stimulation.INTERVAL_ms
                                        + " ms; fits take steps of " + Stimulation.FITTED_ms
                                        + " ms, or half of that (2.1 to 2.4, 3.1). Distances are to the noiseless"
                                        + " truth. Noise is in percent of the largest voltage, 76 mV.",
                                "A draw has its own noise, its own errors of the known numbers and its own start."),
                        new FitContent.Table(TITLES, rows()),
                        command));
    }
}
