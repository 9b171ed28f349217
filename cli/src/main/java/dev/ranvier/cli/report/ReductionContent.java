package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report of a reduction shows.
 *
 * @param title of the page
 * @param verdict the result in one sentence
 * @param keyFigures names and values to see first
 * @param morphology the full cell coloured by what became of it, if it has a shape
 * @param trials traces under currents never seen
 * @param agreements a row for each of these currents
 * @param rivals a row for each way to reduce
 * @param cell a row for each compartment of the reduced cell
 * @param starts a row for each start of the fit
 * @param settings names and values
 * @param command how to repeat it
 */
public record ReductionContent(
        String title,
        String verdict,
        Map<String, String> keyFigures,
        Optional<String> morphology,
        List<Traces> trials,
        FitContent.Table agreements,
        FitContent.Table rivals,
        FitContent.Table cell,
        FitContent.Table starts,
        Map<String, String> settings,
        String command) {
    /**
     * Voltage and axial current of the soma over time.
     *
     * @param title which current it is
     * @param full_mV voltage of the full cell
     * @param reduced_mV of the reduced one
     * @param fullAxial_nA current into the soma from its neighbours, of the full cell
     * @param reducedAxial_nA of the reduced one
     */
    public record Traces(
            String title, Points full_mV, Points reduced_mV, Points fullAxial_nA, Points reducedAxial_nA) {}
}
