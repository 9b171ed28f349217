package dev.ranvier.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent pieces of work on several threads, and hands their results back in order. */
public final class Workers {
    private Workers() {}

    /** The results of all pieces, in order; the first failure is thrown. One piece, or one thread, runs on the caller's. */
    public static <T> List<T> run(int threads, List<Callable<T>> pieces) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive: threads=" + threads);
        }
        try {
            List<T> results = new ArrayList<>();
            if (threads == 1 || pieces.size() == 1) {
                for (Callable<T> piece : pieces) {
                    results.add(piece.call());
                }
                return results;
            }
            try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, pieces.size()))) {
                for (Future<T> future : workers.invokeAll(pieces)) {
                    results.add(future.get());
                }
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
