package dev.ranvier.cli.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A table of a FlatBuffer. */
record FlatTable(ByteBuffer buffer, int at) {
    /** The whole of a buffer. */
    static FlatTable root(ByteBuffer bytes) {
        ByteBuffer buffer = bytes.order(ByteOrder.LITTLE_ENDIAN);
        return new FlatTable(buffer, buffer.getInt(0));
    }

    /** Where a field stands; -1 where it is left out. */
    private int place(int field) {
        int fields = at - buffer.getInt(at), slot = (field + 2) * Short.BYTES;
        int from = slot < buffer.getShort(fields) ? buffer.getShort(fields + slot) : 0;
        return from == 0 ? -1 : at + from;
    }

    /** A field of eight bytes; 0 where it is left out. */
    long getLong(int field) {
        int place = place(field);
        return place < 0 ? 0 : buffer.getLong(place);
    }

    /** A field that is a table; it must be there. */
    FlatTable getTable(int field) {
        int place = place(field);
        return new FlatTable(buffer, place + buffer.getInt(place));
    }

    /** A field of one byte; 0 where it is left out. */
    int getByte(int field) {
        int place = place(field);
        return place < 0 ? 0 : buffer.get(place);
    }

    /** A field that is a text; it must be there. */
    String getText(int field) {
        int place = place(field), text = place + buffer.getInt(place);
        byte[] bytes = new byte[Objects.checkIndex(buffer.getInt(text), buffer.limit())];
        buffer.get(text + Integer.BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Table k of a list of tables; it must be there. */
    FlatTable getTable(int list, int k) {
        int place = place(list), element = place + buffer.getInt(place) + Integer.BYTES * (k + 1);
        return new FlatTable(buffer, element + buffer.getInt(element));
    }

    /** Number k of the longs of a list of structures; it must be there. */
    long getLong(int list, int k) {
        int place = place(list);
        return buffer.getLong(place + buffer.getInt(place) + Integer.BYTES + k * Long.BYTES);
    }

    /** Length of a list. */
    int length(int list) {
        int place = place(list);
        return place < 0 ? 0 : buffer.getInt(place + buffer.getInt(place));
    }
}
