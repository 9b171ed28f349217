package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the report of a comparison of benchmarks shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param success whether nothing became slower
 * @param notes what the person should know
 * @param intervals the ratios
 * @param margin the largest change that does not count
 * @param explained how the intervals are made
 * @param table all numbers
 * @param settings names and values
 * @param command how to repeat it
 */
public record BenchContent(
        String title,
        String verdict,
        boolean success,
        List<String> notes,
        List<IntervalDrawing.Interval> intervals,
        double margin,
        String explained,
        FitContent.Table table,
        Map<String, String> settings,
        String command) {}
