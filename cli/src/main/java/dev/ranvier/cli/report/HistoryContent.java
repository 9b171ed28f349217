package dev.ranvier.cli.report;

import java.util.List;

/**
 * What the report of a history of benchmarks shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param lines one a benchmark
 * @param commits the commits in order, number 1 first
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record HistoryContent(
        String title, String verdict, List<Line> lines, FitContent.Table commits, List<String> notes, String command) {
    /**
     * A benchmark over commits, numbered from 1.
     *
     * @param benchmark which one
     * @param throughput relative to the reference
     * @param low lower ends of the intervals
     * @param high upper ends
     */
    public record Line(String benchmark, Points throughput, Points low, Points high) {}
}
