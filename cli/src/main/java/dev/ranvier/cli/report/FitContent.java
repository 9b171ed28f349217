package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report of a fit shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param success whether a start converged
 * @param keyFigures names and values to see first
 * @param recordings the recordings, and what the model makes of them
 * @param parameters the fitted numbers
 * @param overTheCell a drawing for every number that each region or branch has of its own
 * @param networks what is learned as a network
 * @param correlations between them; none where they are not known
 * @param correlationsExplained how to read them, or why there are none
 * @param course the loss over the steps, a line a start
 * @param starts all starts
 * @param settings names and values
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record FitContent(
        String title,
        String verdict,
        boolean success,
        Map<String, String> keyFigures,
        List<Compared> recordings,
        Table parameters,
        List<String> overTheCell,
        List<LearnedNetwork> networks,
        Optional<Correlations> correlations,
        String correlationsExplained,
        List<Course> course,
        Table starts,
        Map<String, String> settings,
        List<String> notes,
        String command) {
    /**
     * A recording beside the model.
     *
     * @param title what it is, and how far the model is from it
     * @param quantity what was recorded
     * @param recorded the recording
     * @param model the model
     * @param difference model minus recording
     * @param driving what drove the cell, if that is known
     * @param worstFrom_ms where the part with the largest error begins
     * @param worstTo_ms where it ends
     */
    public record Compared(
            String title,
            ObservedQuantity quantity,
            Points recorded,
            Points model,
            Points difference,
            Optional<Points> driving,
            double worstFrom_ms,
            double worstTo_ms) {}

    /** A table with a title a column. */
    public record Table(List<String> titles, List<List<String>> rows) {}

    /** A matrix of correlations. */
    public record Correlations(List<String> names, List<List<Double>> values) {}

    /**
     * How a start got on.
     *
     * @param label what the legend calls it; empty to leave it out
     * @param loss over steps
     * @param stages at whose steps what began
     */
    public record Course(String label, Points loss, Map<Integer, String> stages) {}
}
