package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowSchema;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Computes the chunks of a sweep, or of a share of it, that its folder does not have. */
public final class SweepRun {
    private final SweepTask task;
    private final SweepFolder folder;
    private final long from;
    private final long to;

    /** Hears how many points of the share are done; called on the threads that compute. */
    @FunctionalInterface
    public interface Listener {
        /** So many of so many. */
        void done(long points, long of);
    }

    /** Share number {@code shard}, from 1, of {@code shards}, which are runs of chunks, as equal as can be. */
    public SweepRun(SweepTask task, SweepFolder folder, int shard, int shards) {
        this.task = task;
        this.folder = folder;
        long chunks = task.sweep().chunks();
        from = Math.multiplyExact(chunks, shard - 1L) / shards;
        to = Math.multiplyExact(chunks, (long) shard) / shards;
    }

    private long points(long chunk) {
        return task.sweep().points(chunk);
    }

    /** The chunks that are missing. */
    public List<Long> missing() throws IOException {
        Set<Long> done = new HashSet<>(folder.done());
        List<Long> missing = new ArrayList<>();
        for (long chunk = from; chunk < to; chunk++) {
            if (!done.contains(chunk)) {
                missing.add(chunk);
            }
        }
        return missing;
    }

    /** Computes what is missing, on so many threads; how many points these were. */
    public long run(int threads, Listener listener) throws IOException {
        folder.begin(task);
        try (SweepFolder.Held _ = folder.hold(from, to)) {
            List<Long> missing = missing();
            long all = 0;
            for (long chunk = from; chunk < to; chunk++) {
                all += points(chunk);
            }
            long wanted = missing.stream().mapToLong(this::points).sum(), share = all;
            long[] done = {all - wanted};
            listener.done(done[0], share);
            ArrowSchema schema = task.table().schema();
            task.sweep().run(missing, threads, (chunk, points) -> {
                try {
                    folder.write(chunk, schema, task.table().rows(points));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                synchronized (done) {
                    done[0] += points.size();
                    listener.done(done[0], share);
                }
            });
            return wanted;
        } catch (UncheckedIOException e) {
            throw new BadInputException("results cannot be written: "
                    + Objects.requireNonNull(e.getCause()).getMessage()
                    + ". What is done is kept: make room and run the same command again");
        }
    }
}
