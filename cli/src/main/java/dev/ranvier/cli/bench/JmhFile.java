package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.JsonText;
import dev.ranvier.cli.input.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results that JMH writes with {@code -rf json}. Entries for the same benchmark, mode, threads and parameters are
 * further forks of it.
 */
final class JmhFile {
    /** The key that {@link InterleavedRun} adds to JMH's own. */
    static final String RUN = "interleavedRun";

    private static final String RAW = "rawData", HISTOGRAMS = "rawDataHistogram";

    private final List<String> notes = new ArrayList<>();
    private final Map<Measured.Id, Measured> benchmarks = new LinkedHashMap<>();

    private JmhFile() {}

    /**
     * Reads a file.
     *
     * @throws BadInputException if it is no such file, with the place
     */
    static JmhFile read(Path file) {
        return parse(file.toString(), TextFile.read(file, "file of JMH results"));
    }

    /** Reads {@code text}; {@code file} is for messages. */
    static JmhFile parse(String file, String text) {
        return of(file, JsonText.array(file, text));
    }

    /** Takes entries as JMH writes them; {@code file} is for messages. */
    static JmhFile of(String file, List<?> entries) {
        JmhFile results = new JmhFile();
        for (int k = 0; k < entries.size(); k++) {
            results.new Entry(file + ": entry " + (k + 1), entries.get(k)).read();
        }
        if (entries.isEmpty()) {
            throw new BadInputException(file + ": no benchmark in it: JMH writes one with -rf json -rff " + file);
        }
        return results;
    }

    /** All benchmarks in the order of the file. */
    Map<Measured.Id, Measured> benchmarks() {
        return benchmarks;
    }

    /** What the person should know. */
    List<String> notes() {
        return notes;
    }

    private final class Entry {
        private final String place;
        private final @Nullable Object tree;

        Entry(String place, @Nullable Object tree) {
            this.place = place;
            this.tree = tree;
        }

        void read() {
            Map<?, ?> entry = object(place, tree);
            String benchmark = text(place, "benchmark", entry.get("benchmark"));
            String where = place + " (" + benchmark + "): ";
            Map<?, ?> metric = object(where + "primaryMetric", entry.get("primaryMetric"));
            Mode mode = checked(where + "mode: ", () -> Mode.of(text(place, "mode", entry.get("mode"))));
            String unit = text(where + "primaryMetric", "scoreUnit", metric.get("scoreUnit"));
            List<Double> forks_ns = new ArrayList<>();
            String metricPlace = where + "primaryMetric.";
            if (metric.get(RAW) instanceof List<?> forks) {
                for (Object fork : forks) {
                    forks_ns.add(mean_ns(metricPlace + RAW + ", fork " + (forks_ns.size() + 1), fork, mode, unit));
                }
            } else if (metric.get(HISTOGRAMS) instanceof List<?> forks) {
                for (Object fork : forks) {
                    forks_ns.add(meanOfCounts_ns(
                            metricPlace + HISTOGRAMS + ", fork " + (forks_ns.size() + 1), fork, mode, unit));
                }
            }
            if (forks_ns.isEmpty()) {
                throw new BadInputException(metricPlace + RAW + ": no fork: scores of each fork are needed");
            }
            double declared = entry.get("forks") instanceof Double count ? count : 0;
            if (forks_ns.size() < declared) {
                notes.add(where + forks_ns.size() + " of " + (int) declared + " forks are there");
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            if (entry.get("params") instanceof Map<?, ?> values) {
                values.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
            }
            int threads = entry.get("threads") instanceof Double count ? count.intValue() : 1;
            Optional<String> run = entry.get(RUN) instanceof String name ? Optional.of(name) : Optional.empty();
            Measured.Id id = new Measured.Id(benchmark, mode, threads, parameters);
            benchmarks.merge(id, new Measured(id, forks_ns, unit, run), JmhFile::together);
        }
    }

    private static Measured together(Measured first, Measured more) {
        List<Double> forks_ns = new ArrayList<>(first.forks_ns());
        forks_ns.addAll(more.forks_ns());
        return new Measured(
                first.id(),
                forks_ns,
                first.unit(),
                first.run().filter(run -> more.run().equals(first.run())));
    }

    private static double mean_ns(String place, @Nullable Object fork, Mode mode, String unit) {
        List<?> iterations = list(place, fork);
        double sum = 0;
        for (int k = 0; k < iterations.size(); k++) {
            sum += positive(place + ", iteration " + (k + 1), iterations.get(k));
        }
        double score = sum / iterations.size();
        return checked(place + ": ", () -> mode.nanoseconds(score, unit));
    }

    /** Of lists of pairs, a score and how often it occurred, for each iteration. */
    private static double meanOfCounts_ns(String place, @Nullable Object fork, Mode mode, String unit) {
        List<?> iterations = list(place, fork);
        double sum = 0, count = 0;
        for (int k = 0; k < iterations.size(); k++) {
            String iteration = place + ", iteration " + (k + 1);
            for (Object pair : list(iteration, iterations.get(k))) {
                List<?> scoreAndCount = list(iteration, pair);
                double times = positive(iteration, scoreAndCount.getLast());
                sum += times * positive(iteration, scoreAndCount.getFirst());
                count += times;
            }
        }
        double score = sum / count;
        return checked(place + ": ", () -> mode.nanoseconds(score, unit));
    }

    private interface Reading<T> {
        T value();
    }

    private static <T> T checked(String place, Reading<T> reading) {
        try {
            return reading.value();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(place + e.getMessage());
        }
    }

    private static Map<?, ?> object(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new BadInputException(place + ": must be an object as JMH writes it");
    }

    private static List<?> list(String place, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new BadInputException(place + ": must be a list with something in it");
    }

    private static String text(String place, String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new BadInputException(place + ": '" + name + "' must be a text");
    }

    private static double positive(String place, @Nullable Object value) {
        if (value instanceof Double number && number > 0 && Double.isFinite(number)) {
            return number;
        }
        throw new BadInputException(place + ": must be a positive number: " + value);
    }
}
