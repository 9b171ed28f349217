package dev.ranvier.cli.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A benchmark with one set of parameters, as it was measured.
 *
 * @param id what it is
 * @param forks_ns mean time of an operation in each fork, in nanoseconds, in the order in which they ran
 * @param unit of the file's scores
 * @param run of which interleaved run it is part, if of one: its forks are pairs with those of the same run in another file
 */
record Measured(Id id, List<Double> forks_ns, String unit, Optional<String> run) {
    /**
     * What tells benchmarks apart.
     *
     * @param benchmark full name, {@code dev.ranvier.benchmarks.HodgkinHuxleyStepBenchmark.step}
     * @param mode what its score is
     * @param threads that run it at once
     * @param parameters their names and values
     */
    record Id(String benchmark, Mode mode, int threads, Map<String, String> parameters) {
        /** Class and method, then what else tells it apart: {@code HodgkinHuxleyStepBenchmark.step lanes=8}. */
        String shortName() {
            return named(benchmark.replaceFirst("^.*\\.(?=[^.]*\\.[^.]*$)", ""));
        }

        /** The short name, or the full one where one of the others has the same short name. */
        String nameAmong(Collection<Id> others) {
            boolean isAmbiguous = others.stream()
                    .anyMatch(other -> !other.equals(this) && other.shortName().equals(shortName()));
            return isAmbiguous ? named(benchmark) : shortName();
        }

        private String named(String name) {
            String values = parameters.entrySet().stream()
                    .map(value -> " " + value.getKey() + "=" + value.getValue())
                    .collect(Collectors.joining());
            return name
                    + values
                    + (threads == 1 ? "" : ", " + threads + " threads")
                    + (mode == Mode.AVERAGE_TIME ? "" : ", " + mode.label());
        }
    }
}
