package dev.ranvier.cli.bench;

import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.HistoryContent;
import dev.ranvier.cli.report.Points;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What the report of a history says. */
public final class HistoryPage {
    private HistoryPage() {}

    /** Of a history that is not empty. */
    public static HistoryContent of(History history, List<String> notes, String command) {
        List<HistoryEntry> entries = history.entries();
        List<String> commits = distinct(entries, HistoryEntry::commit);
        List<String> benchmarks = distinct(entries, HistoryEntry::benchmark);
        return new HistoryContent(
                "Throughput over " + commits.size() + " commits",
                benchmarks.size() + " benchmarks, " + commits.size() + " commits, from "
                        + entries.getFirst().date() + " to " + entries.getLast().date(),
                benchmarks.stream()
                        .map(benchmark -> line(
                                benchmark,
                                entries.stream()
                                        .filter(entry -> entry.benchmark().equals(benchmark))
                                        .toList(),
                                commits))
                        .toList(),
                table(entries, commits),
                notes,
                command);
    }

    private interface Name {
        String of(HistoryEntry entry);
    }

    private static List<String> distinct(List<HistoryEntry> entries, Name name) {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(name.of(entry)));
        return List.copyOf(names);
    }

    private static HistoryContent.Line line(String benchmark, List<HistoryEntry> entries, List<String> commits) {
        double[] number = entries.stream()
                .mapToDouble(entry -> commits.indexOf(entry.commit()) + 1)
                .toArray();
        return new HistoryContent.Line(
                benchmark,
                Points.of(number, throughput(entries, entry -> entry.ratio().value())),
                Points.of(number, throughput(entries, entry -> entry.ratio().high())),
                Points.of(number, throughput(entries, entry -> entry.ratio().low())));
    }

    private static double[] throughput(List<HistoryEntry> entries, ToDoubleFunction<HistoryEntry> time) {
        return entries.stream()
                .mapToDouble(entry -> 1 / time.applyAsDouble(entry))
                .toArray();
    }

    private static FitContent.Table table(List<HistoryEntry> entries, List<String> commits) {
        List<List<String>> rows = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            rows.add(List.of(
                    Integer.toString(commits.indexOf(entry.commit()) + 1),
                    entry.commit(),
                    entry.date(),
                    entry.benchmark(),
                    ComparisonTable.time(entry.time_ns().value()),
                    ComparisonTable.ratio(entry.ratio().value()),
                    ComparisonTable.interval(entry.ratio()),
                    entry.reference(),
                    entry.machine()));
        }
        return new FitContent.Table(
                List.of(
                        "",
                        "commit",
                        "date",
                        "benchmark",
                        "an operation",
                        "over the reference's",
                        "interval",
                        "reference",
                        "machine"),
                rows);
    }
}
