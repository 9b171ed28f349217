package dev.ranvier.files.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.recording.Treatment;
import dev.ranvier.files.recording.abf.AbfWriter;
import dev.ranvier.files.recording.text.TextRecording;
import dev.ranvier.files.table.CsvTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoltageFileTest {
    private static final double ROUNDING = 1e-12;

    /** Row k, at k/10 ms, stands in line k + 2. */
    private static String rows(String header, String row) {
        return header + "\n"
                + IntStream.range(0, 12)
                        .mapToObj(k -> String.format(Locale.ROOT, row, k / 10.0, -70.0 + k, 10 * k))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String good() {
        return rows("t_ms,v_mV,i_pA", "%.1f,%s,%d");
    }

    private static VoltageFile read(String text) {
        return VoltageFile.of(
                TextRecording.of(CsvTable.parse("r.csv", text), Reading.PLAIN),
                0,
                "r.csv",
                SweepCut.WHOLE,
                Reading.PLAIN);
    }

    private static VoltageFile read(Path file) {
        try (RecordingFile recording = Recordings.open(file, Reading.PLAIN)) {
            return VoltageFile.of(recording, 0, file.toString(), SweepCut.WHOLE, Reading.PLAIN);
        }
    }

    /** Of a measured current and of a commanded voltage, the current is what was recorded. */
    @Test
    void ofEitherClamp_underVoltageClamp_treatsTheCurrent(@TempDir Path folder) throws IOException {
        byte[] clamped = AbfWriter.version2()
                .input("Im", "pA", 0.01, 0, 0)
                .step("Cmd", "mV", -70, 20, 20)
                .sweep(200, 0)
                .bytes();
        Path path = Files.write(folder.resolve("clamped.abf"), clamped);
        Treatment treatment = new Treatment(Optional.empty(), Optional.empty(), Optional.of(0.2), Optional.of(1.0), 2);
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            VoltageFile plain = VoltageFile.ofEitherClamp(file, 0, "r", SweepCut.WHOLE, Reading.PLAIN);
            VoltageFile treated = VoltageFile.ofEitherClamp(
                    file, 0, "r", new SweepCut(Optional.empty(), Optional.empty(), treatment), Reading.PLAIN);
            double[] command = plain.voltage_mV().values();
            assertThat(treated.voltage_mV().values())
                    .containsExactly(IntStream.range(0, 100)
                            .mapToDouble(k -> (command[2 * k] + command[2 * k + 1]) / 2)
                            .toArray());
            assertThat(treated.current_nA().orElseThrow().values())
                    .containsExactly(treatment.recorded(
                            plain.current_nA().orElseThrow().values().clone(),
                            plain.voltage_mV().interval_ms()));
            assertThat(treated.notes()).anyMatch(note -> note.contains("the drift that is taken out is"));
        }
    }

    private static ThrowableAssertAlternative<BadInputException> assertRefused(String text) {
        return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(text));
    }

    @Test
    void of_picoampere_givesNanoampere() {
        VoltageFile file = read(good());
        assertThat(file.current_nA().orElseThrow().value(3)).isEqualTo(0.03, within(ROUNDING));
        assertThat(file.voltage_mV().value(3)).isEqualTo(-67);
        assertThat(file.voltage_mV().interval_ms()).isEqualTo(0.1);
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void of_nanoampereInOtherOrderWithSpareColumn_isRead() {
        VoltageFile file =
                read(rows("comment,i_nA,v_mV,t_ms", "text,%3$d,%2$s,%1$.1f").replace("110", "0.11"));
        assertThat(file.current_nA().orElseThrow().value(11)).isEqualTo(0.11);
    }

    @Test
    void of_commentsBlankLinesQuotesAndWindowsLineEnds_areRead() {
        String text =
                "# from the rig\r\n\r\n" + good().replace("t_ms", "\"t_ms\"").replace("\n", "\r\n") + "\r\n# end";
        assertThat(read(text).voltage_mV().length()).isEqualTo(12);
    }

    @Test
    void of_semicolons_areRead() {
        assertThat(read(good().replace(',', ';')).voltage_mV().length()).isEqualTo(12);
    }

    @Test
    void of_timesPrintedRounded_takesTheMeanInterval() {
        String text =
                rows("t_ms,v_mV,i_pA", "%.1f,%s,%d").replace("0.3,", "0.3004,").replace("0.7,", "0.6997,");
        assertThat(read(text).voltage_mV().interval_ms()).isEqualTo(0.1);
    }

    @Test
    void of_firstTimeNotZero_shiftsAndSaysSo() {
        String text = rows("t_ms,v_mV,i_pA", "10%.1f,%s,%d");
        assertThat(read(text).notes()).singleElement().asString().contains("t_ms=100.0", "counted from there");
    }

    @Test
    void of_unusualCurrent_warns() {
        assertThat(read(good().replace("i_pA", "i_nA")).notes())
                .singleElement()
                .asString()
                .contains("110.0 nA", "unit");
    }

    @Test
    void read_byteOrderMark_isTolerated(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "\uFEFF" + good());
        assertThat(read(file).voltage_mV().length()).isEqualTo(12);
    }

    @Test
    void read_missingFile_namesIt(@TempDir Path folder) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(folder.resolve("none.csv")))
                .withMessageContaining("recording not found")
                .withMessageContaining("none.csv");
    }

    @Test
    void read_folder_saysSo(@TempDir Path folder) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(folder))
                .withMessageContaining("is a folder");
    }

    @Test
    void read_binaryFile_saysSo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("r.abf");
        Files.write(file, new byte[] {'A', (byte) 0xff, (byte) 0xfe, 0});
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("is not text");
    }

    @Test
    void of_emptyFile_isRefused() {
        for (String text : List.of("", "\n\n", "# only a comment\n")) {
            assertRefused(text).withMessageContaining("r.csv: empty").withMessageContaining("t_ms,v_mV,i_pA");
        }
    }

    @Test
    void of_headerOnly_isRefused() {
        assertRefused("t_ms,v_mV,i_pA\n").withMessageContaining("r.csv:1: 0 samples, at least 10");
    }

    @Test
    void of_noHeader_isRefused() {
        assertRefused(good().substring(good().indexOf('\n') + 1)).withMessageContaining("r.csv:1: no header");
    }

    @Test
    void of_missingColumn_listsWhatIsThere() {
        assertRefused(good().replace("v_mV", "membrane"))
                .withMessageContaining("r.csv:1: missing column v_mV")
                .withMessageContaining("Columns found: t_ms, membrane, i_pA");
    }

    @Test
    void of_columnWithoutUnit_namesTheUnits() {
        assertRefused(good().replace("i_pA", "i"))
                .withMessageContaining("r.csv:1: column 'i' has no unit: call it i_nA or i_pA");
    }

    @Test
    void of_unknownUnit_namesTheUnits() {
        assertRefused(good().replace("i_pA", "i_uS"))
                .withMessageContaining("r.csv:1: column 'i_uS' has the unit 'uS'")
                .withMessageContaining("i_nA or i_pA");
    }

    @Test
    void of_headerInVoltsAndSeconds_isConvertedAndSaysSo() {
        VoltageFile file = read(rows("t_s,v_V,i_uA", "%.1f,%s,%d").replace("0.1,", "0.10,"));
        assertThat(file.voltage_mV().value(3)).isEqualTo(-67_000);
        assertThat(file.voltage_mV().interval_ms()).isEqualTo(100);
        assertThat(file.current_nA().orElseThrow().value(11)).isEqualTo(110_000);
        assertThat(file.notes())
                .contains(
                        "r.csv: column 'v_V' is converted from V to mV",
                        "r.csv: column 't_s' is converted from s to ms");
    }

    @Test
    void of_valuesInVolts_saysSo() {
        assertRefused(rows("t_ms,v_mV,i_pA", "%.1f,-0.07,%3$d"))
                .withMessageContaining("0.07")
                .withMessageContaining("looks like volts")
                .withMessageContaining("multiply the column by 1000");
    }

    @Test
    void of_twoCurrents_isRefused() {
        assertRefused(rows("t_ms,v_mV,i_pA,i_nA", "%.1f,%s,%d,0")).withMessageContaining("same quantity");
    }

    @Test
    void of_columnTwice_isRefused() {
        assertRefused(good().replace("i_pA", "v_mV")).withMessageContaining("column 'v_mV' occurs twice");
    }

    @Test
    void of_notANumber_namesLineColumnAndValue() {
        assertRefused(good().replace("-67.0", "NaN"))
                .withMessage("r.csv:5: column 'v_mV' must hold a finite number: 'NaN'");
        assertRefused(good().replace("-67.0", "n/a"))
                .withMessage("r.csv:5: column 'v_mV' must hold a finite number: 'n/a'");
        assertRefused(good().replace("-67.0", ""))
                .withMessage("r.csv:5: column 'v_mV' must hold a finite number: the cell" + " is empty");
    }

    @Test
    void of_currentShorterThanVoltage_namesTheLine() {
        assertRefused(good().replace("-60.0,100", "-60.0"))
                .withMessageContaining("r.csv:12: the header names 3 columns (t_ms, v_mV, i_pA), this row has 2");
    }

    @Test
    void of_timesThatDecrease_namesTheLine() {
        assertRefused(good().replace("0.3,", "0.05,"))
                .withMessageContaining("r.csv:5: times must increase: t_ms=0.05 follows 0.2");
    }

    @Test
    void of_timeTwice_namesBothLines() {
        assertRefused(good().replace("0.3,", "0.2,"))
                .withMessageContaining("r.csv:5: t_ms=0.2 occurs twice (first in line 4)");
    }

    @Test
    void of_gapInTimes_namesLineAndSteps() {
        assertRefused(good().replace("0.5,-65.0,50\n", ""))
                .withMessageContaining("r.csv:7: times must be equally spaced: expected a step of 0.1 ms, found 0.2");
    }

    @Test
    void of_tooFewSamples_saysHowManyAreNeeded() {
        String text = good().lines().limit(6).collect(Collectors.joining("\n"));
        assertRefused(text).withMessageContaining("5 samples, at least 10 are needed");
    }

    @Test
    void read_otherEncodings_areTolerated(@TempDir Path folder) throws IOException {
        String text = "# 22 \u00b0C\n" + good();
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            Path file = folder.resolve(charset.name() + ".csv");
            Files.write(file, text.getBytes(charset));
            assertThat(read(file).voltage_mV().value(3)).isEqualTo(-67);
        }
    }
}
