package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the points of a sweep have ended.
 *
 * @param points how many
 * @param outcomes how many ended how
 * @param firstFailure the message of the first that did not end well
 */
public record SweepSummary(long points, Map<String, Long> outcomes, Optional<String> firstFailure) {
    private static final String DONE = "done";

    /** Of a file with all rows. */
    public static SweepSummary of(Path merged) throws IOException {
        Map<String, Long> outcomes = new TreeMap<>();
        Optional<String> failure = Optional.empty();
        long points = 0;
        try (ArrowReader in = new ArrowReader(merged)) {
            int outcome = in.schema().indexOf(SweepTable.OUTCOME);
            for (int batch = 0; batch < in.batches(); batch++) {
                List<String> texts = in.texts(outcome, batch);
                for (int k = 0; k < texts.size(); k++) {
                    outcomes.merge(texts.get(k), 1L, Long::sum);
                    if (failure.isEmpty() && !texts.get(k).equals(DONE)) {
                        failure = Optional.of("point " + (points + k) + ": "
                                + in.texts(outcome + 1, batch).get(k));
                    }
                }
                points += texts.size();
            }
        }
        return new SweepSummary(points, outcomes, failure);
    }

    /** In a sentence. */
    public String verdict() {
        StringBuilder text = new StringBuilder(points + " points");
        outcomes.forEach((how, count) -> {
            if (!how.equals(DONE)) {
                text.append(", ").append(count).append(' ').append(how);
            }
        });
        return firstFailure.map(first -> text + " (first " + first + ")").orElseGet(text::toString);
    }

    /** For programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", points);
        tree.putAll(outcomes);
        return tree;
    }
}
