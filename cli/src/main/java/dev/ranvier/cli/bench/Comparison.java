package dev.ranvier.cli.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two measurements of the same benchmarks beside each other.
 *
 * @param rows those that both have, in the order of the new one
 * @param onlyBase names of what only the base has
 * @param onlyNext names of what only the new one has
 * @param margin the largest change that does not count
 * @param confidence of the intervals
 */
public record Comparison(
        List<Row> rows, List<String> onlyBase, List<String> onlyNext, double margin, double confidence) {
    /**
     * A benchmark.
     *
     * @param name it, with its parameters
     * @param base as measured first
     * @param next as measured now
     * @param ratio how many times longer an operation takes now
     * @param verdict on the ratio
     */
    record Row(String name, Measured base, Measured next, Ratio ratio, Verdict verdict) {}

    /** Of all that two files hold. */
    static Comparison of(JmhFile base, JmhFile next, double margin, double confidence) {
        List<Row> rows = new ArrayList<>();
        Map<Measured.Id, Measured> before = base.benchmarks(), now = next.benchmarks();
        Set<Measured.Id> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        now.forEach((id, measured) -> Optional.ofNullable(before.get(id)).ifPresent(old -> {
            Ratio ratio = arePairs(old, measured)
                    ? Ratio.ofPairs(old.forks_ns(), measured.forks_ns(), confidence)
                    : Ratio.ofSamples(old.forks_ns(), measured.forks_ns(), confidence);
            rows.add(new Row(id.nameAmong(all), old, measured, ratio, Verdict.of(ratio, margin)));
        }));
        return new Comparison(rows, missing(before, now, all), missing(now, before, all), margin, confidence);
    }

    private static boolean arePairs(Measured base, Measured next) {
        return base.run().isPresent()
                && base.run().equals(next.run())
                && base.forks_ns().size() == next.forks_ns().size();
    }

    private static List<String> missing(
            Map<Measured.Id, Measured> there, Map<Measured.Id, Measured> here, Set<Measured.Id> all) {
        return there.keySet().stream()
                .filter(id -> !here.containsKey(id))
                .map(id -> id.nameAmong(all))
                .toList();
    }

    /** Number of benchmarks with that verdict. */
    long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** Whether anything became slower by more than the margin. */
    public boolean hasRegression() {
        return count(Verdict.SLOWER) > 0;
    }
}
