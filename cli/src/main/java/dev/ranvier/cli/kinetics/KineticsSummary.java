package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.Flag;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The figures of a run in short. */
public final class KineticsSummary {
    /** Two fits as good as each other differ by less. */
    private static final double SAME = 1e-12;

    private final FittedKinetics fitted;
    private final List<ScoredFit> models;
    private final String sha256;

    KineticsSummary(FittedKinetics fitted, List<ScoredFit> models, String sha256) {
        this.fitted = fitted;
        this.models = models;
        this.sha256 = sha256;
    }

    /** All of it, for JSON. */
    public Map<String, Object> tree(String command, List<String> leftOut, double totalSeconds) {
        KineticsSettings settings = fitted.settings();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("command", command);
        tree.put("gates", fitted.gates().size());
        tree.put("different_curves", fitted.differentCurves());
        tree.put("channels", channels());
        tree.put("network", settings.network());
        tree.put("models", settings.models().name().toLowerCase(Locale.ROOT));
        tree.put("celsius", settings.celsius());
        tree.put("calcium_mM", settings.calcium_mM());
        tree.put("holdout", settings.holdout().name().toLowerCase(Locale.ROOT));
        tree.put("results", tree(results()));
        tree.put("comparison", comparison());
        tree.put("families", tree(families()));
        tree.put("flags", flags());
        tree.put("results_sha256", sha256);
        tree.put("lines_left_out", leftOut.size());
        tree.put("left_out", leftOut);
        tree.put("gates_from_journal", fitted.resumed());
        tree.put("total_seconds", totalSeconds);
        return tree;
    }

    private long channels() {
        return fitted.gates().stream()
                .map(gate -> gate.gate().id().family() + "/" + gate.gate().id().channel())
                .distinct()
                .count();
    }

    /** By model. */
    Map<String, GroupResult> results() {
        return grouped(models, ScoredFit::model);
    }

    private Map<String, GroupResult> grouped(List<ScoredFit> fits, Function<ScoredFit, String> by) {
        Map<String, GroupResult> results = new LinkedHashMap<>();
        fits.stream()
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, group) -> results.put(
                        name, GroupResult.of(group, fitted.settings().holdout())));
        return results;
    }

    private static Map<String, Object> tree(Map<String, GroupResult> results) {
        Map<String, Object> tree = new LinkedHashMap<>();
        results.forEach((name, result) -> tree.put(name, result.tree()));
        return tree;
    }

    /** Learned against omnimodel, ours against published; empty parts where something was not fitted. */
    private Map<String, Object> comparison() {
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("gates_within_1e-6_learned", near(ScoredFit::isLearned));
        comparison.put("gates_within_1e-6_any_omnimodel", near(fit -> !fit.isLearned() && !fit.isPublished()));
        comparison.put("gates_within_1e-6_any_published", near(ScoredFit::isPublished));
        Map<String, ScoredFit> ours = new HashMap<>();
        models.forEach(fit -> ours.put(fit.gate().gate().id() + " " + fit.model(), fit));
        int both = 0, xAsGood = 0, tauAsGood = 0, asGood = 0;
        for (ScoredFit published : models) {
            ScoredFit own = published.isPublished()
                    ? ours.get(published.gate().gate().id() + " "
                            + published.model().substring(ScoredFit.PUBLISHED.length()))
                    : null;
            if (own != null) {
                boolean x = isAsGood(own.fitted().mseXInf(), published.fitted().mseXInf());
                boolean tau = isAsGood(own.fitted().mseTau(), published.fitted().mseTau());
                both++;
                xAsGood += x ? 1 : 0;
                tauAsGood += tau ? 1 : 0;
                asGood += x && tau ? 1 : 0;
            }
        }
        comparison.put("fits_of_ours_and_published", both);
        comparison.put("ours_as_good_x_inf", xAsGood);
        comparison.put("ours_as_good_tau", tauAsGood);
        comparison.put("ours_as_good_both", asGood);
        return comparison;
    }

    private static boolean isAsGood(double own, double published) {
        return !(own > published * (1 + 1e-9) + SAME);
    }

    private long near(Predicate<ScoredFit> of) {
        return models.stream()
                .filter(of.and(fit -> fit.fitted().worst() <= GroupResult.NEAR))
                .map(fit -> fit.gate().gate().id())
                .distinct()
                .count();
    }

    /** The first model, the network if it was fitted, by family. */
    Map<String, GroupResult> families() {
        return new TreeMap<>(grouped(first(), fit -> fit.gate().gate().id().family()));
    }

    private List<ScoredFit> first() {
        return models.stream()
                .filter(fit -> fit.model().equals(models.getFirst().model()))
                .toList();
    }

    private Map<String, Object> flags() {
        Map<Flag, Integer> counts = new EnumMap<>(Flag.class);
        Arrays.stream(Flag.values()).forEach(flag -> counts.put(flag, 0));
        fitted.gates().forEach(gate -> gate.screening().flags().forEach(flag -> counts.merge(flag, 1, Integer::sum)));
        Map<String, Object> flags = new LinkedHashMap<>();
        counts.forEach((flag, count) -> flags.put(flag.text(), count));
        return flags;
    }

    /** The result in a sentence. */
    public String verdict() {
        String gates = fitted.gates().size() + " gates (" + fitted.differentCurves() + " different curves)";
        if (models.isEmpty()) {
            return gates + ": none has enough usable values";
        }
        GroupResult result = GroupResult.of(first(), fitted.settings().holdout());
        return String.format(
                Locale.ROOT,
                "%s: %.2f %% within 1e-6, median %.1e (%s)",
                gates,
                100 * result.near(),
                result.median(),
                models.getFirst().model());
    }
}
