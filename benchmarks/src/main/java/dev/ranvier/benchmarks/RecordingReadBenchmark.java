package dev.ranvier.benchmarks;

import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading all samples of an ABF 1 of 16-bit integers from the page cache, a sweep and a channel at a time, into doubles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecordingReadBenchmark {
    private static final int HEADER_BYTES = 6144, SWEEPS = 64, SAMPLES = 500_000;

    /** Channels whose samples take turns in the file. */
    @Param({"1", "2", "4"})
    private int channels;

    private Path path = Path.of("");
    private RecordingFile file;

    /** Megabytes of the file that were turned into samples. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Megabytes {
        /** A second. */
        public double megabytes;
    }

    /** Writes the file, of about 64 MB. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        int samples = SWEEPS * SAMPLES / channels * channels;
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES + Short.BYTES * samples).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, "ABF ".getBytes(StandardCharsets.ISO_8859_1))
                .putFloat(4, 1.83f)
                .putShort(8, (short) 5);
        out.putInt(10, samples).putInt(16, SWEEPS).putInt(40, HEADER_BYTES / 512);
        out.putShort(120, (short) channels)
                .putFloat(122, 50f / channels)
                .putFloat(244, 10)
                .putInt(252, 32768);
        for (int k = 0; k < channels; k++) {
            out.putShort(410 + 2 * k, (short) k).putFloat(730 + 4 * k, 1);
            out.putFloat(922 + 4 * k, 0.01f).putFloat(1050 + 4 * k, 1);
        }
        for (int k = 0; k < samples; k++) {
            out.putShort(HEADER_BYTES + Short.BYTES * k, (short) k);
        }
        path = Files.write(Files.createTempFile("ranvier-benchmark", ".abf"), out.array());
        file = Recordings.open(path, Reading.PLAIN);
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        file.close();
        Files.delete(path);
    }

    /** All sweeps; the counter says how many megabytes a second became samples. */
    @Benchmark
    public double read(Megabytes megabytes) {
        double sum = 0;
        for (int sweep = 0; sweep < file.sweeps().size(); sweep++) {
            int samples = file.sweeps().get(sweep).samples();
            for (int channel = 0; channel < channels; channel++) {
                sum += file.samples(sweep, channel, 0, samples)[samples / 2];
                megabytes.megabytes += Short.BYTES * samples * 1e-6;
            }
        }
        return sum;
    }
}
