package dev.ranvier.cli.output;

import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An output folder in the hands of one run. The lock ends with the process, however that ends. */
final class FolderLock implements AutoCloseable {
    /** The file that is locked. */
    static final String NAME = ".ranvier-lock";

    /** Folders that this process has: the system's locks tell apart processes only. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes a folder, which exists.
     *
     * @throws BadInputException if another run has it
     */
    static FolderLock of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OWN.add(real)) {
            throw taken(folder);
        }
        try {
            Path file = real.resolve(NAME);
            Optional<FileChannel> channel = Optional.empty();
            while (channel.isEmpty()) {
                channel = locked(file, folder);
            }
            return new FolderLock(real, file, channel.get());
        } catch (IOException | BadInputException e) {
            OWN.remove(real);
            throw e;
        }
    }

    /** Empty if the file was taken away by a run that has just ended: the lock would be one of nothing. */
    private static Optional<FileChannel> locked(Path file, Path folder) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
            // Another run has it, or did not end by itself.
        }
        FileChannel channel = null;
        try {
            Object before = key(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw taken(folder);
            }
            if (before.equals(key(file))) {
                return Optional.of(channel);
            }
        } catch (NoSuchFileException _) {
            // Once more.
        }
        if (channel != null) {
            channel.close();
        }
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException _) {
            return true; // a file system without locks
        }
    }

    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.ofNullable(attributes.fileKey()).orElseGet(attributes::creationTime);
    }

    private static BadInputException taken(Path folder) {
        return new BadInputException(
                "another run is writing in " + folder + ": wait until it has ended, or name another folder with --out");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
        OWN.remove(folder);
    }
}
