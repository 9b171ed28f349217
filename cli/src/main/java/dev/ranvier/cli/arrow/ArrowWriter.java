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

/**
 * Writes an Arrow file (arrow.apache.org, "IPC File Format"); the same bytes for the same batches. Before the footer, where readers do not
 * look, stands a checksum (CRC-32C) of all before it and of the footer.
 */
public final class ArrowWriter implements AutoCloseable {
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /** In front of a message, before its length. */
    static final int CONTINUED = -1;

    static final int PREFIX = 2 * Integer.BYTES;
    private static final int ALIGNMENT = 8, BUFFER = 1 << 16, FOOTER_FIELDS = 4, BLOCK = 3;

    private final ArrowSchema schema;
    private final FileChannel out;
    private final List<Long> blocks = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();
    private long position;

    /** A new file, in the place of one that is there. */
    public ArrowWriter(Path file, ArrowSchema schema) throws IOException {
        this.schema = schema;
        out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        write(ByteBuffer.wrap(Arrays.copyOf(MAGIC, ALIGNMENT)));
        writeMessage(schema.message());
    }

    private void write(ByteBuffer bytes) throws IOException {
        position += bytes.remaining();
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** A message with its length in front, filled up to 8 bytes; how many these are. */
    private int writeMessage(byte[] message) throws IOException {
        int padded = (message.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer framed =
                little(PREFIX + padded).putInt(CONTINUED).putInt(padded).put(message);
        write(framed.rewind());
        return PREFIX + padded;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Appends rows. */
    public void write(ArrowBatch batch) throws IOException {
        long start = position;
        int header = writeMessage(batch.message());
        for (ByteBuffer part : batch.body()) {
            write(part);
        }
        blocks.addAll(List.of(start, (long) header, batch.bodyBytes()));
    }

    /** Appends all rows of another file of the same schema, as they are there. */
    public void copy(ArrowReader other) throws IOException {
        for (ArrowReader.Block block : other.blocks()) {
            blocks.addAll(List.of(position, (long) block.headerBytes(), block.bodyBytes()));
            long end = block.offset() + block.headerBytes() + block.bodyBytes();
            for (long from = block.offset(); from < end; from += BUFFER) {
                write(other.read(from, Math.min(BUFFER, end - from)));
            }
        }
    }

    /** Writes the end of the file, without which it is none. */
    public void finish() throws IOException {
        write(little(PREFIX).putInt(CONTINUED).putInt(0).rewind());
        FlatBufferWriter footer = new FlatBufferWriter();
        int batches = footer.structures(
                BLOCK, blocks.stream().mapToLong(Long::longValue).toArray());
        int dictionaries = footer.structures(BLOCK);
        int table = schema.write(footer);
        footer.table(FOOTER_FIELDS);
        footer.setReference(1, table);
        footer.setReference(2, dictionaries);
        footer.setReference(3, batches);
        footer.setShort(0, ArrowSchema.VERSION);
        byte[] bytes = footer.finish(footer.endTable());
        checksum.update(bytes);
        write(little(Long.BYTES).putLong(checksum.getValue()).rewind());
        write(ByteBuffer.wrap(bytes));
        write(little(Integer.BYTES).putInt(bytes.length).rewind());
        write(ByteBuffer.wrap(MAGIC));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
