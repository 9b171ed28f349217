package dev.ranvier.cli.recovery;

import dev.ranvier.cli.jobs.SideBySide;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/** Fits from several seeds side by side. */
public final class SeedRuns {
    private SeedRuns() {}

    /** One result a seed, in the order of the seeds; {@code jobs} of them run at the same time. */
    public static List<RecoveryResult> run(RecoveryTask task, LongStream seeds, int jobs, RecoveryListener listener) {
        Recovery recovery = task.recovery();
        return SideBySide.run(
                seeds.mapToObj(seed -> (Callable<RecoveryResult>) () -> {
                            RecoveryResult result = recovery.run(seed, progress -> listener.progressed(seed, progress));
                            listener.finished(result);
                            return result;
                        })
                        .toList(),
                jobs,
                "seed");
    }
}
