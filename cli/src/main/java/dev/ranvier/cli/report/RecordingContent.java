package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the overview of a file of recordings shows.
 *
 * @param title of the page
 * @param facts names and values
 * @param traces the drawing of the sweeps
 * @param sweepTitles column titles of the table of sweeps
 * @param sweeps its rows
 * @param tags times and remarks
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record RecordingContent(
        String title,
        Map<String, String> facts,
        String traces,
        List<String> sweepTitles,
        List<List<String>> sweeps,
        List<List<String>> tags,
        List<String> notes,
        String command) {}
