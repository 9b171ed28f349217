package dev.ranvier.sweep;

import dev.ranvier.simulate.Workers;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the points of a design. Points are cut into chunks; within a chunk, those whose simulations differ in numbers only are the
 * lanes of batches. What becomes of a chunk depends on the sweep alone: not on threads, nor on what else is computed, nor in which
 * order. Memory does not grow with the number of points.
 *
 * @param design the points
 * @param model what becomes of a model there
 * @param chunkPoints points of a chunk
 */
public record Sweep(Design design, SweptModel model, int chunkPoints) {
    /** Refuses chunks without points. */
    public Sweep {
        if (chunkPoints < 1) {
            throw new IllegalArgumentException("chunkPoints must be positive: chunkPoints=" + chunkPoints);
        }
    }

    /** Number of chunks; the last may be shorter. */
    public long chunks() {
        return Math.ceilDiv(design.points(), (long) chunkPoints);
    }

    /** Points of a chunk. */
    public int points(long chunk) {
        return (int) Math.min(chunkPoints, design.points() - chunk * chunkPoints);
    }

    /** Runs the given chunks, on as many threads as are asked for, in the order of the list as threads become free. */
    public void run(List<Long> chunks, int threads, SweepListener listener) {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> worker = () -> {
            try (SweepWorker mine = new SweepWorker(this)) {
                for (int k = next.getAndIncrement(); k < chunks.size(); k = next.getAndIncrement()) {
                    listener.done(chunks.get(k), mine.run(chunks.get(k)));
                }
                return true;
            } catch (RuntimeException | Error e) {
                next.set(chunks.size()); // the others need not go on
                throw e;
            }
        };
        Workers.run(threads, Collections.nCopies(threads, worker));
    }
}
