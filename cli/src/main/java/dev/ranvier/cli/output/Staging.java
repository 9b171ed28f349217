package dev.ranvier.cli.output;

import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An output folder whose files appear complete or not at all: they are written in a hidden folder inside it and moved into
 * place by {@link #publish}, each by one atomic move. Without it, as after an error or Ctrl-C, what was written vanishes, and
 * so do folders that were made for it.
 */
public final class Staging implements AutoCloseable {
    private final Path folder;
    private final Path hidden;
    private final List<Path> madeFolders = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Thread onExit = new Thread(this::discard);
    private boolean finished;

    private Staging(Path folder) {
        this.folder = folder;
        this.hidden = folder.resolve(".ranvier-" + UUID.randomUUID());
    }

    /** Makes the folder if it is missing; refuses one that cannot be written, so that no work is lost later. */
    public static Staging in(Path folder) {
        Staging staging = new Staging(folder);
        Runtime.getRuntime().addShutdownHook(staging.onExit);
        try {
            staging.makeFolders();
        } catch (IOException e) {
            staging.close();
            String reason = switch (e) {
                case FileAlreadyExistsException file -> file.getFile() + " is a file";
                case AccessDeniedException denied -> "no permission to write in " + denied.getFile();
                case FileSystemException about
                when about.getReason() != null -> about.getFile() + ": " + about.getReason();
                default -> e.toString();
            };
            throw new BadInputException(
                    "output folder cannot be written: " + folder + ": " + reason + ". Name another one with --out");
        }
        return staging;
    }

    private synchronized void makeFolders() throws IOException {
        refuseIfFinished();
        Path place = folder.toAbsolutePath().normalize();
        while (place != null && !Files.exists(place)) {
            madeFolders.add(place);
            place = place.getParent();
        }
        if (place != null && !Files.isDirectory(place)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        Files.createDirectories(hidden);
    }

    private void refuseIfFinished() throws IOException {
        if (finished) {
            throw new IOException("the program was stopped");
        }
    }

    /** Where to write the file that will be called {@code name}. */
    public synchronized Path file(String name) {
        names.add(name);
        return hidden.resolve(name);
    }

    /** Moves all files into place, and says so: {@code wrote trace.csv, spikes.csv and report.html in run}. */
    public synchronized String publish() throws IOException {
        refuseIfFinished();
        for (String name : names) {
            Files.move(
                    hidden.resolve(name),
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        madeFolders.clear();
        return "wrote " + String.join(", ", names).replaceFirst("(.*), ", "$1 and ") + " in " + folder;
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException _) {
            // The program is ending; the hook runs or has run.
        }
    }

    private synchronized void discard() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            for (String name : names) {
                Files.deleteIfExists(hidden.resolve(name));
            }
            deleteIfThere(hidden);
            for (Path made : madeFolders) {
                deleteIfThere(made);
            }
        } catch (DirectoryNotEmptyException _) {
            // Somebody else has put something there.
        } catch (IOException e) {
            System.err.println("ranvier: could not remove the unfinished output in " + hidden + ": " + e.getMessage());
        }
    }

    private static void deleteIfThere(Path madeFolder) throws IOException {
        if (Files.isDirectory(madeFolder)) {
            Files.delete(madeFolder);
        }
    }
}
