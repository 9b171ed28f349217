package dev.ranvier.fit;

import java.util.List;

/** How some starts of a fit are run. */
interface StartRuns extends AutoCloseable {
    /** The starts. */
    StartLanes lanes();

    /** Runs some starts at points, unless they stand there already. */
    void run(List<Integer> starts, List<double[]> points);

    @Override
    default void close() {
        lanes().close();
    }
}
