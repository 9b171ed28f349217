package dev.ranvier.files.recording.numpy;

import dev.ranvier.files.recording.NumberType;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers.
 *
 * @param type of the numbers
 * @param order of their bytes
 * @param rows number of sweeps
 * @param columns number of samples of each
 * @param fortran whether the first samples of all sweeps come first
 * @param bytes size of the header itself
 */
record NpyHeader(NumberType type, ByteOrder order, long rows, long columns, boolean fortran, int bytes) {
    /** Signature, version and, at most, the length of the rest. */
    static final int PREFIX_BYTES = 12;
    /** A header of numbers is never longer. */
    static final int MOST_BYTES = 65_536;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z]\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d{1,18})\\s*,?\\s*(\\d{1,18})?\\s*,?\\s*\\)");
    private static final Map<String, NumberType> TYPES = Map.of(
            "i1", NumberType.INT8,
            "u1", NumberType.UINT8,
            "i2", NumberType.INT16,
            "u2", NumberType.UINT16,
            "i4", NumberType.INT32,
            "u4", NumberType.UINT32,
            "i8", NumberType.INT64,
            "f4", NumberType.FLOAT32,
            "f8", NumberType.FLOAT64);

    static boolean isSignature(byte[] head) {
        return head.length >= PREFIX_BYTES
                && head[0] == (byte) 0x93
                && head[1] == 'N'
                && head[2] == 'U'
                && head[3] == 'M'
                && head[4] == 'P'
                && head[5] == 'Y';
    }

    /** Size of the header whose first {@link #PREFIX_BYTES} bytes these are, or empty if it is none. */
    static Optional<Integer> bytes(byte[] prefix) {
        int at = prefix[6] == 1 ? 2 : 4;
        long length = 0;
        for (int k = at - 1; k >= 0; k--) {
            length = length << Byte.SIZE | Byte.toUnsignedInt(prefix[8 + k]);
        }
        return isSignature(prefix) && length > 0 && length <= MOST_BYTES
                ? Optional.of((int) length + 8 + at)
                : Optional.empty();
    }

    /** Reads the text of a header of {@code bytes}; empty if it is no array of numbers of one or two dimensions. */
    static Optional<NpyHeader> parse(String text, int bytes) {
        Matcher type = TYPE.matcher(text), order = ORDER.matcher(text), shape = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !shape.find() || !TYPES.containsKey(type.group(2))) {
            return Optional.empty();
        }
        long first = Long.parseLong(shape.group(1));
        boolean flat = shape.group(2) == null;
        return Optional.of(new NpyHeader(
                TYPES.getOrDefault(type.group(2), NumberType.FLOAT64),
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                flat ? 1 : first,
                flat ? first : Long.parseLong(shape.group(2)),
                !flat && order.group(1).equals("True"),
                bytes));
    }
}
