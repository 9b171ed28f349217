package dev.ranvier.files.recording.numpy;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.SampleArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An array in a zip file: what follows the last samples is read on from there, what lies before them from the beginning. */
final class ZippedArray implements SampleArray {
    /** Deflate makes at most so much of a byte. */
    private static final int MOST_EXPANSION = 1032;

    private static final int PIECE = 8192;

    private final Path file;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final NpyHeader header;
    /** Where the last reading ended; {@link #next} are the bytes before it. */
    private Optional<InputStream> open = Optional.empty();

    private long next;

    private ZippedArray(Path file, ZipFile zip, ZipEntry entry, NpyHeader header) {
        this.file = file;
        this.zip = zip;
        this.entry = entry;
        this.header = header;
    }

    /** The array in an entry, unless it is none of samples. */
    static Optional<SampleArray> of(Path file, ZipFile zip, ZipEntry entry) {
        try (InputStream in = stream(zip, entry)) {
            byte[] prefix = in.readNBytes(NpyHeader.PREFIX_BYTES);
            Optional<Integer> bytes =
                    prefix.length < NpyHeader.PREFIX_BYTES ? Optional.empty() : NpyHeader.bytes(prefix);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            String text = new String(prefix, StandardCharsets.ISO_8859_1)
                    + new String(in.readNBytes(bytes.get() - prefix.length), StandardCharsets.ISO_8859_1);
            Optional<NpyHeader> header = NpyHeader.parse(text, bytes.get()).filter(found -> found.columns() > 1);
            header.ifPresent(found -> check(file, entry, found));
            return header.map(found -> new ZippedArray(file, zip, entry, found));
        } catch (IOException e) {
            throw damaged(file, entry, e);
        }
    }

    private static void check(Path file, ZipEntry entry, NpyHeader header) {
        long most = Math.min(entry.getSize(), entry.getCompressedSize() * MOST_EXPANSION) - header.bytes();
        int size = header.type().bytes();
        if (header.rows() < 1
                || header.columns() > most / size
                || header.rows() > most / size / header.columns()
                || header.columns() > Integer.MAX_VALUE - 8
                || header.rows() > Integer.MAX_VALUE) {
            throw new BadInputException(file + ": " + entry.getName() + ": the array would have " + header.rows()
                    + " times " + header.columns()
                    + " samples, which is not what is there: the file is truncated or damaged");
        }
    }

    private static InputStream stream(ZipFile zip, ZipEntry entry) throws IOException {
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new IOException("no such entry");
        }
        return new BufferedInputStream(in);
    }

    private static BadInputException damaged(Path file, ZipEntry entry, IOException reason) {
        return new BadInputException(
                file + ": " + entry.getName() + ": the zip file is truncated or damaged: " + reason.getMessage());
    }

    @Override
    public Channel channel() {
        Channel channel = NpyFormat.channel(entry.getName(), ".npy");
        String name = channel.name().endsWith(".npy")
                ? channel.name().substring(0, channel.name().length() - 4)
                : channel.name();
        return new Channel(name, channel.unit());
    }

    @Override
    public int sweeps() {
        return (int) header.rows();
    }

    @Override
    public int samples() {
        return (int) header.columns();
    }

    @Override
    public synchronized double[] read(int sweep, int from, int to) {
        Objects.checkIndex(sweep, sweeps());
        Objects.checkFromToIndex(from, to, samples());
        int size = header.type().bytes(), step = size * (header.fortran() ? sweeps() : 1);
        long first = header.bytes()
                + (header.fortran()
                        ? (long) size * sweep + (long) from * step
                        : ((long) sweep * samples() + from) * size);
        double[] out = new double[to - from];
        try {
            InputStream in = at(first);
            byte[] piece = new byte[PIECE / size * size];
            ByteBuffer numbers = ByteBuffer.wrap(piece).order(header.order());
            for (int k = 0; k < out.length; ) {
                int count = step == size ? Math.min(out.length - k, piece.length / size) : 1;
                if (in.readNBytes(piece, 0, count * size) < count * size) {
                    throw new IOException("it ends early");
                }
                for (int j = 0; j < count; j++) {
                    out[k + j] = header.type().read(numbers, j * size);
                }
                k += count;
                next += (long) count * size;
                if (k < out.length) {
                    in.skipNBytes(step - size);
                    next += step - size;
                }
            }
        } catch (IOException e) {
            open = Optional.empty();
            throw damaged(file, entry, e);
        }
        return out;
    }

    /** The entry from so many bytes on. */
    private InputStream at(long byteOffset) throws IOException {
        if (open.isEmpty() || byteOffset < next) {
            if (open.isPresent()) {
                open.get().close();
            }
            open = Optional.of(stream(zip, entry));
            next = 0;
        }
        InputStream in = open.get();
        in.skipNBytes(byteOffset - next);
        next = byteOffset;
        return in;
    }

    @Override
    public void close() {
        close(zip); // and with it what is open of it
    }

    /** Closes a zip file. */
    static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
