package dev.ranvier.cli.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads columns of a file that {@link ArrowWriter} wrote. */
public final class ArrowReader implements AutoCloseable {
    private static final int BLOCK = 3, BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel in;
    private final List<Block> blocks = new ArrayList<>();
    private ArrowSchema schema = new ArrowSchema(List.of());

    /** Where a batch stands. */
    record Block(long offset, int headerBytes, long bodyBytes) {
        /** Whether it lies in front of a place of the file. */
        boolean endsBefore(long end) {
            return offset >= 0
                    && headerBytes > 0
                    && bodyBytes >= 0
                    && offset <= end - headerBytes
                    && bodyBytes <= end - headerBytes - offset;
        }
    }

    /** Opens a file; refuses one that is not as it was written. */
    public ArrowReader(Path file) throws IOException {
        this.file = file;
        in = FileChannel.open(file, StandardOpenOption.READ);
        try {
            readBlocks();
        } catch (IOException e) {
            in.close();
            throw e;
        } catch (RuntimeException e) {
            in.close();
            throw notWhole();
        }
    }

    private IOException notWhole() {
        return new IOException(
                file + " is damaged, no whole Arrow file of ours: delete it and give the same command again");
    }

    private void readBlocks() throws IOException {
        int tail = Integer.BYTES + ArrowWriter.MAGIC.length;
        if (in.size() < 2L * tail) {
            throw notWhole();
        }
        ByteBuffer end = read(in.size() - tail, tail);
        byte[] magic = new byte[ArrowWriter.MAGIC.length];
        int footerBytes = end.getInt();
        end.get(magic);
        if (!Arrays.equals(magic, ArrowWriter.MAGIC)) {
            throw notWhole();
        }
        long behindBlocks = in.size() - tail - footerBytes;
        if (checksum(behindBlocks - Long.BYTES, footerBytes)
                != read(behindBlocks - Long.BYTES, Long.BYTES).getLong()) {
            throw notWhole();
        }
        FlatTable footer = FlatTable.root(read(behindBlocks, footerBytes));
        schema = ArrowSchema.read(footer.getTable(1));
        for (int k = 0; k < footer.length(3); k++) {
            Block block = new Block(
                    footer.getLong(3, BLOCK * k),
                    (int) footer.getLong(3, BLOCK * k + 1),
                    footer.getLong(3, BLOCK * k + 2));
            if (!block.endsBefore(behindBlocks)) {
                throw notWhole();
            }
            blocks.add(block);
        }
    }

    /** Of what stands before {@code end}, where the checksum is, and of the footer behind it. */
    private long checksum(long end, int footerBytes) throws IOException {
        CRC32C checksum = new CRC32C();
        for (long from = 0; from < end; from += BUFFER) {
            checksum.update(read(from, Math.min(BUFFER, end - from)));
        }
        checksum.update(read(end + Long.BYTES, footerBytes));
        return checksum.getValue();
    }

    /** Bytes of the file; refuses those that it does not have before any memory is taken. */
    ByteBuffer read(long from, long bytes) throws IOException {
        if (from < 0 || bytes < 0 || bytes > in.size() - from || bytes > Integer.MAX_VALUE) {
            throw notWhole();
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, from + buffer.position()) < 0) {
                throw notWhole();
            }
        }
        return buffer.rewind();
    }

    /** The columns. */
    public ArrowSchema schema() {
        return schema;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Number of batches. */
    public int batches() {
        return blocks.size();
    }

    private FlatTable header(int batch) throws IOException {
        Block block = blocks.get(batch);
        int prefix = ArrowWriter.PREFIX;
        try {
            return FlatTable.root(read(block.offset + prefix, block.headerBytes - prefix))
                    .getTable(2);
        } catch (IndexOutOfBoundsException _) {
            throw notWhole();
        }
    }

    /** Rows of a batch. */
    public int rows(int batch) throws IOException {
        return (int) header(batch).getLong(0);
    }

    private ByteBuffer buffer(int batch, int number) throws IOException {
        Block block = blocks.get(batch);
        FlatTable header = header(batch);
        try {
            long from = header.getLong(2, 2 * number);
            return read(block.offset + block.headerBytes + from, header.getLong(2, 2 * number + 1));
        } catch (IndexOutOfBoundsException _) {
            throw notWhole();
        }
    }

    private int firstBuffer(int column) {
        return schema.columns().subList(0, column).stream()
                .mapToInt(before -> before.type().buffers)
                .sum();
    }

    /** A column of doubles of a batch. */
    public double[] numbers(int column, int batch) throws IOException {
        ByteBuffer values = buffer(batch, firstBuffer(column) + 1);
        double[] numbers = new double[values.remaining() / Double.BYTES];
        values.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** A column of lists of doubles of a batch. */
    public List<double[]> lists(int column, int batch) throws IOException {
        ByteBuffer offsets = buffer(batch, firstBuffer(column) + 1), values = buffer(batch, firstBuffer(column) + 3);
        List<double[]> lists = new ArrayList<>();
        for (int from = offsets.getInt(); offsets.hasRemaining(); ) {
            int to = offsets.getInt();
            requireWithin(from, to, values.limit() / Double.BYTES);
            double[] list = new double[to - from];
            values.asDoubleBuffer().get(from, list);
            lists.add(list);
            from = to;
        }
        return lists;
    }

    private void requireWithin(int from, int to, int end) throws IOException {
        if (from < 0 || to < from || to > end) {
            throw notWhole();
        }
    }

    /** A column of texts of a batch. */
    public List<String> texts(int column, int batch) throws IOException {
        ByteBuffer offsets = buffer(batch, firstBuffer(column) + 1),
                characters = buffer(batch, firstBuffer(column) + 2);
        List<String> texts = new ArrayList<>();
        for (int from = offsets.getInt(); offsets.hasRemaining(); ) {
            int to = offsets.getInt();
            requireWithin(from, to, characters.limit());
            byte[] text = new byte[to - from];
            characters.get(from, text);
            texts.add(new String(text, StandardCharsets.UTF_8));
            from = to;
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
