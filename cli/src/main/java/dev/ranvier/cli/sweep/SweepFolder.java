package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowBatch;
import dev.ranvier.cli.arrow.ArrowReader;
import dev.ranvier.cli.arrow.ArrowSchema;
import dev.ranvier.cli.arrow.ArrowWriter;
import dev.ranvier.cli.input.JsonText;
import dev.ranvier.cli.output.Json;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a sweep is kept.
 *
 * <pre>
 *   sweep.json               what is swept: a fingerprint, how many points, how they are cut into chunks
 *   lock                     byte k is locked by who computes chunk k, as long as that process lives
 *   chunks/0000000.arrow     the rows of a chunk, there as a whole or not at all
 *   merged.arrow             all rows
 * </pre>
 */
public final class SweepFolder {
    private static final String ABOUT = "sweep.json", CHUNKS = "chunks", ENDING = ".arrow";
    private static final double MOST_POINTS = 1e15;
    private static final Pattern CHUNK = Pattern.compile("(\\d{7,})\\.arrow");
    private static final Pattern UNFINISHED = Pattern.compile("\\.(\\d+)\\.[-0-9a-f]{36}");

    /** The name of the file with all rows. */
    public static final String MERGED = "merged.arrow";

    private final Path folder;

    /** A folder that is there, or not yet. */
    public SweepFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What is swept in a folder.
     *
     * @param fingerprint of the plan and all that it names
     * @param points how many
     * @param chunkPoints points of a chunk
     */
    public record About(String fingerprint, long points, int chunkPoints) {
        static About of(SweepTask task) {
            return new About(task.fingerprint(), task.points(), task.sweep().chunkPoints());
        }

        /** How many chunks. */
        public long chunks() {
            return Math.ceilDiv(points, (long) chunkPoints);
        }
    }

