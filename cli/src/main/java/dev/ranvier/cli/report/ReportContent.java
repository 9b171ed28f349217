package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param success whether the fit converged
 * @param keyFigures names and values to see first
 * @param traces the recordings and what the model makes of them
 * @param curves the learned gates
 * @param networks conductances and currents that were learned
 * @param visitedFrom_mV the lowest recorded voltage
 * @param visitedTo_mV the highest recorded voltage
 * @param convergence the course of the best fit
 * @param fitExplained what the stages of the fit are
 * @param numbers what was fitted beside the channels; without rows if nothing was
 * @param comparison channels in the same place; without rows if nobody asked
 * @param seeds the fits from every seed
 * @param settings names and values
 * @param notes what the person should know
 * @param command how to repeat it
 */
public record ReportContent(
        String title,
        String verdict,
        boolean success,
        Map<String, String> keyFigures,
        List<Traces> traces,
        List<CurvePair> curves,
        List<LearnedNetwork> networks,
        double visitedFrom_mV,
        double visitedTo_mV,
        Convergence convergence,
        String fitExplained,
        FitContent.Table numbers,
        FitContent.Table comparison,
        FitContent.Table seeds,
        Map<String, String> settings,
        List<String> notes,
        String command) {
    /**
     * Traces over time.
     *
     * @param title which recording it is
     * @param quantity what was recorded
     * @param recorded the recording
     * @param model the model
     * @param difference model minus recording
     * @param driving what drove the cell, if that is known
     * @param gates the model's learned gates
     */
    public record Traces(
            String title,
            ObservedQuantity quantity,
            Points recorded,
            Points model,
            Points difference,
            Optional<Points> driving,
            Map<String, Points> gates) {}
}
