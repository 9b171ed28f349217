package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What the page of many fitted gates shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param keyFigures names and values to see first
 * @param distributions one line a model: share of gates over the decimal logarithm of the error
 * @param familyTitles column titles of the table of families
 * @param families its rows
 * @param modelTitles column titles of the table of models
 * @param models its rows
 * @param gates the data that the page's script draws from, as JSON; see {@code kinetics.js}
 * @param settings names and values
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record KineticsContent(
        String title,
        String verdict,
        Map<String, String> keyFigures,
        Map<String, Points> distributions,
        List<String> familyTitles,
        List<List<String>> families,
        List<String> modelTitles,
        List<List<String>> models,
        String gates,
        Map<String, String> settings,
        List<String> notes,
        String command) {}
