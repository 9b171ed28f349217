package dev.ranvier.cli.recovery;

import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Fits from several seeds side by side. */
public final class SeedRuns {
    private SeedRuns() {}

    /** One result a seed, in the order of the seeds; {@code jobs} of them run at the same time. */
    public static List<RecoveryResult> run(RecoveryTask task, LongStream seeds, int jobs, RecoveryListener listener) {
        Recovery recovery =
                new Recovery(task.model().cellToRecover(), task.unknown().name(), task.recording(), task.settings());
        try (ExecutorService workers = Executors.newFixedThreadPool(
                jobs, Thread.ofPlatform().daemon().name("seed-", 0).factory())) {
            List<Future<RecoveryResult>> running = seeds.mapToObj(seed -> workers.submit(() -> {
                        RecoveryResult result = recovery.run(seed, progress -> listener.progressed(seed, progress));
                        listener.finished(result);
                        return result;
                    }))
                    .toList();
            List<RecoveryResult> results = new ArrayList<>();
            for (Future<RecoveryResult> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> throw new IllegalStateException("a seed failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
