package dev.ranvier.cli.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The columns of a table, in order. The numbers below are those of Arrow's Schema.fbs and Message.fbs. */
public record ArrowSchema(List<ArrowColumn> columns) {
    /** Version 5 of the metadata. */
    static final int VERSION = 4;

    private static final int OF_SCHEMA = 1;
    private static final int INT = 2, FLOATING_POINT = 3, UTF8 = 5, LIST = 12;
    private static final int WHOLE_BITS = 64, DOUBLE_PRECISION = 2;
    private static final int FIELD_FIELDS = 6, SCHEMA_FIELDS = 2, MESSAGE_FIELDS = 4;
    private static final String ELEMENT = "item";

    /** Copies the list. */
    public ArrowSchema {
        columns = List.copyOf(columns);
    }

    /** Position of a column. */
    public int indexOf(String name) {
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).name().equals(name)) {
                return k;
            }
        }
        throw new IllegalArgumentException("no column " + name + " in " + columns);
    }

    /** The message that begins a file. */
    byte[] message() {
        FlatBufferWriter out = new FlatBufferWriter();
        int schema = write(out);
        return message(out, OF_SCHEMA, schema, 0);
    }

    /** A message with this header and a body of so many bytes. */
    static byte[] message(FlatBufferWriter out, int kind, int header, long bodyBytes) {
        out.table(MESSAGE_FIELDS);
        out.setLong(3, bodyBytes);
        out.setReference(2, header);
        out.setShort(0, VERSION);
        out.setByte(1, kind);
        return out.finish(out.endTable());
    }

    /** Writes the table of this schema; its place. */
    int write(FlatBufferWriter out) {
        int[] fields = columns.stream()
                .mapToInt(column -> field(out, column.name(), column.type()))
                .toArray();
        int list = out.references(fields);
        out.table(SCHEMA_FIELDS);
        out.setReference(1, list);
        return out.endTable();
    }

    private static int field(FlatBufferWriter out, String name, ArrowColumn.Type type) {
        int children = type == ArrowColumn.Type.NUMBERS
                ? out.references(field(out, ELEMENT, ArrowColumn.Type.NUMBER))
                : out.references();
        int title = out.text(name), described = type(out, type);
        out.table(FIELD_FIELDS);
        out.setReference(0, title);
        out.setReference(3, described);
        out.setReference(5, children);
        out.setByte(2, number(type));
        return out.endTable();
    }

    private static int number(ArrowColumn.Type type) {
        return switch (type) {
            case WHOLE -> INT;
            case NUMBER -> FLOATING_POINT;
            case TEXT -> UTF8;
            case NUMBERS -> LIST;
        };
    }

    /** The schema that {@link #write} wrote. */
    static ArrowSchema read(FlatTable schema) {
        List<ArrowColumn> columns = new ArrayList<>();
        for (int k = 0; k < schema.length(1); k++) {
            FlatTable field = schema.getTable(1, k);
            ArrowColumn.Type type = Arrays.stream(ArrowColumn.Type.values())
                    .filter(candidate -> number(candidate) == field.getByte(2))
                    .findFirst()
                    .orElseThrow();
            columns.add(new ArrowColumn(field.getText(0), type));
        }
        return new ArrowSchema(columns);
    }

    private static int type(FlatBufferWriter out, ArrowColumn.Type type) {
        switch (type) {
            case WHOLE -> {
                out.table(2);
                out.setInt(0, WHOLE_BITS);
                out.setByte(1, 1);
            }
            case NUMBER -> {
                out.table(1);
                out.setShort(0, DOUBLE_PRECISION);
            }
            case TEXT, NUMBERS -> out.table(0);
        }
        return out.endTable();
    }
}
