package dev.ranvier.files.recording.igor;

import dev.ranvier.files.recording.BinaryArray;
import dev.ranvier.files.recording.BinaryFile;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.NumberType;
import dev.ranvier.files.recording.SampleArray;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.recording.Unit;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** An open wave. */
final class IgorWave implements SampleArray {
    private static final Map<Integer, NumberType> TYPES = Map.of(
            0x02, NumberType.FLOAT32,
            0x04, NumberType.FLOAT64,
            0x08, NumberType.INT8,
            0x10, NumberType.INT16,
            0x20, NumberType.INT32,
            0x48, NumberType.UINT8,
            0x50, NumberType.UINT16,
            0x60, NumberType.UINT32);
    private static final int UNIT_BYTES = 4;

    private final String format;
    private final SampleArray samples;
    private final double interval_ms;

    /** Where the fields of a version are. */
    private record Places(
            int version,
            int name,
            int nameBytes,
            int type,
            int points,
            int unit,
            int timeUnit,
            int interval,
            int data) {}

    private static final Places VERSION_2 = new Places(2, 22, 20, 16, 58, 50, 54, 64, 126);
    private static final Places VERSION_5 = new Places(5, 92, 32, 80, 132, 212, 216, 148, 384);

    private IgorWave(String format, SampleArray samples, double interval_ms) {
        this.format = format;
        this.samples = samples;
        this.interval_ms = interval_ms;
    }

    /** Whether a file begins with a version that is known, in either byte order. */
    static boolean isKnown(byte first, byte second) {
        return (first == 0 && isKnown(second)) || (second == 0 && isKnown(first));
    }

    private static boolean isKnown(int version) {
        return version == VERSION_2.version || version == VERSION_5.version;
    }

    static IgorWave open(Path path, String name) {
        BinaryFile file = BinaryFile.open(path);
        try {
            if (!isKnown(
                    file.bytes(0, 2, "version").get(0),
                    file.bytes(0, 2, "version").get(1))) {
                throw file.wrong(0, "no Igor binary wave of version 2 or 5");
            }
            if (file.bytes(0, 2, "version").get(0) == 0) {
                file.order(ByteOrder.BIG_ENDIAN);
            }
            return read(file, name, file.int16(0, "version") == VERSION_2.version ? VERSION_2 : VERSION_5);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static IgorWave read(BinaryFile file, String name, Places places) {
        file.require(0, places.data, 1, "header");
        int kind = Short.toUnsignedInt(file.int16(places.type, "header"));
        NumberType type = TYPES.get(kind);
        if (type == null) {
            throw file.wrong(
                    places.type, "the type of the numbers is " + kind + ", which is text or complex or unknown");
        }
        long points = file.int32(places.points, "header"), sweeps = 1;
        if (places.version == VERSION_5.version) {
            sweeps = Math.max(1, file.int32(places.points + 4, "header"));
            int layers = file.int32(places.points + 8, "header");
            if (layers > 1) {
                throw file.wrong(places.points + 8, "the wave has three dimensions or more; one or two can be sweeps");
            }
        }
        String timeUnit = file.text(places.timeUnit, UNIT_BYTES, "header");
        Unit time = timeUnit.isEmpty() ? Unit.of("s") : Unit.of(timeUnit);
        if (time.dimension() != Dimension.TIME) {
            throw file.wrong(places.timeUnit, "the wave is over '" + timeUnit + "', which is no time");
        }
        double interval = file.float64(places.interval, "header") * time.factor();
        if (!(interval > 0 && Double.isFinite(interval))) {
            throw file.wrong(places.interval, "the sampling interval is " + interval + " ms; it must be positive");
        }
        Channel channel = new Channel(name, Unit.of(file.text(places.unit, UNIT_BYTES, "header")));
        return new IgorWave(
                "Igor binary wave " + places.version + ", " + type.toString().toLowerCase(Locale.ROOT) + ", '"
                        + file.text(places.name, places.nameBytes, "header") + "'",
                new BinaryArray(file, channel, type, places.data, sweeps, points, false),
                Sweep.shortened(interval));
    }

    String format() {
        return format;
    }

    double interval_ms() {
        return interval_ms;
    }

    @Override
    public Channel channel() {
        return samples.channel();
    }

    @Override
    public int sweeps() {
        return samples.sweeps();
    }

    @Override
    public int samples() {
        return samples.samples();
    }

    @Override
    public double[] read(int sweep, int from, int to) {
        return samples.read(sweep, from, to);
    }

    @Override
    public void close() {
        samples.close();
    }
}
