package dev.ranvier.sweep;

import java.util.List;

/** Takes the results of a sweep; called on the threads that compute, on several at a time. */
@FunctionalInterface
public interface SweepListener {
    /** All points of a chunk, in order. */
    void done(long chunk, List<PointResult> points);
}
