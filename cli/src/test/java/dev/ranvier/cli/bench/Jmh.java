package dev.ranvier.cli.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Results as JMH writes them, as far as they are read. */
final class Jmh {
    private Jmh() {}

    /** A file with these entries. */
    static String file(String... entries) {
        return "[\n" + String.join(",\n", entries) + "\n]\n";
    }

    /** An entry with the scores of the iterations of each fork. */
    static String entry(String method, String mode, String unit, double[]... forks) {
        return entry(method, mode, unit, forks.length, "\"rawData\" : " + Arrays.deepToString(forks));
    }

    /** An entry with one iteration a fork. */
    static String entry(String method, double... forks_ns) {
        return entry(
                method,
                "avgt",
                "ns/op",
                Arrays.stream(forks_ns).mapToObj(score -> new double[] {score}).toArray(double[][]::new));
    }

    /** An entry with any scores. */
    static String entry(String method, String mode, String unit, int forks, String raw) {
        return """
            {
                "jmhVersion" : "1.37",
                "benchmark" : "some.where.%s",
                "mode" : "%s",
                "threads" : 1,
                "forks" : %d,
                "jvm" : "java",
                "params" : {
                    "lanes" : "8"
                },
                "primaryMetric" : {
                    "score" : 1.0,
                    "scoreError" : "NaN",
                    "scoreUnit" : "%s",
                    %s
                },
                "secondaryMetrics" : {
                }
            }\
            """.formatted(method, mode, forks, unit, raw);
    }

    /** The same as part of an interleaved run. */
    static String interleaved(String entry, String run) {
        return entry.replaceFirst("\"jmhVersion\"", "\"" + JmhFile.RUN + "\" : \"" + run + "\", \"jmhVersion\"");
    }

    /** The array that JMH writes, of some numbers. */
    static String list(double... values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
