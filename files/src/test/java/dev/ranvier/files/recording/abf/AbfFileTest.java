package dev.ranvier.files.recording.abf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.recording.Signal;
import dev.ranvier.files.recording.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AbfFileTest {
    private static final int STEP = 1, RAMP = 2, PULSES = 3, TRIANGLES = 4, COSINE = 5, BIPHASIC = 7;

    @TempDir
    private Path folder;

    private static AbfWriter writer(int version) {
        return version == 1 ? AbfWriter.version1() : AbfWriter.version2();
    }

    private RecordingFile open(AbfWriter writer) throws IOException {
        return Recordings.open(Files.write(folder.resolve("r.abf"), writer.bytes()), Reading.PLAIN);
    }

    private static double[] command(RecordingFile file, int sweep, int command) {
        return file.command(sweep, command, 0, file.sweeps().get(sweep).samples());
    }

    private static double[] concatenated(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] level(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void samples_ofTwoChannels_areScaledByGainOffsetAndTelegraph(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 5)
                .input("Im", "pA", 0.0005, -3.5, 0)
                .sweep(300, 0)
                .sweep(300, 2_000_000);
        try (RecordingFile file = open(writer)) {
            assertThat(file.sweeps()).hasSize(2);
            assertThat(file.sweeps().getFirst().channels())
                    .containsExactly(new Channel("Vm", Unit.of("mV")), new Channel("Im", Unit.of("pA")));
            assertThat(file.sweeps().get(1).start_ms()).isEqualTo(2000);
            assertThat(file.sweeps().get(1).interval_ms()).isEqualTo(0.05);
            for (int sweep = 0; sweep < 2; sweep++) {
                double[] v = file.samples(sweep, 0, 0, 300), part = file.samples(sweep, 1, 17, 290);
                for (int k = 0; k < 300; k++) {
                    assertThat(v[k]).isEqualTo(AbfWriter.value(sweep, 0, k, 0.01, 0, 5));
                }
                for (int k = 0; k < part.length; k++) {
                    assertThat(part[k]).isEqualTo(AbfWriter.value(sweep, 1, k + 17, 0.0005, -3.5, 0));
                }
            }
        }
    }

    /** The second sweep begins where the first ends, at 15 ms, the third 5 ms after it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void samplesBeforeASweep_areThoseOfTheSweepsThatLeadToIt(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .output("Cmd", "pA", -5, false, new Epoch(STEP, 10, 2, 20, 0, 0, 0))
                .sweep(300, 0)
                .sweep(300, 15_000)
                .sweep(300, 35_000);
        try (RecordingFile file = open(writer)) {
            assertThat(file.before(0)).isZero();
            assertThat(file.before(1)).isEqualTo(300);
            assertThat(file.before(2)).isZero();
            Signal voltage =
                    Signal.recorded(file, 1, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(voltage.read(-120, 50))
                    .containsExactly(concatenated(file.samples(0, 0, 180, 300), file.samples(1, 0, 0, 50)));
            assertThat(voltage.read(-120, -100)).containsExactly(file.samples(0, 0, 180, 200));
            Signal current = Signal.driving(voltage, Reading.PLAIN).orElseThrow();
            assertThat(current.read(-299, 10))
                    .containsExactly(current.unit()
                            .convert(concatenated(file.command(0, 0, 1, 300), file.command(1, 0, 0, 10))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void samples_ofFloats_areAsTheyAre(int version) throws IOException {
        try (RecordingFile file =
                open(writer(version).input("Vm", "mV", 0.01, 7, 0).floats().sweep(100, 0))) {
            double[] v = file.samples(0, 0, 0, 100);
            for (int k = 0; k < v.length; k++) {
                assertThat(v[k]).isEqualTo(AbfWriter.raw(0, 0, k) * 0.125);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void header_saysFormatProtocolDateAndTags(int version) throws IOException {
        try (RecordingFile file =
                open(writer(version).input("Vm", "mV", 0.01, 0, 0).sweep(100, 0).tag("drug on"))) {
            Header header = file.header();
            assertThat(header.format())
                    .isEqualTo(version == 1 ? "ABF 1.83, episodic, 16-bit" : "ABF 2.6, episodic, 16-bit");
            assertThat(header.protocol()).isEqualTo("steps");
            assertThat(header.begun()).isEqualTo("2026-01-02T01:00");
            assertThat(header.tags()).containsExactly(new Header.Tag(1, "drug on"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void command_stepsAndRamps_growFromSweepToSweep(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .output("Cmd", "pA", -5, false, new Epoch(STEP, 10, 2, 20, 3, 0, 0), new Epoch(RAMP, 50, 0, 5, 0, 0, 0))
                .sweep(128, 0)
                .sweep(128, 1);
        try (RecordingFile file = open(writer)) {
            assertThat(command(file, 0, 0))
                    .containsExactly(concatenated(
                            level(2, -5), level(20, 10), new double[] {10, 20, 30, 40, 50}, level(101, -5)));
            assertThat(command(file, 1, 0))
                    .containsExactly(concatenated(
                            level(2, -5), level(23, 12), new double[] {12, 21.5, 31, 40.5, 50}, level(98, -5)));
            assertThat(file.command(1, 0, 24, 28)).containsExactly(12, 12, 21.5, 31);
            assertThat(file.isDriven(0)).isTrue();
            assertThat(file.epochs(0))
                    .containsExactly(
                            "holding -5 pA", "step 1 + 0.15 a sweep ms to 10 + 2 a sweep pA", "ramp 0.25 ms to 50 pA");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void command_thatStaysAtLast_beginsTheNextSweepThere(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .output("Cmd", "pA", 0, true, new Epoch(STEP, 10, 2, 20, 0, 0, 0))
                .sweep(64, 0)
                .sweep(64, 1);
        try (RecordingFile file = open(writer)) {
            assertThat(command(file, 0, 0)).containsExactly(concatenated(level(1, 0), level(63, 10)));
            assertThat(command(file, 1, 0)).containsExactly(concatenated(level(1, 10), level(63, 12)));
        }
    }

    @Test
    void command_trains_fillWholePeriods() throws IOException {
        AbfWriter writer = AbfWriter.version2()
                .input("Vm", "mV", 0.01, 0, 0)
                .output("a", "pA", 1, false, new Epoch(PULSES, 5, 0, 10, 0, 4, 2))
                .output("b", "pA", 1, false, new Epoch(BIPHASIC, 3, 0, 10, 0, 4, 2))
                .output("c", "pA", 0, false, new Epoch(TRIANGLES, 6, 0, 14, 0, 6, 3))
                .output("d", "pA", 0, false, new Epoch(COSINE, 2, 0, 9, 0, 4, 2))
                .sweep(64, 0);
        try (RecordingFile file = open(writer)) {
            assertThat(file.command(0, 0, 1, 12)).containsExactly(5, 5, 1, 1, 5, 5, 1, 1, 1, 1, 1);
            assertThat(file.command(0, 1, 1, 12)).containsExactly(3, -1, 1, 1, 3, -1, 1, 1, 1, 1, 1);
            assertThat(file.command(0, 2, 1, 15)).containsExactly(0, 3, 6, 6, 3, 0, 0, 3, 6, 6, 3, 0, 0, 0);
            double[] cosine = file.command(0, 3, 1, 10);
            for (int k = 0; k < cosine.length; k++) {
                assertThat(cosine[k])
                        .isCloseTo(1 - Math.cos(4 * Math.PI * k / 8), org.assertj.core.api.Assertions.within(1e-14));
            }
        }
    }

    @Test
    void command_trainsOfVersion1_fillWholePeriods() throws IOException {
        AbfWriter writer = AbfWriter.version1()
                .input("Vm", "mV", 0.01, 0, 0)
                .output("a", "pA", 1, false, new Epoch(PULSES, 5, 0, 10, 0, 4, 2))
                .output("b", "pA", 0, false, new Epoch(TRIANGLES, 6, 0, 14, 0, 6, 3))
                .sweep(64, 0);
        try (RecordingFile file = open(writer)) {
            assertThat(file.command(0, 0, 1, 12)).containsExactly(5, 5, 1, 1, 5, 5, 1, 1, 1, 1, 1);
            assertThat(file.command(0, 1, 1, 15)).containsExactly(0, 3, 6, 6, 3, 0, 0, 3, 6, 6, 3, 0, 0, 0);
        }
    }

    @Test
    void command_ofAlternatingOutputs_isAtHoldingInTurn() throws IOException {
        AbfWriter writer = AbfWriter.version2()
                .input("Vm", "mV", 0.01, 0, 0)
                .output("a", "pA", 0, false, new Epoch(STEP, 10, 0, 20, 0, 0, 0))
                .output("b", "pA", 1, false, new Epoch(STEP, 20, 0, 20, 0, 0, 0))
                .alternating()
                .sweep(64, 0)
                .sweep(64, 1);
        try (RecordingFile file = open(writer)) {
            assertThat(command(file, 0, 0)).containsExactly(concatenated(level(1, 0), level(20, 10), level(43, 0)));
            assertThat(command(file, 0, 1)).containsOnly(1);
            assertThat(command(file, 1, 0)).containsOnly(0);
            assertThat(command(file, 1, 1)).containsExactly(concatenated(level(1, 1), level(20, 20), level(43, 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sweeps_ofDifferentLengths_areReadAndHaveNoWaveform(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .input("Im", "pA", 0.01, 0, 0)
                .output("Cmd", "pA", 4, false, new Epoch(STEP, 10, 0, 20, 0, 0, 0))
                .sweep(100, 0)
                .sweep(37, 10_000);
        try (RecordingFile file = open(writer)) {
            assertThat(file.sweeps().stream().map(sweep -> sweep.samples())).containsExactly(100, 37);
            assertThat(file.samples(1, 1, 36, 37)).containsExactly(AbfWriter.value(1, 1, 36, 0.01, 0, 0));
            assertThat(command(file, 1, 0)).hasSize(37).containsOnly(4);
            assertThat(file.header().notes()).singleElement().asString().contains("different lengths", "Cmd");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void command_fromAnotherFile_isSaidToBeUnknown(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .outputFromFile("Cmd", "pA")
                .sweep(64, 0);
        try (RecordingFile file = open(writer)) {
            assertThat(file.header().notes()).singleElement().asString().contains("another file", "Cmd");
            assertThat(file.isDriven(0)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sweeps_withoutATable_areEquallyLong(int version) throws IOException {
        AbfWriter writer = writer(version)
                .input("Vm", "mV", 0.01, 0, 0)
                .sweep(50, 0)
                .sweep(50, 9)
                .withoutTable();
        try (RecordingFile file = open(writer)) {
            assertThat(file.sweeps()).hasSize(2);
            assertThat(file.sweeps().get(1).start_ms()).isEqualTo(2.5);
            assertThat(file.samples(1, 0, 0, 1)).containsExactly(AbfWriter.value(1, 0, 0, 0.01, 0, 0));
        }
    }

    @Test
    void shortHeader_hasOneWaveformAndNoTelegraph() throws IOException {
        AbfWriter writer = AbfWriter.version1Short()
                .input("Vm", "mV", 0.01, 0, 5)
                .output("Cmd", "pA", 1, false, new Epoch(STEP, 10, 0, 20, 0, 0, 0))
                .sweep(64, 0);
        try (RecordingFile file = open(writer)) {
            assertThat(file.header().format()).isEqualTo("ABF 1.3, episodic, 16-bit");
            assertThat(file.samples(0, 0, 5, 6)).containsExactly(AbfWriter.value(0, 0, 5, 0.01, 0, 0));
            assertThat(command(file, 0, 0)).containsExactly(concatenated(level(1, 1), level(20, 10), level(43, 1)));
        }
    }

    @Test
    void committedFiles_areTheWriters() throws IOException {
        for (String name : AbfSamples.COMMITTED) {
            assertThat(Files.readAllBytes(Path.of("src", "test", "resources", "recordings", name)))
                    .isEqualTo(AbfSamples.byName().get(name));
        }
    }

    @Test
    void open_fromTwoChannels_takesThemByTheirPlaceInTheSequence() throws IOException {
        try (RecordingFile file = open(AbfWriter.version1()
                .input("first", "mV", 0.01, 0, 0)
                .input("second", "pA", 0.02, 0, 0)
                .sweep(10, 0))) {
            assertThat(file.sweeps().getFirst().channels().stream().map(Channel::name))
                    .isEqualTo(List.of("first", "second"));
        }
    }
}
