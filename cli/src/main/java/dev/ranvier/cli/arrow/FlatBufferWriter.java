package dev.ranvier.cli.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a FlatBuffer (google.github.io/flatbuffers, "FlatBuffer Internals") from its end to its beginning. Places are counted
 * from the end, so they stay right while the buffer grows.
 */
final class FlatBufferWriter {
    private static final int FIRST_BYTES = 1024;

    private ByteBuffer buffer = made(FIRST_BYTES);
    private int head = FIRST_BYTES;
    private int alignment = 1;
    private int[] slots = {};
    private int tableStart;

    private static ByteBuffer made(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int place() {
        return buffer.capacity() - head;
    }

    /** Makes room for {@code size} bytes, aligned once {@code more} bytes have been written before them. */
    private void prepare(int size, int more) {
        alignment = Math.max(alignment, size);
        int padding = -(place() + more) & (size - 1);
        while (head < padding + size + more) {
            ByteBuffer larger = made(2 * buffer.capacity());
            larger.put(larger.capacity() - place(), buffer, head, place());
            head += buffer.capacity();
            buffer = larger;
        }
        head -= padding;
    }

    private void putShort(int value) {
        prepare(Short.BYTES, 0);
        head -= Short.BYTES;
        buffer.putShort(head, (short) value);
    }

    private void putInt(int value) {
        prepare(Integer.BYTES, 0);
        head -= Integer.BYTES;
        buffer.putInt(head, value);
    }

    private void putLong(long value) {
        prepare(Long.BYTES, 0);
        head -= Long.BYTES;
        buffer.putLong(head, value);
    }

    private void putReference(int to) {
        prepare(Integer.BYTES, 0);
        putInt(place() - to + Integer.BYTES);
    }

    /** A text; its place. */
    int text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        prepare(Integer.BYTES, bytes.length + 1);
        head -= bytes.length + 1;
        buffer.put(head, bytes);
        putInt(bytes.length);
        return place();
    }

    /** A list of things at other places; its place. */
    int references(int... places) {
        prepare(Integer.BYTES, Integer.BYTES * places.length);
        for (int k = places.length - 1; k >= 0; k--) {
            putReference(places[k]);
        }
        putInt(places.length);
        return place();
    }

    /** A list of structures, each of so many longs; its place. */
    int structures(int longs, long... values) {
        prepare(Integer.BYTES, Long.BYTES * values.length);
        prepare(Long.BYTES, Long.BYTES * values.length);
        for (int k = values.length - 1; k >= 0; k--) {
            putLong(values[k]);
        }
        putInt(values.length / longs);
        return place();
    }

    /** Begins a table of so many fields. */
    void table(int fields) {
        slots = new int[fields];
        tableStart = place();
    }

    /** A field of one byte. */
    void setByte(int field, int value) {
        prepare(1, 0);
        head--;
        buffer.put(head, (byte) value);
        slots[field] = place();
    }

    /** A field of two bytes. */
    void setShort(int field, int value) {
        putShort(value);
        slots[field] = place();
    }

    /** A field of four bytes. */
    void setInt(int field, int value) {
        putInt(value);
        slots[field] = place();
    }

    /** A field of eight bytes. */
    void setLong(int field, long value) {
        putLong(value);
        slots[field] = place();
    }

    /** A field that is at another place. */
    void setReference(int field, int to) {
        putReference(to);
        slots[field] = place();
    }

    /** Ends the table; its place. */
    int endTable() {
        putInt(0);
        int table = place();
        for (int field = slots.length - 1; field >= 0; field--) {
            putShort(slots[field] == 0 ? 0 : table - slots[field]);
        }
        putShort(table - tableStart);
        putShort((slots.length + 2) * Short.BYTES);
        buffer.putInt(buffer.capacity() - table, place() - table);
        return table;
    }

    /** All bytes, of which the table at {@code root} is the whole. */
    byte[] finish(int root) {
        prepare(alignment, Integer.BYTES);
        putReference(root);
        byte[] bytes = new byte[place()];
        buffer.get(head, bytes);
        return bytes;
    }
}
