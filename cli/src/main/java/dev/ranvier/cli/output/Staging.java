package dev.ranvier.cli.output;

import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An output folder whose files appear complete or not at all: they are written in a hidden folder inside it and moved into
 * place by {@link #publish}, each by one atomic move. Without it, as after an error or Ctrl-C, what was written vanishes, and
 * so do folders that were made for it.
 */
public final class Staging implements AutoCloseable {
    private static final String HIDDEN = ".ranvier-";

    private final Path folder;
    private final Path hidden;
    private final List<Path> madeFolders = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Thread onExit = new Thread(this::discard);
    private Optional<FolderLock> lock = Optional.empty();
    private boolean finished;

    private Staging(Path folder) {
        this.folder = folder;
        this.hidden = folder.resolve(HIDDEN + UUID.randomUUID());
    }

    /** Makes the folder if it is missing; refuses one that cannot be written, so that no work is lost later. */
    public static Staging in(Path folder) {
        Staging staging = new Staging(folder);
        Runtime.getRuntime().addShutdownHook(staging.onExit);
        try {
            staging.makeFolders();
        } catch (BadInputException e) {
            staging.close();
            throw e;
        } catch (IOException e) {
            staging.close();
            throw new BadInputException("output folder cannot be written: " + folder + ": " + FileTrouble.explained(e)
                    + ". Name another one with --out");
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
        Files.createDirectories(folder);
        lock = Optional.of(FolderLock.of(folder));
        removeLeftovers();
        Files.createDirectory(hidden);
    }

    /** What runs have left that were killed; nobody else is at work here. */
    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, HIDDEN + "*")) {
            for (Path one : left) {
                if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(one)) {
                        for (Path file : files) {
                            Files.delete(file);
                        }
                    }
                    Files.delete(one);
                }
            }
        }
    }

    private void refuseIfFinished() throws IOException {
        if (finished) {
            throw new IOException("the program was stopped");
        }
    }

    /** Where to write the file that will be called {@code name}; makes folders anew that somebody has taken away. */
    public synchronized Path file(String name) throws IOException {
        Files.createDirectories(hidden);
        names.add(name);
        return hidden.resolve(name);
    }

    /** Results that can be written, more than once. */
    @FunctionalInterface
    public interface Results {
        /** Writes them, each file where {@link Staging#file} says. */
        void write(Staging staging) throws IOException;
    }

    /**
     * Writes results and moves them into place, or, if the folder cannot be written any more, into a new one among the temporary
     * files; says where they are.
     *
     * @throws BadInputException if neither can be written
     */
    public String publish(Results results) {
        try {
            results.write(this);
            return publish();
        } catch (IOException e) {
            return publishElsewhere(results, e);
        }
    }

    private String publishElsewhere(Results results, IOException problem) {
        String reason = folder + " cannot be written any more: " + FileTrouble.explained(problem);
        removeFiles();
        Path other = null;
        try {
            other = Files.createTempDirectory("ranvier-results-");
            try (Staging elsewhere = in(other)) {
                results.write(elsewhere);
                return reason + ". Nothing is lost: " + elsewhere.publish();
            }
        } catch (IOException e) {
            if (other != null) {
                deleteQuietly(other);
            }
            throw new BadInputException("results cannot be written: " + reason
                    + ", and neither could a temporary folder (" + FileTrouble.explained(e) + ")");
        }
    }

    /** Makes room. */
    private synchronized void removeFiles() {
        names.forEach(name -> deleteQuietly(hidden.resolve(name)));
        names.clear();
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // It stays until the next run.
        }
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
            if (lock.isPresent()) {
                lock.get().close();
            }
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
