package dev.ranvier.optimise;

import dev.ranvier.saved.DamagedException;
import dev.ranvier.saved.Sealed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A saved state on disk, under a seal. A new one takes the place of the old in one move, so that there is a whole one at any time. */
public final class SnapshotFile {
    private static final int KIND = 0x52_4e_56_43, VERSION = 2;

    private SnapshotFile() {}

    /** {@link Optimiser#save} or {@link MultiStart#save}. */
    @FunctionalInterface
    public interface Save {
        /** Writes the state; called twice, with the same result. */
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
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
            Sealed.write(out, KIND, VERSION, state::to);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is not whole, was changed or is of another run; the message names the file
     */
    public static void read(Path file, Restore state) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            DataInputStream content = Sealed.read(in, KIND, VERSION);
            state.from(content);
            if (content.available() > 0) {
                throw new DamagedException("it says more than it should");
            }
        } catch (EOFException e) {
            throw new IOException("cannot go on from " + file + ": it is cut short", e);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("cannot go on from " + file + ": " + e.getMessage(), e);
        }
    }
}
