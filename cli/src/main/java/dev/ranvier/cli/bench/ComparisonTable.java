package dev.ranvier.cli.bench;

import dev.ranvier.files.input.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A comparison as rows of text. */
public final class ComparisonTable {
    static final List<String> TITLES = List.of("verdict", "new/base", "interval", "base", "new", "forks", "benchmark");
    private static final double MICRO = 1e3, MILLI = 1e6, WHOLE = 1e9, HUGE = 1000;

    private ComparisonTable() {}

    /** One row a benchmark, slower ones first, under {@link #TITLES}. */
    static List<List<String>> rows(Comparison comparison) {
        return comparison.rows().stream()
                .sorted((a, b) -> a.verdict().compareTo(b.verdict()))
                .map(ComparisonTable::row)
                .toList();
    }

    private static List<String> row(Comparison.Row row) {
        return List.of(
                row.verdict().toString(),
                ratio(row.ratio().value()),
                interval(row.ratio()),
                mean(row.base()),
                mean(row.next()),
                row.base().forks_ns().size() + ", " + row.next().forks_ns().size(),
                row.name());
    }

    /** A ratio with three decimals, unless it is huge. */
    static String ratio(double value) {
        return value < HUGE ? String.format(Locale.ROOT, "%.3f", value) : Shown.number(value);
    }

    /** {@code 0.98 to 1.03}; a dash if one fork alone tells none. */
    static String interval(Ratio ratio) {
        return ratio.hasInterval() ? ratio(ratio.low()) + " to " + ratio(ratio.high()) : "-";
    }

    private static String mean(Measured measured) {
        return time(Math.exp(
                measured.forks_ns().stream().mapToDouble(Math::log).average().orElseThrow()));
    }

    /** A time of an operation in a unit that suits it. */
    static String time(double nanoseconds) {
        return nanoseconds < MICRO
                ? Shown.number(nanoseconds) + " ns"
                : nanoseconds < MILLI
                        ? Shown.number(nanoseconds / MICRO) + " us"
                        : nanoseconds < WHOLE
                                ? Shown.number(nanoseconds / MILLI) + " ms"
                                : Shown.number(nanoseconds / WHOLE) + " s";
    }

    /** The lines of the table, its columns below each other, and what only one side has. */
    public static List<String> lines(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        rows.addAll(rows(comparison));
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(String.format(Locale.ROOT, "%-" + (widths[column] + 2) + "s", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        comparison.onlyBase().forEach(name -> lines.add("only in the base: " + name));
        comparison.onlyNext().forEach(name -> lines.add("only in the new one: " + name));
        return lines;
    }

    /** The result in a sentence. */
    public static String verdict(Comparison comparison) {
        return comparison.count(Verdict.SLOWER) + " slower, " + comparison.count(Verdict.FASTER) + " faster, "
                + comparison.count(Verdict.SAME) + " the same within " + Shown.number(100 * comparison.margin())
                + " %, "
                + comparison.count(Verdict.UNCLEAR) + " unclear";
    }
}
