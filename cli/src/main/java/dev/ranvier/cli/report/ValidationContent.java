package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report of a validation shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param success whether what was recorded is predicted better than by chance
 * @param keyFigures names and values to see first
 * @param recordings a row a recording
 * @param overlays recordings beside the model
 * @param features eFEL's
 * @param settings names and values
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record ValidationContent(
        String title,
        String verdict,
        boolean success,
        Map<String, String> keyFigures,
        FitContent.Table recordings,
        List<Overlay> overlays,
        FitContent.Table features,
        Map<String, String> settings,
        List<String> notes,
        String command) {
    /**
     * A recording beside the model.
     *
     * @param quantity what was recorded
     * @param title what it is
     * @param recorded what is looked at of it
     * @param model the same of the model
     * @param driving the injected current or the command, if the recording has it
     * @param from_ms what comes before is not judged
     * @param details where parts begin and end that are drawn larger
     */
    public record Overlay(
            ObservedQuantity quantity,
            String title,
            Points recorded,
            Points model,
            Optional<Points> driving,
            double from_ms,
            List<Detail> details) {}

    /** A part of a recording, and why it is drawn. */
    public record Detail(String title, double from_ms, double to_ms) {}
}
