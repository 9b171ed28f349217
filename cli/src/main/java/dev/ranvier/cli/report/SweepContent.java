package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the page of a sweep shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param keyFigures names and values to see first
 * @param points the data that the page's script draws from, as JSON; see {@code sweep.js}
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record SweepContent(
        String title,
        String verdict,
        Map<String, String> keyFigures,
        String points,
        List<String> notes,
        String command) {}
