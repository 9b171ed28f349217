package dev.ranvier.cli.bench;

import dev.ranvier.cli.report.BenchContent;
import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.IntervalDrawing;
import dev.ranvier.files.input.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the report of a comparison says. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Of a comparison.
     *
     * @param comparison the numbers
     * @param title of the page
     * @param notes what the person should know
     * @param settings what was compared, names and values
     * @param command how to repeat it
     */
    public static BenchContent of(
            Comparison comparison, String title, List<String> notes, Map<String, String> settings, String command) {
        List<String> all = new ArrayList<>(notes);
        comparison.onlyBase().forEach(name -> all.add("only in the base: " + name));
        comparison.onlyNext().forEach(name -> all.add("only in the new one: " + name));
        double margin = comparison.margin();
        String explained = "Intervals of " + Shown.number(100 * comparison.confidence())
                + " % over the means of forks; shaded: changes of up to " + Shown.number(100 * margin)
                + " %. Slower or faster is only what lies beyond as a whole.";
        return new BenchContent(
                title,
                ComparisonTable.verdict(comparison),
                !comparison.hasRegression(),
                all,
                comparison.rows().stream().map(ComparisonPage::interval).toList(),
                margin,
                explained,
                new FitContent.Table(ComparisonTable.TITLES, ComparisonTable.rows(comparison)),
                settings,
                command);
    }

    private static IntervalDrawing.Interval interval(Comparison.Row row) {
        Ratio ratio = row.ratio();
        return new IntervalDrawing.Interval(row.name(), ratio.low(), ratio.value(), ratio.high());
    }
}
