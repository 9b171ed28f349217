package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.model.SampledSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a fit keeps its state until it ends: a folder below {@code checkpoints} in the folder of the results, named by a
 * checksum of what is fitted to what and how, so that a fit does not go on from the state of another.
 */
public final class UnfinishedFit {
    private static final String FOLDER = "checkpoints", STATE = ".state";
    private static final int NAME_LENGTH = 16;

    private final Path all;
    private final Path own;

    private UnfinishedFit(Path all, Path own) {
        this.all = all;
        this.own = own;
    }

    /** Of a fit whose results go to {@code out}. */
    public static UnfinishedFit in(Path out, FitTask task) {
        Path all = out.resolve(FOLDER);
        return new UnfinishedFit(all, all.resolve(checksum(task).substring(0, NAME_LENGTH)));
    }

    private static String checksum(FitTask task) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        FitSettings settings = task.settings();
        List<Object> parts = List.of(
                task.model().fit().text().text(),
                task.problem().dt_ms(),
                FitSummary.lossName(task.loss()),
                task.loss().stream().map(term -> term.measure().toString()).toList(),
                task.problem().stages(),
                settings.method(),
                settings.starts(),
                settings.spread(),
                settings.seed(),
                settings.mostSteps());
        parts.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
        for (Observed recording : task.observed()) {
            digest.update(
                    (recording.site().title() + recording.experiment().lead_ms()).getBytes(StandardCharsets.UTF_8));
            update(digest, recording.recorded());
            recording.experiment().clamped().ifPresent(clamped -> update(digest, clamped.command_mV()));
            recording.current_nA().ifPresent(current -> update(digest, current));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, SampledSignal signal) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (signal.length() + 1));
        bytes.putDouble(signal.interval_ms());
        for (double value : signal.values()) {
            bytes.putDouble(value);
        }
        digest.update(bytes.flip());
    }

    /** The folder for the state of the fit. */
    public Path folder() {
        return own;
    }

    /** Whether there is a state to go on from. */
    public boolean exists() throws IOException {
        return holdsState(own);
    }

    /**
     * Refuses to lose a state that is there; clears away folders of fits that were stopped before they had one.
     *
     * @param resume whether the fit is to go on from it
     */
    public void check(boolean resume) throws IOException {
        for (Path fit : content(all)) {
            if (Files.isDirectory(fit) && !holdsState(fit)) {
                remove(fit);
            }
        }
        if (content(all).isEmpty()) {
            Files.deleteIfExists(all);
            return;
        }
        if (!resume) {
            throw new BadInputException(all + " holds the state of a fit that was not finished: go on with it by"
                    + " --resume, or remove that folder to begin anew");
        }
        if (!exists()) {
            throw new BadInputException(all + " holds the state of another fit: the model, a recording or an option is"
                    + " not as it was. Restore it, or remove that folder to begin anew");
        }
    }

    /** Removes the state: the fit has ended, and its results are in place. */
    public void remove() throws IOException {
        if (Files.exists(own)) {
            remove(own);
        }
        if (Files.exists(all) && content(all).isEmpty()) {
            Files.delete(all);
        }
    }

    private static void remove(Path fit) throws IOException {
        for (Path file : content(fit)) {
            Files.delete(file);
        }
        Files.delete(fit);
    }

    /** A draft of a state is none. */
    private static boolean holdsState(Path fit) throws IOException {
        return content(fit).stream().anyMatch(file -> file.toString().endsWith(STATE));
    }

    private static List<Path> content(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
