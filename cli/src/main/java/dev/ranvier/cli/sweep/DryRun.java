package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowWriter;
import dev.ranvier.files.input.Shown;
import dev.ranvier.sweep.PointResult;
import dev.ranvier.sweep.Sweep;
import dev.ranvier.sweep.SweepWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep will take, judged by its first points.
 *
 * @param points how many
 * @param chunks in how many pieces
 * @param bytes of the merged file
 * @param seconds of all cores asked for, by all shares; compiling once among them
 * @param keysReadAnew keys for whose values the model is read anew
 */
public record DryRun(long points, long chunks, double bytes, double seconds, List<String> keysReadAnew) {
    private static final int SAMPLE = 256;
    /** The first run compiles; a few tell how long one takes, unless they take long. */
    private static final int FEW_RUNS = 4;

    private static final double LONG_ENOUGH_s = 1.5, TOO_LONG_s = 8;

    /** Runs some points, again and again until the program is warm. */
    public static DryRun of(SweepTask task, int threads, int shards) throws IOException {
        Sweep sweep = task.sweep();
        int sampled = (int) Math.min(Math.min(SAMPLE, sweep.chunkPoints()), task.points());
        double first_s = 0, seconds = Double.POSITIVE_INFINITY, spent = 0;
        int runs = 0;
        List<PointResult> results;
        try (SweepWorker worker = new SweepWorker(new Sweep(sweep.design(), sweep.model(), sampled))) {
            do {
                long start_ns = System.nanoTime();
                results = worker.run(0);
                double taken_s = (System.nanoTime() - start_ns) * 1e-9;
                first_s = runs == 0 ? taken_s : first_s;
                seconds = Math.min(seconds, taken_s);
                spent += taken_s;
                runs++;
            } while (spent < LONG_ENOUGH_s || (runs < FEW_RUNS && spent < TOO_LONG_s));
        }
        Path file = Files.createTempFile("ranvier", ".arrow");
        try {
            try (ArrowWriter out = new ArrowWriter(file, task.table().schema())) {
                out.write(task.table().rows(results));
                out.finish();
            }
            double perPoint = (double) Files.size(file) / sampled;
            return new DryRun(
                    task.points(),
                    sweep.chunks(),
                    perPoint * task.points(),
                    first_s
                            - seconds
                            + seconds / sampled * task.points() / Math.min((long) threads * shards, sweep.chunks()),
                    task.keysReadAnew());
        } finally {
            Files.delete(file);
        }
    }

    /** For people. */
    public String text() {
        return points + " points in " + chunks + " chunks, about " + Shown.number(bytes / 1e6) + " MB and "
                + Shown.seconds(seconds)
                + (keysReadAnew.isEmpty()
                        ? ""
                        : "; the model is read anew for every " + String.join(", ", keysReadAnew));
    }

    /** For programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", points);
        tree.put("chunks", chunks);
        tree.put("bytes", bytes);
        tree.put("seconds", seconds);
        tree.put("keys_read_anew", keysReadAnew);
        return tree;
    }
}
