package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes an ABF of half a gigabyte and reads it a sweep at a time, in a JVM of its own that has little memory. */
final class LargeFile {
    static final int SWEEPS = 500, SAMPLES = 500_000;
    private static final int BLOCK = 512, DATA_SECTION = 76 + 16 * 10;

    private LargeFile() {}

    /** Prints the number of samples and their sum. */
    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        write(path);
        long count = 0;
        double sum = 0;
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            for (int sweep = 0; sweep < file.sweeps().size(); sweep++) {
                double[] v = file.samples(sweep, 0, 0, file.sweeps().get(sweep).samples());
                count += v.length;
                sum += Arrays.stream(v).sum();
            }
        }
        System.out.println(count + " " + Math.round(sum));
    }

    /** A header whose data begin where the small file that it is of ends: ones, as many as the number of the sweep. */
    private static void write(Path path) throws IOException {
        byte[] small = AbfWriter.version2()
                .input("Vm", "mV", 10.0 / 32768, 0, 0)
                .sweep(10, 0)
                .withoutTable()
                .bytes();
        ByteBuffer header = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(12, SWEEPS);
        header.putInt(DATA_SECTION, small.length / BLOCK).putLong(DATA_SECTION + 8, (long) SWEEPS * SAMPLES);
        try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rw")) {
            out.write(small);
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                byte[] samples = new byte[2 * SAMPLES];
                for (int k = 0; k < sweep; k++) {
                    samples[2 * k] = 1;
                }
                out.write(samples);
            }
        }
    }
}
