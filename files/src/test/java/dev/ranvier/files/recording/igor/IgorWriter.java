package dev.ranvier.files.recording.igor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small Igor binary waves, after WaveMetrics' note on the format. */
public final class IgorWriter {
    private IgorWriter() {}

    /** A wave of version 2 in the byte order of old Macintoshes: single precision. */
    public static byte[] version2(String unit, double interval_s, float... values) {
        byte[] bytes = new byte[126 + Float.BYTES * values.length];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        out.putShort(0, (short) 2).putInt(2, 110 + Float.BYTES * values.length);
        out.putShort(16, (short) 2).putInt(58, values.length).putDouble(64, interval_s);
        out.put(22, "wave0".getBytes(StandardCharsets.ISO_8859_1));
        out.put(50, unit.getBytes(StandardCharsets.ISO_8859_1)).put(54, (byte) 's');
        for (int k = 0; k < values.length; k++) {
            out.putFloat(126 + Float.BYTES * k, values[k]);
        }
        return bytes;
    }

    /** A wave of version 5 with sweeps as its columns: 16-bit integers. */
    public static byte[] version5(String unit, String timeUnit, double interval, int sweeps, short... values) {
        byte[] bytes = new byte[384 + Short.BYTES * values.length];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(0, (short) 5).putInt(4, 320 + Short.BYTES * values.length);
        out.putInt(76, values.length).putShort(80, (short) 0x10);
        out.put(92, "wave1".getBytes(StandardCharsets.ISO_8859_1));
        out.putInt(132, values.length / sweeps)
                .putInt(136, sweeps == 1 ? 0 : sweeps)
                .putDouble(148, interval);
        out.put(212, unit.getBytes(StandardCharsets.ISO_8859_1));
        out.put(216, timeUnit.getBytes(StandardCharsets.ISO_8859_1));
        for (int k = 0; k < values.length; k++) {
            out.putShort(384 + Short.BYTES * k, values[k]);
        }
        return bytes;
    }
}
