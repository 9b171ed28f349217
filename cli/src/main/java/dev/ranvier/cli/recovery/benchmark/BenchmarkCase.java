package dev.ranvier.cli.recovery.benchmark;

import java.util.List;

/**
 * A case of the benchmark.
 *
 * @param id its number
 * @param title what is recovered from what
 * @param published what others report
 * @param problem how to draw
 * @param criteria what is told and asked
 */
record BenchmarkCase(String id, String title, String published, Problem problem, List<Criterion> criteria) {
    /** Copies the list. */
    BenchmarkCase {
        criteria = List.copyOf(criteria);
    }
}
