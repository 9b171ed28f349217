package dev.ranvier.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A benchmark at a commit: a line of the history.
 *
 * @param commit short hash
 * @param date of the commit, ISO 8601
 * @param benchmark with its parameters
 * @param time_ns mean time of an operation, with its interval, in nanoseconds
 * @param reference the commit that was measured in turn with it
 * @param ratio time of an operation over that of the reference, with its interval
 * @param machine what it was measured on
 */
record HistoryEntry(
        String commit, String date, String benchmark, Ratio time_ns, String reference, Ratio ratio, String machine) {
    /** Of a revision that was measured in turn with a reference; what only one of them has is left out. */
    static List<HistoryEntry> of(
            Revision revision, JmhFile measured, Revision reference, JmhFile beside, double confidence) {
        List<HistoryEntry> entries = new ArrayList<>();
        measured.benchmarks()
                .forEach((id, now) -> Optional.ofNullable(beside.benchmarks().get(id))
                        .filter(then -> then.forks_ns().size() == now.forks_ns().size())
                        .ifPresent(then -> entries.add(new HistoryEntry(
                                revision.name(),
                                revision.date(),
                                id.shortName(),
                                Ratio.toOneNanosecond(now.forks_ns(), confidence),
                                reference.name(),
                                Ratio.ofPairs(then.forks_ns(), now.forks_ns(), confidence),
                                Machine.line()))));
        return entries;
    }

    /** As a line of the file. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("commit", commit);
        tree.put("date", date);
        tree.put("benchmark", benchmark);
        put(tree, "time_ns", time_ns);
        tree.put("reference", reference);
        put(tree, "ratio", ratio);
        tree.put("machine", machine);
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, Ratio ratio) {
        tree.put(name, ratio.value());
        if (ratio.hasInterval()) {
            tree.put(name + "_low", ratio.low());
            tree.put(name + "_high", ratio.high());
        }
    }

    /**
     * Of a line of the file.
     *
     * @throws IllegalArgumentException if something is missing, with its name
     */
    static HistoryEntry of(Map<?, ?> tree) {
        return new HistoryEntry(
                text(tree, "commit"),
                text(tree, "date"),
                text(tree, "benchmark"),
                ratio(tree, "time_ns"),
                text(tree, "reference"),
                ratio(tree, "ratio"),
                text(tree, "machine"));
    }

    private static String text(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' must be a text");
    }

    private static Ratio ratio(Map<?, ?> tree, String name) {
        if (!(tree.get(name) instanceof Double value && value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("'" + name + "' must be a positive number: " + tree.get(name));
        }
        return new Ratio(
                value,
                tree.get(name + "_low") instanceof Double low ? low : 0,
                tree.get(name + "_high") instanceof Double high ? high : Double.POSITIVE_INFINITY);
    }
}
