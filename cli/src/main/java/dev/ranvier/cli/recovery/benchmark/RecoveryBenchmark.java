package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.cli.jobs.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/** Recoveries of known truths, many of each kind. */
public final class RecoveryBenchmark {
    private RecoveryBenchmark() {}

    /** Hears how it gets on, from several threads at once. */
    public interface Listener {
        /** When a draw is done. */
        void finished(String caseId, long seed);
    }

    /** How many draws of all cases there are, of so many each. */
    public static int draws(int seeds) {
        return MustShow.cases().size() * seeds;
    }

    /** Draws {@code seeds} of each case, {@code jobs} at the same time. */
    public static BenchmarkResult run(int seeds, int jobs, Listener listener) {
        List<BenchmarkCase> cases = MustShow.cases();
        long start = System.nanoTime();
        List<Draw> draws = SideBySide.run(
                cases.stream()
                        .flatMap(one -> LongStream.rangeClosed(1, seeds).mapToObj(seed -> task(one, seed, listener)))
                        .toList(),
                jobs,
                "draw");
        List<BenchmarkResult.OfCase> results = new ArrayList<>();
        for (BenchmarkCase one : cases) {
            int from = results.size() * seeds;
            results.add(new BenchmarkResult.OfCase(one, draws.subList(from, from + seeds)));
        }
        return new BenchmarkResult(results, seeds, (System.nanoTime() - start) * 1e-9);
    }

    private static Callable<Draw> task(BenchmarkCase one, long seed, Listener listener) {
        return () -> {
            Draw draw = one.problem().draw(seed);
            listener.finished(one.id(), seed);
            return draw;
        };
    }
}