    /** Chunks that nobody else can hold. */
    @FunctionalInterface
    public interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Makes the folder, or finds that it holds this sweep; refuses one that holds another. */
    public void begin(SweepTask task) throws IOException {
        Files.createDirectories(folder.resolve(CHUNKS));
        About wanted = About.of(task);
        Path file = folder.resolve(ABOUT);
        if (!Files.exists(file)) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("fingerprint", wanted.fingerprint);
            tree.put("points", wanted.points);
            tree.put("chunk_points", wanted.chunkPoints);
            appear(file, folder.resolve("." + ABOUT), fresh -> Files.writeString(fresh, Json.text(tree)));
        }
        if (!about().equals(wanted)) {
            throw new BadInputException(folder + " holds another sweep: another plan, or a file that it names was"
                    + " another one. Give another folder, or remove this one");
        }
    }

    /** What is swept here; refuses a folder without a sweep. */
    public About about() throws IOException {
        Path file = folder.resolve(ABOUT);
        if (!Files.exists(file)) {
            throw new BadInputException("there is no sweep in " + folder + ": give the --out of a 'ranvier sweep'");
        }
        try {
            Map<?, ?> tree = JsonText.object(Files.readString(file));
            if (tree.get("fingerprint") instanceof String fingerprint
                    && tree.get("points") instanceof Double points
                    && tree.get("chunk_points") instanceof Double chunkPoints
                    && points >= 1
                    && points <= MOST_POINTS
                    && chunkPoints >= 1
                    && chunkPoints <= Integer.MAX_VALUE) {
                return new About(fingerprint, points.longValue(), chunkPoints.intValue());
            }
            throw damaged(file);
        } catch (IllegalArgumentException _) {
            throw damaged(file);
        }
    }

    private BadInputException damaged(Path file) {
        return new BadInputException(file + " is damaged: remove " + folder + " and sweep again");
    }

    /** Holds chunks {@code [from, to)} until it is closed or the process ends in any way; refuses those that another run holds. */
    public Held hold(long from, long to) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            FileLock lock = channel.tryLock(from, Math.max(1, to - from), false);
            if (lock != null) {
                removeUnfinished(from, to);
                return channel::close;
            }
        } catch (OverlappingFileLockException _) {
            // This process holds them already.
        }
        channel.close();
        throw new BadInputException("another run is sweeping in " + folder
                + ": wait for it, look with 'ranvier sweep status', or give another folder");
    }

    /** What a run that was killed has left behind. */
    private void removeUnfinished(long from, long to) throws IOException {
        for (Path file : files()) {
            var name = UNFINISHED.matcher(file.getFileName().toString());
            if (name.matches() && Long.parseLong(name.group(1)) >= from && Long.parseLong(name.group(1)) < to) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(CHUNKS))) {
            return files.toList();
        }
    }

    /**
     * How far a sweep is.
     *
     * @param about what is swept
     * @param chunksDone chunks that are there
     * @param pointsDone their points
     * @param firstMissing the first chunk that is not there, or the number of chunks
     * @param running whether somebody computes chunks
     * @param merged whether all rows are in one file
     */
    public record State(
            About about, long chunksDone, long pointsDone, long firstMissing, boolean running, boolean merged) {
        /** Whether every chunk is there. */
        public boolean isComplete() {
            return chunksDone == about.chunks();
        }

        /** How many points are done, in words. */
        public String progress() {
            return pointsDone + " of " + about.points + " points are done";
        }
    }

    /** How far the sweep is. */
    public State state() throws IOException {
        About about = about();
        List<Long> done = done();
        long points = done.stream()
                .mapToLong(chunk -> Math.min(about.chunkPoints, about.points - chunk * about.chunkPoints))
                .sum();
        long missing = 0;
        while (missing < done.size() && done.get((int) missing) == missing) {
            missing++;
        }
        return new State(about, done.size(), points, missing, isRunning(about), Files.exists(folder.resolve(MERGED)));
    }

    private boolean isRunning(About about) throws IOException {
        try (Held _ = hold(0, about.chunks())) {
            return false;
        } catch (BadInputException _) {
            return true;
        }
    }

    /** The chunks that are there, in order. */
    public List<Long> done() throws IOException {
        List<Long> done = new ArrayList<>();
        for (Path file : files()) {
            var name = CHUNK.matcher(file.getFileName().toString());
            if (name.matches()) {
                done.add(Long.parseLong(name.group(1)));
            }
        }
        done.sort(null);
        return done;
    }

    private Path chunk(long chunk) {
        return folder.resolve(CHUNKS).resolve(String.format(Locale.ROOT, "%07d", chunk) + ENDING);
    }

    /** Writes a chunk. */
    void write(long chunk, ArrowSchema schema, ArrowBatch rows) throws IOException {
        write(chunk, file -> {
            try (ArrowWriter out = new ArrowWriter(file, schema)) {
                out.write(rows);
                out.finish();
            }
        });
    }

    /** Writes a chunk whose file has these bytes. */
    public void write(long chunk, byte[] bytes) throws IOException {
        write(chunk, file -> Files.write(file, bytes));
    }

    /** Fills a file. */
    private interface Content {
        void write(Path file) throws IOException;
    }

    private void write(long chunk, Content content) throws IOException {
        appear(chunk(chunk), folder.resolve(CHUNKS).resolve("." + chunk), content);
    }

    /** A file is there as a whole or not at all. */
    private static void appear(Path file, Path unfinished, Content content) throws IOException {
        Path fresh = unfinished.resolveSibling(unfinished.getFileName() + "." + UUID.randomUUID());
        try {
            content.write(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Puts the rows of all chunks, which must be there, into one file. */
    public void merge(Path file) throws IOException {
        long chunks = about().chunks();
        try (ArrowReader first = new ArrowReader(chunk(0));
                ArrowWriter out = new ArrowWriter(file, first.schema())) {
            for (long chunk = 0; chunk < chunks; chunk++) {
                try (ArrowReader in = new ArrowReader(chunk(chunk))) {
                    out.copy(in);
                }
            }
            out.finish();
        }
    }
}
