package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file of bytes that is read at places. What would lie outside the file is refused with its place before memory is taken for it.
 * The byte order is little-endian unless it is set.
 */
public final class BinaryFile implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 20, SMALL_PIECE_BYTES = 1 << 12;

    private final Path file;
    private final FileChannel channel;
    private final long length;
    private ByteBuffer piece = ByteBuffer.allocateDirect(SMALL_PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private BinaryFile(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /** Opens a file. */
    public static BinaryFile open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file);
            return new BinaryFile(file, channel, channel.size());
        } catch (IOException e) {
            throw TextFile.unreadable(file, "recording", e);
        }
    }

    /** The byte order from now on. */
    public void order(ByteOrder order) {
        piece.order(order);
    }

    /** Number of bytes. */
    public long length() {
        return length;
    }

    /** The complaint {@code message} about a place in the file. */
    public BadInputException wrong(long position, String message) {
        return new BadInputException(file + ": byte " + position + ": " + message);
    }

    /** Refuses {@code count} things of {@code size} bytes from {@code position} on that are not all in the file. */
    public void require(long position, long count, long size, String what) {
        if (position < 0 || count < 0 || size < 0) {
            throw wrong(Math.max(0, position), what + ": a position or size is negative, so the file is damaged");
        }
        if (position > length || (size > 0 && count > (length - position) / size)) {
            throw wrong(
                    position,
                    what + " would take " + count + " times " + size + " bytes from here on, but the file ends at byte "
                            + length + ": it is truncated or damaged");
        }
    }

    /** Bytes, in a buffer that is overwritten by the next call. At most a mebibyte. */
    public ByteBuffer bytes(long position, int count, String what) {
        require(position, count, 1, what);
        if (count > piece.capacity()) {
            piece = ByteBuffer.allocateDirect(PIECE_BYTES).order(piece.order());
        }
        piece.clear().limit(count);
        try {
            while (piece.hasRemaining()) {
                if (channel.read(piece, position + piece.position()) < 0) {
                    throw wrong(position, what + ": the file was shortened while it was read");
                }
            }
        } catch (IOException e) {
            throw TextFile.unreadable(file, "recording", e);
        }
        return piece.flip();
    }

    /** How many things of that size are read at once. */
    public static int atOnce(int size) {
        return PIECE_BYTES / size;
    }

    /** A 16-bit number. */
    public short int16(long position, String what) {
        return bytes(position, Short.BYTES, what).getShort();
    }

    /** A 32-bit number. */
    public int int32(long position, String what) {
        return bytes(position, Integer.BYTES, what).getInt();
    }

    /** A number of single precision. */
    public float float32(long position, String what) {
        return bytes(position, Float.BYTES, what).getFloat();
    }

    /** A number of double precision. */
    public double float64(long position, String what) {
        return bytes(position, Double.BYTES, what).getDouble();
    }

    /** A text of that many bytes, ended by a zero or by blanks, in Latin-1. */
    public String text(long position, int bytes, String what) {
        byte[] raw = new byte[bytes];
        bytes(position, bytes, what).get(raw);
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return new String(raw, 0, end, StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
