package dev.ranvier.cli.fitting;

import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A fit in numbers, for programs. */
public final class FitSummary {
    private FitSummary() {}

    /** As a tree for JSON; {@code totalSeconds} is the time of the whole command. */
    public static Map<String, Object> of(Fitted fitted, double totalSeconds) {
        FitTask task = fitted.task();
        FitSettings settings = task.settings();
        FitResult result = fitted.result();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", task.commandLine());
        summary.put("model", task.modelName());
        summary.put("recordings", recordings(fitted));
        summary.put("method", methodName(settings));
        summary.put("loss_terms", lossName(task.loss()));
        summary.put("dt_ms", task.problem().dt_ms());
        summary.put("scheme", SchemeNames.of(task.problem().scheme()));
        summary.put("seed", settings.seed());
        summary.put("spread", settings.spread());
        summary.put("converged", fitted.convergedStarts() > 0);
        summary.put("best_start", result.best() + 1);
        summary.put("loss", result.bestStart().value());
        summary.put("rmse_mV", fitted.rmse_mV());
        summary.put(
                "parameters",
                fitted.numbers().stream().map(FittedNumber::summary).toList());
        summary.put("bounds_hit", fitted.boundsHit());
        summary.put("starts", starts(fitted));
        summary.put("fit_seconds", fitted.seconds());
        summary.put("total_seconds", totalSeconds);
        summary.put("notes", task.notes());
        summary.put("findings", fitted.findings());
        return summary;
    }

    private static List<Object> recordings(Fitted fitted) {
        List<Object> list = new ArrayList<>();
        for (Observed recording : fitted.task().observed()) {
            list.add(recording.summary(fitted.rmse_mV(list.size())));
        }
        return list;
    }

    private static List<Object> starts(Fitted fitted) {
        List<Object> list = new ArrayList<>();
        for (FitResult.Started start : fitted.result().starts()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("start", list.size() + 1);
            member.put("status", start.status().name().toLowerCase(Locale.ROOT));
            member.put("steps", start.steps());
            member.put("first_loss", start.first_value());
            member.put("loss", start.value());
            start.heldOut().ifPresent(value -> member.put("held_out_loss", value));
            member.put("values", fitted.inFileUnits(start.values()));
            list.add(member);
        }
        return list;
    }

    static String methodName(FitSettings settings) {
        return settings.method().name().toLowerCase(Locale.ROOT);
    }

    static String lossName(List<LossEntry> terms) {
        return terms.stream()
                .map(term -> (term.weight() == 1 ? "" : term.weight() + "*")
                        + term.measure().name())
                .collect(Collectors.joining(" + "));
    }
}
