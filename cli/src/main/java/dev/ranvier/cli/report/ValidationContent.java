package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report of a validation shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
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
     * @param title what it is
     * @param recorded_mV the recorded voltage
     * @param model_mV the model's
     * @param current_nA the injected current, if the recording has it
     * @param from_ms what comes before is not judged
     * @param details where parts begin and end that are drawn larger
     */
    public record Overlay(
            String title,
            Points recorded_mV,
            Points model_mV,
            Optional<Points> current_nA,
            double from_ms,
            List<Detail> details) {}

    /** A part of a recording, and why it is drawn. */
    public record Detail(String title, double from_ms, double to_ms) {}
}
