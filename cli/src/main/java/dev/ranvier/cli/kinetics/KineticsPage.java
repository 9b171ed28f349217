package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.report.KineticsContent;
import dev.ranvier.cli.report.Points;
import dev.ranvier.files.input.Shown;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.Holdout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lays out what the page of a run shows. Nothing in it depends on how long the run took. */
final class KineticsPage {
    private static final double LEAST_ERROR = 1e-14;
    private static final int PERCENT = 100;

    private final FittedKinetics fitted;
    private final List<ScoredFit> models;
    private final KineticsSummary summary;
    private final String command;

    KineticsPage(FittedKinetics fitted, List<ScoredFit> models, KineticsSummary summary, String command) {
        this.fitted = fitted;
        this.models = models;
        this.summary = summary;
        this.command = command;
    }

    KineticsContent content() {
        Map<String, Points> distributions = new LinkedHashMap<>();
        addDistribution(distributions, "network", ScoredFit::isLearned);
        addDistribution(distributions, "best omnimodel", fit -> !fit.isLearned() && !fit.isPublished());
        addDistribution(distributions, "best published omnimodel", ScoredFit::isPublished);
        return new KineticsContent(
                "Kinetics of " + fitted.gates().size() + " gates",
                summary.verdict(),
                keyFigures(),
                distributions,
                titles("family"),
                rows(summary.families()),
                titles("model"),
                rows(summary.results()),
                new KineticsPageData(fitted, models).json(),
                settings(),
                List.of(),
                command);
    }

    /** The share of gates over the logarithm of the smallest error that one of these models has. */
    private void addDistribution(Map<String, Points> lines, String name, Predicate<ScoredFit> of) {
        Map<GateId, Double> best = new TreeMap<>();
        models.stream()
                .filter(of)
                .filter(fit -> !Double.isNaN(fit.fitted().worst()))
                .forEach(fit -> best.merge(fit.gate().gate().id(), fit.fitted().worst(), Math::min));
        double[] errors = best.values().stream()
                .mapToDouble(error -> Math.log10(Math.clamp(error, LEAST_ERROR, 1)))
                .sorted()
                .toArray();
        double[] shares = new double[errors.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (k + 1) / (double) shares.length;
        }
        if (errors.length > 0) {
            lines.put(name, Points.of(errors, shares));
        }
    }

    private Map<String, String> keyFigures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("gates", Integer.toString(fitted.gates().size()));
        figures.put("different curves", Integer.toString(fitted.differentCurves()));
        rows(summary.results()).stream().findFirst().ifPresent(first -> {
            figures.put("median squared error, " + first.getFirst(), first.get(2));
            figures.put("within 1e-6, " + first.getFirst(), first.get(3));
        });
        return figures;
    }

    private List<String> titles(String what) {
        List<String> titles = new ArrayList<>(List.of(what, "gates", "median error", "within 1e-6", "within 1e-5"));
        if (fitted.settings().holdout() != Holdout.NONE) {
            titles.addAll(List.of("median left-out error", "left out within 1e-3"));
        }
        return titles;
    }

    private static List<List<String>> rows(Map<String, GroupResult> results) {
        List<List<String>> rows = new ArrayList<>();
        results.forEach((name, result) -> {
            List<String> row = new ArrayList<>(List.of(
                    name,
                    Integer.toString(result.gates()),
                    error(result.median()),
                    percent(result.near()),
                    percent(result.tolerable())));
            result.medianLeftOut().ifPresent(median -> row.add(error(median)));
            result.leftOutNear().ifPresent(share -> row.add(percent(share)));
            rows.add(row);
        });
        return rows;
    }

    private static String error(double error) {
        return Double.isFinite(error) ? Shown.number(error, 2) : "";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", PERCENT * share);
    }

    private Map<String, String> settings() {
        KineticsSettings settings = fitted.settings();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("network", settings.network());
        rows.put("models", settings.models().name().toLowerCase(Locale.ROOT));
        rows.put("temperature", settings.celsius() + " \u00b0C");
        rows.put("calcium where curves depend on it", settings.calcium_mM() + " mM");
        rows.put("left-out voltages", settings.holdout().name().toLowerCase(Locale.ROOT));
        return rows;
    }
}
