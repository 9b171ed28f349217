package dev.ranvier.files.recording;

import java.nio.ByteBuffer;

/** How a number is stored. */
public enum NumberType {
    /** 8 bits with a sign. */
    INT8(1),
    /** 8 bits without one. */
    UINT8(1),
    /** 16 bits with a sign. */
    INT16(2),
    /** 16 bits without one. */
    UINT16(2),
    /** 32 bits with a sign. */
    INT32(4),
    /** 32 bits without one. */
    UINT32(4),
    /** 64 bits with a sign. */
    INT64(8),
    /** Single precision. */
    FLOAT32(4),
    /** Double precision. */
    FLOAT64(8);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Its size. */
    public int bytes() {
        return bytes;
    }

    /** The number at byte {@code at}, in the buffer's byte order. */
    public double read(ByteBuffer buffer, int at) {
        return switch (this) {
            case INT8 -> buffer.get(at);
            case UINT8 -> Byte.toUnsignedInt(buffer.get(at));
            case INT16 -> buffer.getShort(at);
            case UINT16 -> Short.toUnsignedInt(buffer.getShort(at));
            case INT32 -> buffer.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(at));
            case INT64 -> buffer.getLong(at);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }
}
