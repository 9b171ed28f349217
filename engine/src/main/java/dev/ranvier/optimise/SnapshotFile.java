package dev.ranvier.optimise;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A saved state on disk. A new one takes the place of the old in one move, so that there is a whole one at any time. */
public final class SnapshotFile {
    private SnapshotFile() {}

    /** {@link Optimiser#save} or {@link MultiStart#save}. */
    @FunctionalInterface
    public interface Save {
        /** Writes the state. */
        void to(DataOutput out) throws IOException;
    }

    /** {@link Optimiser#restore} or {@link MultiStart#restore}. */
    @FunctionalInterface
    public interface Restore {
        /** Reads the state. */
        void from(DataInput in) throws IOException;
    }

    /** Writes {@code file}; {@code file.new} beside it is its draft. */
    public static void write(Path file, Save state) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
            state.to(out);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is cut short or is of another run; the message names the file
     */
    public static void read(Path file, Restore state) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            state.from(in);
        } catch (EOFException e) {
            throw new IOException("cannot go on from " + file + ": it is cut short", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot go on from " + file + ": " + e.getMessage(), e);
        }
    }
}
