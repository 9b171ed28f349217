package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.fit.Alternatives.Outcome;
import dev.ranvier.fit.Evidence;
import dev.ranvier.fit.Identifiability;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        Observed first = task.observed().getFirst();
        summary.put("recording", first.name());
        summary.put("site", first.site().title());
        summary.put("recordings", recordings(recovered));
        summary.put("channel", task.learned().getFirst());
        summary.put("channels", task.learned());
        summary.put("method", methodName(settings));
        if (!task.unknown().isEmpty()) {
            summary.put("network", networkName(settings));
        }
        summary.put("dt_ms", settings.dt_ms());
        summary.put("scheme", SchemeNames.of(settings.scheme()));
        summary.put("convergence_limit_mV", recovered.convergenceLimit_mV(0));
        summary.put("converged", recovered.convergedSeeds() > 0);
        summary.put("best_seed", recovered.best().seed());
        summary.put("rmse_mV", recovered.best().rmse_mV());
        summary.put(
                "parameters",
                recovered.numbers().stream().map(FittedNumber::summary).toList());
        summary.put("bounds_hit", recovered.boundsHit());
        recovered.evidence().ifPresent(known -> {
            summary.put("explained", known.isExplained());
            summary.put(
                    "suspects",
                    known.suspects().stream().map(RecoverySummary::suspect).toList());
            summary.put("determined", determined(recovered, known.identifiability()));
        });
        summary.put("undetermined", recovered.undetermined());
        summary.put(
                "comparison",
                recovered.comparison().stream().map(RecoverySummary::outcome).toList());
        summary.put(
                "seeds",
                recovered.results().stream()
                        .map(result -> seed(recovered, result))
                        .toList());
        summary.put("total_seconds", totalSeconds);
        summary.put("notes", task.notes());
        return summary;
    }

    /** With the errors of the best seed. */
    private static List<Object> recordings(Recovered recovered) {
        List<Object> list = new ArrayList<>();
        for (Observed recording : recovered.task().observed()) {
            int k = list.size();
            Map<String, Object> member =
                    recording.summary(recovered.best().runs().get(k).rmse_mV());
            member.put("convergence_limit_mV", recovered.convergenceLimit_mV(k));
            recovered.evidence().ifPresent(known -> {
                Evidence.Explanation explanation = known.explanations().get(k);
                member.put("explained", explanation.explained());
                member.put("noise_mV", explanation.noise_mV());
                member.put("noise_correlation", explanation.correlation());
                member.put("ljung_box_20", explanation.ljungBox());
            });
            list.add(member);
        }
        return list;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", outcome.name());
        member.put("numbers", outcome.numbers());
        member.put("rmse_mV", outcome.training_mV());
        if (!Double.isNaN(outcome.heldOut_mV())) {
            member.put("held_out_rmse_mV", outcome.heldOut_mV());
        }
        member.put("criterion", outcome.criterion());
        return member;
    }

    /** How many numbers of the curves of each gate. */
    private static Map<String, Object> determined(Recovered recovered, Identifiability known) {
        Map<String, Object> gates = new LinkedHashMap<>();
        for (FoundGate gate : recovered.gates()) {
            Identifiability.Determined numbers = known.determined().get(gates.size());
            Map<String, Object> curves = new LinkedHashMap<>();
            curves.put("x_inf", numbers.xInf());
            curves.put("tau", numbers.tau());
            gates.put(gate.title(), curves);
        }
        return gates;
    }

    /** A number in the engine's unit, or a factor on it. */
    private static Map<String, Object> suspect(Evidence.Suspect suspect) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", suspect.parameter().name());
        member.put("start", suspect.parameter().start());
        member.put("value", suspect.value());
        member.put("explained", suspect.explained());
        return member;
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
