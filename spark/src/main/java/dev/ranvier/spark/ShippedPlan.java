package dev.ranvier.spark;

import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A plan with the contents of all files that it needs, to be read where these are not. */
final class ShippedPlan implements Serializable {
    private static final long serialVersionUID = 1;
    /** How far up from the plan a file may be that it names. */
    private static final String DEPTH = "a/b/c/d/e/f/g/h";

    /** The tasks that this process has read, by fingerprint. */
    private static final Map<String, SweepTask> READ = new ConcurrentHashMap<>();

    private final String fingerprint;
    private final String name;
    private final HashMap<String, byte[]> files;

    ShippedPlan(SweepTask task) {
        fingerprint = task.fingerprint();
        name = String.valueOf(task.plan().getFileName());
        files = new HashMap<>(task.files());
    }

    /** The task, read once in a process. */
    SweepTask task() {
        return READ.computeIfAbsent(fingerprint, _ -> read());
    }

    private SweepTask read() {
        try {
            Path top = Files.createTempDirectory("ranvier"), folder = Files.createDirectories(top.resolve(DEPTH));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path place = folder.resolve(file.getKey()).normalize();
                if (!place.startsWith(top)) {
                    throw new BadInputException(
                            "a plan for Spark may name files up to 8 folders above it: " + file.getKey());
                }
                Files.createDirectories(place.resolveSibling(""));
                Files.write(place, file.getValue());
            }
            SweepTask task = SweepTask.of(folder.resolve(name));
            if (!task.fingerprint().equals(fingerprint)) {
                throw new IllegalStateException("the plan is another one here: " + folder.resolve(name));
            }
            return task;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
