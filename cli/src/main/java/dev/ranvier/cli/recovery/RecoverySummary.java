package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.model.SchemeNames;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A recovery in numbers, for programs. */
public final class RecoverySummary {
    private RecoverySummary() {}

    /** As a tree for JSON; {@code totalSeconds} is the time of the whole command. */
    public static Map<String, Object> of(Recovered recovered, double totalSeconds) {
        RecoveryTask task = recovered.task();
        RecoverySettings settings = task.settings();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", task.commandLine());
        summary.put("model", task.modelName());
        summary.put("recording", task.observed().name());
        summary.put("site", task.observed().site().title());
        summary.put("channel", task.unknown().name());
        summary.put("method", methodName(settings));
        summary.put("network", networkName(settings));
        summary.put("dt_ms", settings.dt_ms());
        summary.put("scheme", SchemeNames.of(settings.scheme()));
        summary.put("convergence_limit_mV", recovered.convergenceLimit_mV());
        summary.put("converged", recovered.convergedSeeds() > 0);
        summary.put("best_seed", recovered.best().seed());
        summary.put("rmse_mV", recovered.best().rmse_mV());
        summary.put(
                "parameters",
                recovered.numbers().stream().map(FittedNumber::summary).toList());
        summary.put("bounds_hit", recovered.boundsHit());
        summary.put(
                "seeds",
                recovered.results().stream()
                        .map(result -> seed(recovered, result))
                        .toList());
        summary.put("total_seconds", totalSeconds);
        summary.put("notes", task.notes());
        return summary;
    }

    private static Map<String, Object> seed(Recovered recovered, RecoveryResult result) {
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put("seed", result.seed());
        seed.put("rmse_mV", result.rmse_mV());
        seed.put("iterations", result.iterations());
        seed.put("seconds", result.seconds());
        seed.put("converged", result.converged());
        seed.put(
                "values",
                recovered.numbers(result).stream().map(FittedNumber::value).toList());
        return seed;
    }

    static String methodName(RecoverySettings settings) {
        return settings.method().name().toLowerCase(Locale.ROOT);
    }

    static String networkName(RecoverySettings settings) {
        return settings.hidden().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
