package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the page of a cell's shape shows.
 *
 * @param title of the page
 * @param facts names and values
 * @param drawing the cell
 * @param reach how many cables there are at a distance
 * @param types a row for every type of branch
 * @param repairs rules, and what each would do
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record MorphologyContent(
        String title,
        Map<String, String> facts,
        String drawing,
        String reach,
        List<List<String>> types,
        List<List<String>> repairs,
        List<String> notes,
        String command) {}
