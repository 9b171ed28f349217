package dev.ranvier.cli.bench;

import dev.ranvier.formula.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a score of JMH is. Scores of every mode become the time of an operation, so that a larger ratio is always slower. */
enum Mode {
    /** Operations over time. */
    THROUGHPUT("thrpt"),
    /** Mean time of an operation. */
    AVERAGE_TIME("avgt"),
    /** Times of single operations. */
    SAMPLE_TIME("sample"),
    /** Time of one operation in a fresh state. */
    SINGLE_SHOT("ss");

    private static final Map<String, Double> NANOSECONDS =
            Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** As JMH spells it. */
    String label() {
        return label;
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException if JMH has none, with those that there are
     */
    static Mode of(String label) {
        List<String> known = Arrays.stream(values()).map(Mode::label).toList();
        return Arrays.stream(values())
                .filter(mode -> mode.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown mode '" + label + "'; " + NearestName.hint(label, known)));
    }

    /**
     * The time of an operation in nanoseconds by a score in {@code unit}, {@code ops/ms} or {@code ms/op}.
     *
     * @throws IllegalArgumentException if the unit is none of this mode
     */
    double nanoseconds(double score, String unit) {
        boolean rate = this == THROUGHPUT;
        Double length_ns = NANOSECONDS.get(unit.replaceFirst(rate ? "^ops/" : "/op$", ""));
        if (length_ns == null || !(rate ? unit.startsWith("ops/") : unit.endsWith("/op"))) {
            throw new IllegalArgumentException(
                    "unit '" + unit + "' is none of mode " + label + (rate ? ", such as ops/s" : ", such as ns/op"));
        }
        return rate ? length_ns / score : length_ns * score;
    }
}
