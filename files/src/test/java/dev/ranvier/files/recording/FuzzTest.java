package dev.ranvier.files.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.abf.AbfSamples;
import dev.ranvier.files.recording.igor.IgorWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged files of every format are read or refused in one line, soon and in little memory. {@code -Dranvier.fuzz.cases=10000} tries as
 * many of each file.
 */
final class FuzzTest {
    private static final int CASES = Integer.getInteger("ranvier.fuzz.cases", 300);
    private static final long SEED = 19, MOST_SECONDS = 20;
    private static final int MOST_SWEEPS = 50, MOST_SAMPLES = 50_000;
    private static final int[] NUMBERS = {
        0, 1, -1, 2, 127, 255, 256, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0x7fc00000, 1 << 20
    };
    private static final Reading READING = new Reading(Map.of(), Optional.of(0.05));

    @TempDir
    private Path folder;

    /** Whole files by name. */
    static Stream<Map.Entry<String, byte[]>> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(AbfSamples.byName());
        for (String name : new String[] {
            "contiguous.nwb",
            "compressed.nwb",
            "allen.nwb",
            "electrodes.nwb",
            "table.nwb",
            "sweeps.npy",
            "fortran.npy",
            "arrays.npz",
            "compressed.npz"
        }) {
            files.put(name, Files.readAllBytes(Path.of("src", "test", "resources", "recordings", name)));
        }
        files.put("wave2.ibw", IgorWriter.version2("V", 1e-4, 1, 2, 3, 4, 5, 6));
        files.put("wave5.ibw", IgorWriter.version5("A", "s", 1e-4, 3, (short) 1, (short) 2, (short) 3));
        StringBuilder table = new StringBuilder("# rig\nt_ms,v_mV,i_pA\n");
        StringBuilder axon = new StringBuilder(
                "ATF\t1.0\n1\t3\n\"Comment=x\"\n\"Time (s)\"\t\"Trace #1 (mV)\"\t\"Trace #1 (pA)\"\n");
        for (int k = 0; k < 20; k++) {
            table.append(k / 10.0).append(",-70.5,").append(k).append('\n');
            axon.append(k * 1e-4).append("\t-70.5\t").append(k).append('\n');
        }
        files.put("table.csv", table.toString().getBytes(StandardCharsets.UTF_8));
        files.put("wide.csv", table.toString().getBytes(StandardCharsets.UTF_16));
        files.put("axon.atf", axon.toString().getBytes(StandardCharsets.ISO_8859_1));
        return files.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void damagedFiles_areReadOrRefused(Map.Entry<String, byte[]> whole) throws IOException {
        Path file = folder.resolve(whole.getKey());
        assertThat(complaint(Files.write(file, whole.getValue())))
                .as("undamaged")
                .isEmpty();
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int k = 0; k < CASES; k++) {
            byte[] damaged = damaged(whole.getValue(), random);
            Files.write(file, damaged);
            long start = System.nanoTime();
            Optional<String> complaint;
            try {
                complaint = complaint(file);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "case " + k + " of " + whole.getKey() + ": " + e + differences(whole.getValue(), damaged), e);
            }
            assertThat((System.nanoTime() - start) * 1e-9)
                    .as("seconds of case " + k)
                    .isLessThan(MOST_SECONDS);
            refused += complaint.isPresent() ? 1 : 0;
            complaint.ifPresent(text -> assertThat(text)
                    .doesNotContain("\n")
                    .contains(whole.getKey())
                    .hasSizeLessThan(1000));
        }
        assertThat(refused).as("of " + CASES).isPositive();
    }

    private static String differences(byte[] whole, byte[] damaged) {
        int at = Arrays.mismatch(whole, damaged);
        return "; " + damaged.length + " bytes, first difference at " + at + ": "
                + (at >= 0 && at < damaged.length
                        ? HexFormat.of().formatHex(damaged, at, Math.min(damaged.length, at + 16))
                        : "");
    }

    /** Reads all that a file has, and returns what is said against it. */
    private static Optional<String> complaint(Path path) {
        try (RecordingFile file = Recordings.open(path, READING)) {
            for (int sweep = 0; sweep < Math.min(MOST_SWEEPS, file.sweeps().size()); sweep++) {
                Sweep shape = file.sweeps().get(sweep);
                int end = Math.min(MOST_SAMPLES, shape.samples());
                for (int k = 0; k < shape.channels().size(); k++) {
                    file.samples(sweep, k, 0, end);
                    file.samples(sweep, k, shape.samples() - Math.min(10, end), shape.samples());
                }
                for (int k = 0; k < shape.commands().size(); k++) {
                    file.command(sweep, k, 0, end);
                    file.epochs(k);
                }
            }
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Cut, with single bits, bytes, or numbers changed, or with a part put elsewhere; the head of a file is hit more often. */
    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int k = 0; k < changes && bytes.length > 8; k++) {
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 1 << (4 + random.nextInt(10)));
            int at = random.nextInt(reach);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> put(bytes, at, NUMBERS[random.nextInt(NUMBERS.length)]);
                case 4 -> put(bytes, at, random.nextInt());
                default -> {
                    int length = random.nextInt(1, Math.min(64, bytes.length)),
                            from = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes.clone(), from, bytes, Math.min(at, bytes.length - length), length);
                }
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int k = 0; k < Integer.BYTES && at + k < bytes.length; k++) {
            bytes[at + k] = (byte) (value >>> (8 * k));
        }
    }
}
