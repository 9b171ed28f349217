package dev.ranvier.files.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.igor.IgorWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NWB, NumPy and Igor files; what is in them make-recordings.py says. */
final class ArrayFormatsTest {
    private static final Path RECORDINGS = Path.of("src", "test", "resources", "recordings");
    private static final int SAMPLES = 200;

    private static Reading reading(String columns, double interval_ms) {
        return new Reading(columns.isEmpty() ? Map.of() : Reading.columns(columns), Optional.of(interval_ms));
    }

    /** In steps of a converter. */
    private static double voltage(int sweep, int k) {
        return k * 7 % 50 - 700 + sweep;
    }

    private static double current_pA(int sweep, int k) {
        return k >= 50 && k < 150 ? sweep * 10 : 0;
    }

    private static void assertRefused(Path file, Reading reading, String... words) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Recordings.open(file, reading).close())
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contiguous.nwb", "compressed.nwb"})
    void nwb2_sweepsOfBothClamps_areRead(String name) {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve(name), Reading.PLAIN)) {
            assertThat(file.header().format()).isEqualTo("NWB 2.6.0");
            assertThat(file.header().begun()).startsWith("2026-01-02T03:04:05");
            assertThat(file.sweeps()).hasSize(4);
            for (int sweep = 0; sweep < 3; sweep++) {
                assertThat(file.sweeps().get(sweep).interval_ms()).isEqualTo(0.05);
                assertThat(file.sweeps().get(sweep).start_ms()).isEqualTo(500.0 * sweep);
                Signal v = Signal.recorded(file, sweep, Dimension.VOLTAGE, Reading.PLAIN)
                        .orElseThrow();
                Signal i = Signal.driving(v, Reading.PLAIN).orElseThrow();
                assertThat(i.isCommand()).isTrue();
                double[] voltage = v.read(0, SAMPLES), current = i.read(40, 160);
                for (int k = 0; k < SAMPLES; k++) {
                    assertThat(voltage[k]).isEqualTo(voltage(sweep, k) * 1e-4 * 1e3);
                }
                for (int k = 0; k < current.length; k++) {
                    assertThat(current[k]).isEqualTo(current_pA(sweep, k + 40) * 1e-3, within(1e-12));
                }
            }
            Signal clamped =
                    Signal.recorded(file, 3, Dimension.CURRENT, Reading.PLAIN).orElseThrow();
            assertThat(clamped.read(60, 61)[0]).isEqualTo(0.03, within(1e-12));
            Signal held =
                    Signal.given(file, 3, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(held.isCommand()).isTrue();
            assertThat(held.read(0, 1)[0]).isEqualTo(-70, within(1e-12));
            assertThat(file.sweeps().get(3).interval_ms()).isEqualTo(0.05);
        }
    }

    /**
     * Links are followed, except round in circles, a stimulus may be longer than its response, and volts of other electrodes are no patch
     * clamp.
     */
    @Test
    void nwb2_stimuli_areOfTheirElectrode() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("electrodes.nwb"), Reading.PLAIN)) {
            assertThat(file.sweeps()).hasSize(1);
            assertThat(file.sweeps().getFirst().channels().stream().map(Channel::name))
                    .containsExactly("AD0", "AD1", "AD2");
            assertThat(file.header().notes()).singleElement().asString().contains("left out: A_row, field");
            Signal first =
                    Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(first.channel().name()).isEqualTo("AD0");
            assertThat(Signal.driving(first, Reading.PLAIN)).isEmpty();
            Reading second = reading("voltage=2", 1);
            Signal driving = Signal.driving(
                            Signal.recorded(file, 0, Dimension.VOLTAGE, second).orElseThrow(), second)
                    .orElseThrow();
            assertThat(driving.channel().name()).isEqualTo("DA1");
            assertThat(driving.read(100, 101)[0]).isEqualTo(current_pA(1, 100) * 1e-3, within(1e-12));
        }
    }

    @Test
    void nwb2_stimuli_areThoseOfTheTableOfRecordings() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("table.nwb"), Reading.PLAIN)) {
            for (int sweep = 0; sweep < 3; sweep++) {
                Signal v = Signal.recorded(file, sweep, Dimension.VOLTAGE, Reading.PLAIN)
                        .orElseThrow();
                Signal i = Signal.driving(v, Reading.PLAIN).orElseThrow();
                assertThat(v.channel().name()).isEqualTo("r" + sweep);
                assertThat(i.read(100, 101)[0]).isEqualTo(current_pA(sweep + 1, 100) * 1e-3, within(1e-12));
            }
        }
    }

    @Test
    void nwb2_stimuliThatAreNotTold_areNone_andItIsSaid() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("untold.nwb"), Reading.PLAIN)) {
            Signal v =
                    Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(Signal.driving(v, Reading.PLAIN)).isEmpty();
            assertThat(file.header().notes()).hasSize(3).allMatch(note -> note.contains("s7, s8, s9"));
        }
    }

    /** NWB's series have another name in each sweep. */
    @Test
    void sweeps_goOnByElectrode_notByName() {
        Sweep first = sweep(0, "r_0", "@1"), second = sweep(20, "r_1", "@1");
        assertThat(first.leadsTo(second)).isTrue();
        assertThat(first.leadsTo(sweep(20, "r_0", "@2"))).isFalse();
        assertThat(first.leadsTo(sweep(20.1, "r_0", "@1"))).isFalse();
    }

    private static Sweep sweep(double start_ms, String name, String electrode) {
        return new Sweep(List.of(new Channel(name, Unit.of("volts"), electrode)), List.of(), SAMPLES, start_ms, 0.1);
    }

    @Test
    void units_areReadInAnyCase_whereTheyAreWords() {
        assertThat(Unit.of("Amps").factor()).isEqualTo(1e9);
        assertThat(Unit.of("VOLTS").dimension()).isEqualTo(Dimension.VOLTAGE);
        assertThat(Unit.of("Amps").name()).isEqualTo("Amps");
        assertThat(Unit.of("MV").dimension()).isEqualTo(Dimension.OTHER);
    }

    @Test
    void nwb1_ofAllen_isInOrderOfItsNumbers() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("allen.nwb"), Reading.PLAIN)) {
            assertThat(file.sweeps()).hasSize(2);
            assertThat(file.sweeps().getFirst().channels().getFirst().name()).isEqualTo("Sweep_2");
            assertThat(file.samples(1, 0, 3, 4)[0]).isEqualTo(voltage(10, 3) * 1e-4);
            assertThat(file.command(1, 0, 60, 61)[0]).isEqualTo(100e-12, within(1e-24));
        }
    }

    @Test
    void hdf5_thatIsNoNwb_isRefused() {
        assertRefused(RECORDINGS.resolve("other.h5"), Reading.PLAIN, "other.h5: /: an HDF5 file, but no NWB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweeps.npy", "fortran.npy"})
    void npy_rowsAreSweeps(String name) {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve(name), reading("voltage=1:mV", 0.05))) {
            assertThat(file.sweeps()).hasSize(3);
            for (int sweep = 0; sweep < 3; sweep++) {
                double[] v = file.samples(sweep, 0, 3, 150);
                for (int k = 0; k < v.length; k++) {
                    assertThat(v[k]).isEqualTo(voltage(sweep, k + 3));
                }
            }
            assertThat(Signal.recorded(file, 1, Dimension.VOLTAGE, reading("voltage=1:uV", 1))
                            .orElseThrow()
                            .read(0, 1))
                    .containsExactly(voltage(1, 0) * 1e-3);
            assertThat(Signal.recorded(file, 1, Dimension.VOLTAGE, Reading.PLAIN))
                    .isEmpty();
        }
    }

    @Test
    void npy_currentIsAnotherFile() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("v_mV.npy"), reading("current=i_pA.npy", 0.05))) {
            Signal v =
                    Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(v.read(0, 1)[0]).isEqualTo(-70, within(1e-12));
            assertThat(Signal.driving(v, Reading.PLAIN).orElseThrow().read(60, 61)[0])
                    .isEqualTo(0.01, within(1e-12));
        }
        assertRefused(RECORDINGS.resolve("v_mV.npy"), Reading.PLAIN, "say --interval-ms");
        assertRefused(
                RECORDINGS.resolve("v_mV.npy"),
                reading("current=none.npy", 0.05),
                "--columns current not found",
                "none.npy");
    }

    @Test
    void npz_arraysAreChannels() {
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("arrays.npz"), Reading.PLAIN)) {
            assertThat(file.sweeps()).hasSize(3);
            assertThat(file.sweeps().getFirst().interval_ms()).isEqualTo(0.05);
            Signal v =
                    Signal.recorded(file, 2, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            double[] values = v.read(5, SAMPLES);
            for (int k = 0; k < values.length; k++) {
                assertThat(values[k]).isEqualTo(voltage(2, k + 5) * 0.1);
            }
            assertThat(Signal.driving(v, Reading.PLAIN).orElseThrow().read(60, 61)[0])
                    .isEqualTo(0.02, within(1e-12));
        }
        try (RecordingFile file = Recordings.open(RECORDINGS.resolve("compressed.npz"), reading("", 0.05))) {
            assertThat(file.samples(1, 0, 7, 8)[0]).isEqualTo(voltage(1, 7) * 0.1);
        }
        assertRefused(RECORDINGS.resolve("compressed.npz"), Reading.PLAIN, "no array of times", "--interval-ms");
    }

    @Test
    void igor_versions_areRead(@TempDir Path folder) throws IOException {
        Path v = Files.write(folder.resolve("v.ibw"), IgorWriter.version2("V", 1e-4, -0.07f, -0.06f, 0.01f));
        Path i = Files.write(
                folder.resolve("i.ibw"), IgorWriter.version5("pA", "ms", 0.1, 1, (short) 1, (short) 2, (short) 3));
        try (RecordingFile file = Recordings.open(v, new Reading(Reading.columns("current=i.ibw"), Optional.empty()))) {
            assertThat(file.header().format()).isEqualTo("Igor binary wave 2, float32, 'wave0'");
            assertThat(file.sweeps().getFirst().interval_ms()).isEqualTo(0.1);
            Signal voltage =
                    Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
            assertThat(voltage.read(0, 3)).containsExactly(-0.07f * 1e3, -0.06f * 1e3, 0.01f * 1e3);
            assertThat(Signal.driving(voltage, Reading.PLAIN).orElseThrow().read(0, 3))
                    .containsExactly(1e-3, 2e-3, 3 * 1e-3);
        }
        Files.write(i, IgorWriter.version5("pA", "ms", 0.2, 1, (short) 1, (short) 2, (short) 3));
        assertRefused(v, new Reading(Reading.columns("current=i.ibw"), Optional.empty()), "two time bases");
        Files.write(i, IgorWriter.version5("pA", "ms", 0.1, 1, (short) 1, (short) 2));
        assertRefused(v, new Reading(Reading.columns("current=i.ibw"), Optional.empty()), "do not fit together");
        Files.write(i, IgorWriter.version5("pA", "mV", 0.1, 1, (short) 1, (short) 2));
        assertRefused(i, Reading.PLAIN, "the wave is over 'mV', which is no time");
    }

    /** As rigs name them: by the folder, and as a shell completes a name. */
    @Test
    void igor_current_mayBeOfTheSameNameElsewhere(@TempDir Path folder) throws IOException {
        Path v = Files.write(
                Files.createDirectory(folder.resolve("v")).resolve("1.ibw"),
                IgorWriter.version2("V", 1e-4, -0.07f, -0.06f, 0.01f));
        Path i = Files.write(
                Files.createDirectory(folder.resolve("i")).resolve("1.ibw"),
                IgorWriter.version5("pA", "ms", 0.1, 1, (short) 1, (short) 2, (short) 3));
        Path fromHere = Path.of("").toAbsolutePath().relativize(i.toAbsolutePath());
        for (Path current : List.of(Path.of("..", "i", "1.ibw"), i.toAbsolutePath(), fromHere)) {
            Reading reading = new Reading(Reading.columns("current=" + current), Optional.empty());
            try (RecordingFile file = Recordings.open(v, reading)) {
                Signal voltage =
                        Signal.recorded(file, 0, Dimension.VOLTAGE, reading).orElseThrow();
                assertThat(Signal.driving(voltage, reading).orElseThrow().read(0, 3))
                        .containsExactly(1e-3, 2e-3, 3 * 1e-3);
            }
        }
        assertRefused(v, new Reading(Reading.columns("current=2.ibw"), Optional.empty()), "not found", "2.ibw");
    }

    @Test
    void igor_columns_areSweeps(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("i.ibw"),
                IgorWriter.version5("pA", "", 1e-4, 2, (short) 1, (short) 2, (short) 3, (short) 4));
        try (RecordingFile wave = Recordings.open(file, Reading.PLAIN)) {
            assertThat(wave.sweeps()).hasSize(2);
            assertThat(wave.samples(1, 0, 0, 2)).containsExactly(3, 4);
        }
    }
}
