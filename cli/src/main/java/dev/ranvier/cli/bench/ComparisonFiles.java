package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.BenchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two files of results and their comparison.
 *
 * @param comparison of all that both hold
 * @param notes what the person should know about the files
 */
public record ComparisonFiles(Comparison comparison, List<String> notes) {
    /**
     * Reads and compares them.
     *
     * @param base what was measured before
     * @param next what is measured now
     * @param margin the largest change that does not count, 0.05 for 5 %
     * @param confidence of the intervals, 0.95 for 95 %
     * @throws BadInputException if a file is no result of JMH, or they have no benchmark in common
     */
    public static ComparisonFiles read(Path base, Path next, double margin, double confidence) {
        return of(base.toString(), JmhFile.read(base), next.toString(), JmhFile.read(next), margin, confidence);
    }

    /** Compares what was read; names are for messages. */
    static ComparisonFiles of(
            String baseName, JmhFile base, String nextName, JmhFile next, double margin, double confidence) {
        Comparison comparison = Comparison.of(base, next, margin, confidence);
        if (comparison.rows().isEmpty()) {
            throw new BadInputException(nextName
                    + ": no benchmark with the same mode, threads and parameters as one in "
                    + baseName + ". In the base: " + String.join("; ", comparison.onlyBase()) + ". In the new one: "
                    + String.join("; ", comparison.onlyNext()));
        }
        List<String> notes = new ArrayList<>(base.notes());
        notes.addAll(next.notes());
        return new ComparisonFiles(comparison, notes);
    }

    /** Writes report.html. */
    public void writeReport(Staging staging, String title, Map<String, String> settings, String command)
            throws IOException {
        Files.writeString(
                staging.file("report.html"),
                BenchReport.html(ComparisonPage.of(comparison, title, notes, settings, command)));
    }

    /** What {@code --json} prints. */
    public static Map<String, Object> summary(Comparison comparison) {
        List<Object> rows = new ArrayList<>();
        for (Comparison.Row row : comparison.rows()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("benchmark", row.next().id().benchmark());
            member.put("mode", row.next().id().mode().label());
            member.put("params", row.next().id().parameters());
            member.put("ratio", row.ratio().value());
            member.put("low", row.ratio().low());
            member.put("high", row.ratio().high());
            member.put("verdict", row.verdict().toString());
            rows.add(member);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("command", "bench");
        tree.put("ok", !comparison.hasRegression());
        tree.put("margin", comparison.margin());
        tree.put("confidence", comparison.confidence());
        tree.put("benchmarks", rows);
        tree.put("only_base", comparison.onlyBase());
        tree.put("only_new", comparison.onlyNext());
        return tree;
    }
}
