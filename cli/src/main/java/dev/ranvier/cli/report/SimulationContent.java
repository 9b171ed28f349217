package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report of a simulation shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param keyFigures names and values to see first
 * @param traces the drawing of what was recorded
 * @param morphology the drawing of the cell, if it has a shape
 * @param siteTitles column titles of the table of sites
 * @param sites its rows
 * @param settings names and values
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record SimulationContent(
        String title,
        String verdict,
        Map<String, String> keyFigures,
        String traces,
        Optional<String> morphology,
        List<String> siteTitles,
        List<List<String>> sites,
        Map<String, String> settings,
        List<String> notes,
        String command) {}
