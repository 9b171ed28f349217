package dev.ranvier.saved;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Content under a seal: {@code int kind, int version, int length, content, int CRC-32C of all before}, big-endian. What was cut
 * short or changed is refused before a number of it is used, and no more memory is taken than the file has bytes.
 */
public final class Sealed {
    private static final int HEAD_BYTES = 3 * Integer.BYTES;

    private Sealed() {}

    /** What is sealed. */
    @FunctionalInterface
    public interface Content {
        /** Writes it; called twice, with the same result. */
        void to(DataOutputStream out) throws IOException;
    }

    /** Writes content; does not close the stream. */
    public static void write(OutputStream out, int kind, int version, Content content) throws IOException {
        DataOutputStream counter = new DataOutputStream(OutputStream.nullOutputStream());
        content.to(counter);
        if (counter.size() == Integer.MAX_VALUE) {
            throw new IOException("too much to be saved: 2 GiB or more");
        }
        CRC32C sum = new CRC32C();
        DataOutputStream data = new DataOutputStream(new CheckedOutputStream(out, sum));
        data.writeInt(kind);
        data.writeInt(version);
        data.writeInt(counter.size());
        content.to(data);
        data.writeInt((int) sum.getValue());
        data.flush();
    }

    /**
     * The content of what {@link #write} wrote.
     *
     * @throws DamagedException if it is of another kind or version, is not whole or was changed, or if more follows it
     */
    public static DataInputStream read(InputStream in, int kind, int version) throws IOException {
        DataInputStream data = new DataInputStream(in);
        CRC32C sum = new CRC32C();
        byte[] content;
        try {
            byte[] head = new byte[HEAD_BYTES];
            data.readFully(head);
            sum.update(head);
            DataInputStream words = new DataInputStream(new ByteArrayInputStream(head));
            requireSame(kind, words.readInt(), version, words.readInt());
            int length = words.readInt();
            content = data.readNBytes(Math.max(0, length)); // takes memory as it reads
            if (content.length != length) {
                throw new EOFException();
            }
            sum.update(content);
            if ((int) sum.getValue() != data.readInt()) {
                throw new DamagedException("it was changed: its checksum is not that of its content");
            }
        } catch (EOFException _) {
            throw new DamagedException("it is cut short");
        }
        if (data.read() >= 0) {
            throw new DamagedException("there is more in it than there should be");
        }
        return new DataInputStream(new ByteArrayInputStream(content));
    }

    private static void requireSame(int kind, int foundKind, int version, int found) throws DamagedException {
        if (foundKind != kind) {
            throw new DamagedException("it is something else");
        }
        if (found != version) {
            throw new DamagedException("it has version " + found + ", this program reads version " + version);
        }
    }

    /**
     * A number of things that follow in content, each of at least {@code bytesEach} bytes.
     *
     * @throws DamagedException if it is negative or more than there are bytes for
     */
    public static int count(DataInputStream content, int bytesEach) throws IOException {
        int count = content.readInt();
        if (count < 0 || (long) count * bytesEach > content.available()) {
            throw new DamagedException("it names " + count + " things where there is no place for them");
        }
        return count;
    }
}
