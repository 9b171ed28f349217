package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the report of a loop in real time shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param success whether no deadline was missed
 * @param histograms counts over the decimal logarithm of the time in us, by what was timed
 * @param deadline the decimal logarithm of the time within which a tick must end, in us
 * @param titles column titles of the table of percentiles
 * @param rows its rows
 * @param findings what was found, and advice, by subject
 * @param settings names and values
 * @param command how to repeat it
 */
public record LatencyContent(
        String title,
        String verdict,
        boolean success,
        Map<String, Points> histograms,
        double deadline,
        List<String> titles,
        List<List<String>> rows,
        Map<String, String> findings,
        Map<String, String> settings,
        String command) {}
