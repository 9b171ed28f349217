package dev.ranvier.cli.sweep;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.sweep.Design;
import dev.ranvier.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sweep that a plan asks for.
 *
 * @param plan where the plan is
 * @param sweep the sweep
 * @param table the columns of its results
 * @param work steps of a point times compartments, and what reading its model takes
 * @param keysReadAnew keys for whose values the model is read anew
 * @param fingerprint of all that the results depend on
 * @param notes what the person should know
 */
public record SweepTask(
        Path plan,
        Sweep sweep,
        SweepTable table,
        double work,
        List<String> keysReadAnew,
        String fingerprint,
        List<String> notes) {
    /** Changes whenever results may. */
    private static final String RESULTS = "results 2";

    /** Work of a chunk: some seconds of a core. */
    private static final double CHUNK_WORK = 1L << 28;
    /** Samples of traces that a chunk may hold. */
    private static final double CHUNK_SAMPLES = 1L << 22;

    private static final int MOST_POINTS = 4096, FEWEST_POINTS = 8;

    /** Reads a plan and everything that it names. */
    public static SweepTask of(Path file) {
        Plan plan = PlanReader.read(file);
        PlannedModel model = new PlannedModel(plan);
        double work = model.work();
        int chunk = plan.chunkPoints().orElseGet(() -> chunkPoints(work, model.samples()));
        return new SweepTask(
                file,
                new Sweep(plan.design(), model, chunk),
                SweepTable.of(plan, model),
                work,
                model.keysReadAnew(),
                fingerprint(file, chunk),
                model.notes());
    }

    /** A power of two. */
    private static int chunkPoints(double work, double samples) {
        double most = Math.min(CHUNK_WORK / work, CHUNK_SAMPLES / Math.max(1, samples));
        return Math.clamp(Integer.highestOneBit((int) Math.min(most, MOST_POINTS)), FEWEST_POINTS, MOST_POINTS);
    }

    private static String fingerprint(Path file, int chunk) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((RESULTS + " " + chunk).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Map.Entry<String, Path> named : NamedFiles.of(file).entrySet()) {
                digest.update(named.getKey().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(named.getValue()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new BadInputException("a file that " + file + " names cannot be read: " + e.getMessage());
        }
    }

    /** The contents of all files that the plan needs, by name as seen from the plan's folder. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> contents = new TreeMap<>();
        NamedFiles.of(plan).forEach((name, file) -> {
            try {
                contents.put(name, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new BadInputException(file + " cannot be read: " + e.getMessage());
            }
        });
        return contents;
    }

    /** The points. */
    public Design design() {
        return sweep.design();
    }

    /** How many points there are. */
    public long points() {
        return design().points();
    }
}
