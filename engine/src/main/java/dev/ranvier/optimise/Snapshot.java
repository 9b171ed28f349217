package dev.ranvier.optimise;

import dev.ranvier.saved.DamagedException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What the saved states of all optimisers begin with and are made of. Doubles are written as their bits. */
final class Snapshot {
    private static final int FIRST_NUMBERS = 1024;

    private Snapshot() {}

    /** Names what follows; change the version when its layout changes. */
    static void begin(DataOutput out, String kind, int version, int size) throws IOException {
        out.writeUTF(kind);
        out.writeInt(version);
        out.writeInt(size);
    }

    /** Refuses what was not begun with the same words. */
    static void expect(DataInput in, String kind, int version, int size) throws IOException {
        String savedKind = in.readUTF();
        int savedVersion = in.readInt(), savedSize = in.readInt();
        if (!savedKind.equals(kind) || savedVersion != version || savedSize != size) {
            throw new IOException("the saved state is of " + savedKind + " of size " + savedSize + ", version "
                    + savedVersion + "; wanted is " + kind + " of size " + size + ", version " + version);
        }
    }

    static void write(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    /** Takes memory as it reads, so no more than there are numbers. */
    static double[] read(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new DamagedException("a list of " + length + " numbers");
        }
        double[] values = new double[Math.min(length, FIRST_NUMBERS)];
        for (int k = 0; k < length; k++) {
            if (k == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * k));
            }
            values[k] = in.readDouble();
        }
        return values;
    }

    /** The same of numbers that are finite. */
    static double[] readFinite(DataInput in) throws IOException {
        double[] values = read(in);
        for (double value : values) {
            finite(value);
        }
        return values;
    }

    /** A number that is finite. */
    static double finite(double saved) throws DamagedException {
        if (!Double.isFinite(saved)) {
            throw new DamagedException("a number that is " + saved);
        }
        return saved;
    }

    /** The value of an objective, which is infinite where a model cannot be run. */
    static double value(double saved) throws DamagedException {
        if (!(saved > Double.NEGATIVE_INFINITY)) {
            throw new DamagedException("a value that is " + saved);
        }
        return saved;
    }

    static void write(DataOutput out, Enum<?> value) throws IOException {
        out.writeUTF(value.name());
    }

    static <E extends Enum<E>> E read(DataInput in, Class<E> of) throws IOException {
        return Enum.valueOf(of, in.readUTF());
    }
}
