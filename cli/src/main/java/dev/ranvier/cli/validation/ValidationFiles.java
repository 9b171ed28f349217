package dev.ranvier.cli.validation;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a validation leaves behind. */
public final class ValidationFiles {
    private ValidationFiles() {}

    /** Writes them. */
    public static void write(Validation validation, Staging staging) throws IOException {
        List<Observed> observed = validation.observed();
        FitFiles.compared(
                        FitFiles.numbered(observed),
                        observed,
                        validation.predictions().stream()
                                .map(prediction -> prediction.model().values())
                                .toList())
                .write(staging.file("trace.csv"));
        Files.writeString(staging.file("summary.json"), Json.text(summary(validation)));
        Files.writeString(staging.file("report.html"), ValidationReport.html(new ValidationPage(validation).content()));
    }

    /** What was found, for programs. */
    public static Map<String, Object> summary(Validation validation) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", validation.modelName());
        summary.put("dt_ms", validation.dt_ms());
        summary.put("judged_from_ms", validation.predictions().getFirst().from_ms());
        summary.put("rmse_mV", validation.rmse_mV());
        summary.put("rmse_between_spikes_mV", validation.betweenSpikes_mV());
        summary.put("spikes_recorded", validation.recordedSpikes());
        summary.put("spikes_model", validation.modelSpikes());
        for (double precision_ms : Prediction.PRECISIONS_ms) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("factor", validation.coincidence(precision_ms));
            member.put("between_repeats", validation.repeatability(precision_ms));
            summary.put("coincidence_" + (int) precision_ms + "_ms", member);
        }
        summary.put(
                "recordings",
                validation.predictions().stream().map(Prediction::summary).toList());
        summary.put(
                "features",
                validation.features().stream().map(JudgedFeature::summary).toList());
        summary.put("notes", validation.notes());
        summary.put("command", validation.commandLine());
        return summary;
    }
}
