package dev.ranvier.cli.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** Some rows of a table, filled column by column in the order of the schema. */
public final class ArrowBatch {
    private static final int OF_RECORD_BATCH = 3, BATCH_FIELDS = 3, STRUCTURE = 2, ALIGNMENT = 64;

    private final int rows;
    private final List<Long> nodes = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();

    /** Of so many rows. */
    public ArrowBatch(int rows) {
        this.rows = rows;
    }

    private void node(long length) {
        nodes.add(length);
        nodes.add(0L);
        buffers.add(ByteBuffer.allocate(0)); // all values are there
    }

    private ByteBuffer buffer(long bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        buffers.add(buffer);
        return buffer;
    }

    /** The next column, of whole numbers. */
    public void addWhole(IntToLongFunction value) {
        node(rows);
        ByteBuffer values = buffer((long) rows * Long.BYTES);
        for (int k = 0; k < rows; k++) {
            values.putLong(value.applyAsLong(k));
        }
    }

    /** The next column, of doubles. */
    public void addNumber(IntToDoubleFunction value) {
        node(rows);
        ByteBuffer values = buffer((long) rows * Double.BYTES);
        for (int k = 0; k < rows; k++) {
            values.putDouble(value.applyAsDouble(k));
        }
    }

    /** The next column, of texts. */
    public void addText(IntFunction<String> value) {
        node(rows);
        ByteBuffer offsets = buffer((rows + 1L) * Integer.BYTES);
        List<byte[]> texts = new ArrayList<>();
        int end = 0;
        offsets.putInt(end);
        for (int k = 0; k < rows; k++) {
            byte[] text = value.apply(k).getBytes(StandardCharsets.UTF_8);
            texts.add(text);
            end = Math.addExact(end, text.length);
            offsets.putInt(end);
        }
        ByteBuffer characters = buffer(end);
        texts.forEach(characters::put);
    }

    /** The next column, of lists of doubles. */
    public void addNumbers(IntFunction<double[]> value) {
        node(rows);
        ByteBuffer offsets = buffer((rows + 1L) * Integer.BYTES);
        int end = 0;
        offsets.putInt(end);
        for (int k = 0; k < rows; k++) {
            end = Math.addExact(end, value.apply(k).length);
            offsets.putInt(end);
        }
        node(end);
        ByteBuffer values = buffer((long) end * Double.BYTES);
        for (int k = 0; k < rows; k++) {
            for (double x : value.apply(k)) {
                values.putDouble(x);
            }
        }
    }

    /** The header, as a message. */
    byte[] message() {
        long[] places = new long[STRUCTURE * buffers.size()];
        for (int k = 0; k < buffers.size(); k++) {
            places[STRUCTURE * k] = k == 0
                    ? 0
                    : places[STRUCTURE * (k - 1)] + padded(buffers.get(k - 1).capacity());
            places[STRUCTURE * k + 1] = buffers.get(k).capacity();
        }
        FlatBufferWriter out = new FlatBufferWriter();
        int bufferList = out.structures(STRUCTURE, places);
        int nodeList = out.structures(
                STRUCTURE, nodes.stream().mapToLong(Long::longValue).toArray());
        out.table(BATCH_FIELDS);
        out.setLong(0, rows);
        out.setReference(1, nodeList);
        out.setReference(2, bufferList);
        return ArrowSchema.message(out, OF_RECORD_BATCH, out.endTable(), bodyBytes());
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Bytes of the columns. */
    long bodyBytes() {
        return buffers.stream().mapToLong(buffer -> padded(buffer.capacity())).sum();
    }

    /** The columns, each filled up to whole cache lines. */
    List<ByteBuffer> body() {
        List<ByteBuffer> parts = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            parts.add(buffer.rewind());
            parts.add(ByteBuffer.allocate((int) (padded(buffer.capacity()) - buffer.capacity())));
        }
        return parts;
    }
}
