package dev.ranvier.files.recording.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.recording.Signal;
import dev.ranvier.files.table.CsvTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextRecordingTest {
    private static final int ROWS = 20;

    /** Row k is at 0.1 k ms, has -70 + k mV and 10 k pA. */
    private static String rows(
            String header, String separator, double timeUnit, double voltageUnit, double currentUnit) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int k = 0; k < ROWS; k++) {
            text.append(String.join(
                            separator,
                            String.format(Locale.ROOT, "%.7f", k * 0.1 / timeUnit),
                            String.format(Locale.ROOT, "%.7f", (-70 + k) / voltageUnit),
                            String.format(Locale.ROOT, "%.12f", 0.01 * k / currentUnit)))
                    .append('\n');
        }
        return text.toString();
    }

    private static TextRecording read(String text) {
        return read(text, Reading.PLAIN);
    }

    private static TextRecording read(String text, Reading reading) {
        return TextRecording.of(CsvTable.parse("r.csv", text), reading);
    }

    private static Reading columns(String text) {
        return new Reading(Reading.columns(text), Optional.empty());
    }

    private static void assertRead(TextRecording file) {
        assertRead(file, Reading.PLAIN);
    }

    private static void assertRead(TextRecording file, Reading reading) {
        assertThat(file.sweeps())
                .singleElement()
                .satisfies(sweep -> assertThat(sweep.interval_ms()).isEqualTo(0.1));
        Signal voltage = Signal.recorded(file, 0, Dimension.VOLTAGE, reading).orElseThrow();
        double[] v = voltage.read(0, ROWS);
        double[] i = Signal.driving(voltage, reading).orElseThrow().read(0, ROWS);
        for (int k = 0; k < ROWS; k++) {
            assertThat(v[k]).isEqualTo(-70 + k, within(1e-9));
            assertThat(i[k]).isEqualTo(0.01 * k, within(1e-9));
        }
    }

    private static void assertRefused(String text, Reading reading, String... words) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(text, reading))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Time (ms),Vm (mV),I (nA)",
                "time_ms,voltage_mV,current_nA",
                "Time [ms],Membrane potential [mV],Stimulus [nA]",
                "\"Time (ms)\",\"Trace #1 (mV)\",\"Trace #1 (nA)\"",
                "t_ms,v_mV,i_nA,"
            })
    void of_namesOfOtherPrograms_areUnderstood(String header) {
        String text = rows(header, ",", 1, 1, 1);
        assertRead(read(header.endsWith(",") ? text.replace("\n", ",\n").replace(",,\n", ",\n") : text));
    }

    @Test
    void of_siUnits_areConvertedAndSaidSo() {
        TextRecording file = read(rows("Time (s),Vm (V),Im (A)", ",", 1e3, 1e3, 1e9)
                .replace("Im (A)", "Im (fA)")
                .replace("Im (fA)", "Im (A)"));
        assertThat(file.header().notes())
                .containsExactlyInAnyOrder(
                        "r.csv: column 'Time (s)' is converted from s to ms",
                        "r.csv: column 'Vm (V)' is converted from V to mV",
                        "r.csv: column 'Im (A)' is converted from A to nA");
        assertThat(file.sweeps().getFirst().interval_ms()).isEqualTo(0.1);
        Signal voltage =
                Signal.recorded(file, 0, Dimension.VOLTAGE, Reading.PLAIN).orElseThrow();
        assertThat(voltage.read(3, 4)[0]).isEqualTo(-67, within(1e-9));
    }

    @Test
    void of_microvolts_withEitherSignForMicro() {
        for (String micro : new String[] {"u", "\u00b5", "\u03bc"}) {
            assertRead(read(rows("Time (" + micro + "s)\tVm (" + micro + "V)\tI (nA)", "\t", 1e-3, 1e-3, 1)));
        }
    }

    @Test
    void of_tabsBlanksAndSemicolonsWithDecimalComma_areRead() {
        assertRead(read(rows("t_ms\tv_mV\ti_nA", "\t", 1, 1, 1)));
        assertRead(read(rows("  t_ms v_mV   i_nA", "   ", 1, 1, 1)));
        assertRead(read(rows("Time (ms)  Vm (mV)  I (nA)", " ", 1, 1, 1)));
        TextRecording file = read(rows("t_ms;v_mV;i_nA", ";", 1, 1, 1).replace('.', ','));
        assertRead(file);
        assertThat(file.header().notes()).containsExactly("r.csv has decimal commas");
    }

    @Test
    void of_commentsBetweenRows_doNotCount() {
        assertRead(read("% rig 2\n\n# 22 \u00b0C\n"
                + rows("t_ms,v_mV,i_nA", ",", 1, 1, 1).replace("\n0.5", "\n% x\n0.5")));
    }

    @Test
    void of_axonText_isRead() {
        String text = "ATF\t1.0\n2\t3\n\"AcquisitionMode=Episodic\"\n\"Signals=\"\t\"Vm\"\n"
                + rows("\"Time (ms)\"\t\"Trace #1 (mV)\"\t\"Trace #1 (nA)\"", "\t", 1, 1, 1);
        assertRead(read(text));
        assertRefused("ATF\t1.0\n9\t3\n", Reading.PLAIN, "r.csv:2: the ATF file ends before its titles");
        assertRefused("ATF\t1.0\nx\n", Reading.PLAIN, "r.csv:2: an ATF file has the numbers");
    }

    @Test
    void open_otherEncodings_areRead(@TempDir Path folder) throws IOException {
        String text = "# \u00b0\n" + rows("t_ms,v_mV,i_nA", ",", 1, 1, 1);
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1}) {
            Path file = Files.write(folder.resolve("r.csv"), text.getBytes(charset));
            assertRead((TextRecording) Recordings.open(file, Reading.PLAIN));
        }
    }

    @Test
    void of_severalVoltages_areSweepsWithOneCurrentOrAsMany() {
        String one = rows("t_ms,Vm a (mV),Vm b (mV)", ",", 1, 1, 1);
        TextRecording file = read(one);
        assertThat(file.sweeps()).hasSize(2);
        assertThat(file.samples(1, 0, 3, 4)[0]).isEqualTo(0.03, within(1e-12));
        TextRecording shared = read("t_ms,A (mV),B (mV),I (nA)\n0,1,2,3\n1,4,5,6\n");
        assertThat(shared.sweeps()).hasSize(2);
        assertThat(shared.samples(1, 1, 0, 2)).containsExactly(3, 6);
        assertRefused(
                "t_ms,A (mV),B (mV),C (mV),I (nA),J (nA)\n0,1,2,3,4,5\n",
                Reading.PLAIN,
                "r.csv:1: 3 columns of voltage and 2");
    }

    @Test
    void of_tableInOurOwnNames_isTakenAtItsWord() {
        TextRecording file = read("t_ms,v_mV,nmda0.i_nA,v@dend_mV\n0,-70,1,2\n1,-70,1,2\n");
        assertThat(file.sweeps()).hasSize(1);
        assertThat(file.sweeps().getFirst().channels()).hasSize(1);
    }

    @Test
    void of_namedColumns_byNameByNumberAndWithUnits() {
        String text = rows("Zeit,Spannung,Strom", ",", 1e3, 1, 1e-3);
        Reading reading = columns("time=Zeit:s, voltage=2:mV, current=Strom:pA");
        assertRead(read(text, reading), new Reading(Map.of(), Optional.empty()));
        assertRefused(text, Reading.PLAIN, "r.csv:1: missing column t_ms", "Columns found: Zeit, Spannung, Strom");
        assertRefused(text, columns("time=Zeit,voltage=2:mV"), "the unit of column 'Zeit' is not known", "Zeit:ms");
        assertRefused(text, columns("voltage=Spanung:mV"), "no such column: 'Spanung'", "did you mean 'Spannung'");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Reading.columns("volts=2"))
                .withMessageContaining("no such quantity: 'volts'");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Reading.columns("voltage=2:pA"))
                .withMessageContaining("'pA' is no unit of voltage");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Reading.columns("voltage"))
                .withMessageContaining("--columns: 'voltage' must be");
    }

    @Test
    void of_intervalThatIsSaid_needsNoTimes() {
        TextRecording file = read("Vm (mV)\n-70\n-71\n", new Reading(Map.of(), Optional.of(0.05)));
        assertThat(file.sweeps().getFirst().interval_ms()).isEqualTo(0.05);
        assertThat(file.samples(0, 0, 1, 2)).containsExactly(-71);
    }

    @Test
    void of_jitteredTimes_areInterpolated() {
        StringBuilder text = new StringBuilder("t_ms,v_mV\n");
        for (int k = 0; k <= 100; k++) {
            double time = k * 0.1 + (k % 10 == 0 ? 0 : 0.01 * Math.sin(k));
            text.append(String.format(Locale.ROOT, "%.9f,%.9f%n", time, 5 * time));
        }
        TextRecording file = read(text.toString());
        double[] v = file.samples(0, 0, 0, 101);
        for (int k = 0; k <= 100; k++) {
            assertThat(v[k]).isEqualTo(0.5 * k, within(1e-7));
        }
        assertThat(file.header().notes()).singleElement().asString().contains("interpolated every 0.1 ms");
    }

    /** Steps differ by up to half a step where times are a quarter off. */
    @Test
    void of_jitterToAQuarterOfAStep_isInterpolated() {
        TextRecording file = read(alternating(0.024));
        assertThat(file.sweeps().getFirst().interval_ms()).isEqualTo(0.1);
        assertThat(file.samples(0, 0, 0, 101)[50]).isEqualTo(0.5 * 50, within(1e-7));
        assertRefused(alternating(0.026), Reading.PLAIN, "times must be equally spaced");
    }

    private static String alternating(double off_ms) {
        StringBuilder text = new StringBuilder("t_ms,v_mV\n");
        for (int k = 0; k <= 100; k++) {
            double time = k * 0.1 + (k % 100 == 0 ? 0 : k % 2 == 0 ? off_ms : -off_ms);
            text.append(String.format(Locale.ROOT, "%.9f,%.9f%n", time, 5 * time));
        }
        return text.toString();
    }

    @Test
    void of_twoTimeBases_areRefused() {
        StringBuilder text = new StringBuilder("t_ms,v_mV\n");
        double time = 0;
        for (int k = 0; k < 200; k++) {
            text.append(String.format(Locale.ROOT, "%.6f,-70%n", time));
            time += k < 100 ? 0.1 : 0.12;
        }
        assertRefused(text.toString(), Reading.PLAIN, "are there two time bases?");
    }
}
