package dev.ranvier.files.recording.abf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.recording.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DamagedAbfTest {
    private static final int SECTIONS = 76, ROW = 16, PROTOCOL = 512;

    @TempDir
    private Path folder;

    private static AbfWriter writer(int version) {
        return (version == 1 ? AbfWriter.version1() : AbfWriter.version2())
                .input("Vm", "mV", 0.01, 0, 0)
                .output("Cmd", "pA", 0, false, new Epoch(1, 10, 0, 20, 0, 0, 0))
                .sweep(700, 0)
                .sweep(700, 100_000)
                .tag("x");
    }

    private void assertRefused(byte[] bytes, String... words) throws IOException {
        Path file = Files.write(folder.resolve("r.abf"), bytes);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Recordings.open(file, Reading.PLAIN).close())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("r.abf")
                        .contains(words)
                        .doesNotContain("\n"));
    }

    private void assertRefused(int version, Consumer<ByteBuffer> damage, String... words) throws IOException {
        byte[] bytes = writer(version).bytes();
        damage.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        assertRefused(bytes, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void truncatedAtEveryBlock_isRefusedWithThePlace(int version) throws IOException {
        byte[] whole = writer(version).bytes();
        for (int length = 512; length < whole.length; length += 512) {
            assertRefused(Arrays.copyOf(whole, length), "byte ", "truncated");
        }
        assertRefused(Arrays.copyOf(whole, 100), "byte 0: header");
    }

    @Test
    void wrongMagic_isNotAnAbf() throws IOException {
        assertRefused(2, out -> out.put(3, (byte) '3'), "nor of a format that is known", "ABF (.abf)", "NWB (.nwb)");
    }

    @Test
    void sectionsOutsideTheFile_areRefused() throws IOException {
        for (int section : new int[] {0, 1, 2, 5, 9, 10, 11, 15}) {
            assertRefused(2, out -> out.putInt(SECTIONS + ROW * section, 0x7fffffff), "truncated or damaged");
            assertRefused(2, out -> out.putLong(SECTIONS + ROW * section + 8, Long.MAX_VALUE), "truncated or damaged");
            assertRefused(2, out -> out.putLong(SECTIONS + ROW * section + 8, -1), "negative");
        }
    }

    @Test
    void noChannels_isRefused() throws IOException {
        assertRefused(1, out -> out.putShort(120, (short) 0), "byte 120: the number of channels is 0");
        assertRefused(1, out -> out.putShort(120, (short) 17), "the number of channels is 17");
        assertRefused(2, out -> out.putLong(SECTIONS + ROW + 8, 0), "there is no section ADC");
    }

    @Test
    void sizesThatOverflow_areRefused() throws IOException {
        assertRefused(1, out -> out.putInt(10, 0x7fffffff), "the data section of 2147483647 samples", "truncated");
        assertRefused(1, out -> out.putInt(10, -5), "negative");
        assertRefused(1, out -> out.putInt(96, 0x7fffffff), "the table of 2147483647 sweeps");
        assertRefused(2, out -> out.putLong(SECTIONS + ROW * 10 + 8, 1L << 62), "truncated or damaged");
    }

    @Test
    void sweepLongerThanTheData_isRefused() throws IOException {
        byte[] bytes = writer(1).bytes();
        int table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(92) * 512;
        assertRefused(
                1,
                out -> out.putInt(table + 12, 701),
                "byte " + (table + 12),
                "sweep 2 has 701 samples, but 700 of 1400");
    }

    @Test
    void numbersThatCannotBe_areRefused() throws IOException {
        assertRefused(2, out -> out.putFloat(PROTOCOL + 2, 0), "the sampling interval is 0.0 us");
        assertRefused(2, out -> out.putFloat(PROTOCOL + 2, Float.NaN), "the sampling interval is NaN us");
        assertRefused(2, out -> out.putFloat(1024 + 40, 0), "channel 'Vm' has the gain Infinity");
        assertRefused(2, out -> out.putShort(PROTOCOL, (short) 9), "the mode of operation is 9");
        assertRefused(2, out -> out.putShort(30, (short) 3), "the format of the data is 3");
        assertRefused(2, out -> out.putShort(30, (short) 1), "a sample has 2 bytes");
        assertRefused(1, out -> out.putShort(410, (short) 16), "channel 1 has the number 16");
        assertRefused(1, out -> out.putShort(2308, (short) 6), "an epoch of the command has the unknown kind 6");
    }

    @Test
    void unitsThatAreNeither_lackAVoltage() throws IOException {
        Path path = Files.write(
                folder.resolve("r.abf"),
                AbfWriter.version2()
                        .input("Ca", "F/F0", 0.01, 0, 0)
                        .sweep(10, 0)
                        .bytes());
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            assertThat(Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN))
                    .isEmpty();
            assertThat(file.lacking(0, Dimension.VOLTAGE))
                    .hasMessageContaining("r.abf: sweep 1 has no voltage; channels found: Ca (F/F0)")
                    .hasMessageContaining("--columns voltage=NAME:mV");
            Reading named = new Reading(Reading.columns("voltage=Ca"), java.util.Optional.empty());
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> Signal.recorded(file, 0, Dimension.VOLTAGE, named))
                    .withMessageContaining("the unit of 'Ca' is 'F/F0'");
        }
    }

    @Test
    void samplesThatAreNoNumbers_areRefusedWithTheirPlace() throws IOException {
        byte[] bytes = AbfWriter.version2()
                .input("Vm", "mV", 0.01, 0, 0)
                .floats()
                .sweep(100, 0)
                .bytes();
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int data = out.getInt(SECTIONS + ROW * 10) * 512;
        out.putFloat(data + 4 * 20, Float.NaN).putFloat(data + 4 * 21, Float.NaN);
        Path path = Files.write(folder.resolve("r.abf"), bytes);
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            Signal signal =
                    Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(signal.read(0, 20)).hasSize(20);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> signal.read(10, 100))
                    .withMessageContaining("r.abf: sweep 1: 2 samples of Vm (mV) from sample 21 on are NaN");
        }
    }

    @Test
    void emptySweep_isThereAndEmpty_andNothingElseIsRefused() throws IOException {
        Path path = Files.write(
                folder.resolve("r.abf"),
                AbfWriter.version2()
                        .input("Vm", "mV", 0.01, 0, 0)
                        .sweep(10, 0)
                        .sweep(0, 5)
                        .bytes());
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            assertThat(file.sweeps().get(1).samples()).isZero();
            assertThat(file.samples(1, 0, 0, 0)).isEmpty();
        }
        assertRefused(
                AbfWriter.version2().input("Vm", "mV", 0.01, 0, 0).sweep(0, 0).bytes(), "there is no section DATA");
    }
}
