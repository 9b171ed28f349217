package dev.ranvier.files.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.text.TextRecording;
import dev.ranvier.files.table.CsvTable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuantityFileTest {
    private static QuantityFile read(String header, Reading reading) {
        int columns = header.split(",").length;
        String rows = IntStream.range(0, 12)
                .mapToObj(k -> String.format(Locale.ROOT, "%.1f", k / 10.0) + ("," + (k + 1)).repeat(columns - 1))
                .collect(Collectors.joining("\n"));
        TextRecording recording = TextRecording.of(CsvTable.parse("r.csv", header + "\n" + rows + "\n"), reading);
        return QuantityFile.of(recording, 0, "r.csv", SweepCut.WHOLE, reading);
    }

    @Test
    void aConcentration_isTakenAsItStands_withVoltageAndCurrentBesideIt() {
        QuantityFile file = read("t_ms,v_mV,i_pA,ca.calcium_mM", Reading.PLAIN.observing("ca.calcium_mM"));
        assertThat(file.recorded().value(11)).isEqualTo(12);
        assertThat(file.voltage_mV().orElseThrow().value(11)).isEqualTo(12);
        assertThat(file.current_nA().orElseThrow().value(11)).isCloseTo(0.012, within(1e-12));
    }

    /** A current that is observed is not taken for the injected one. */
    @Test
    void aCurrent_isConverted_andNeedsNothingBesideIt() {
        Reading named = new Reading(Reading.columns("observed=i_axial_pA"), Optional.empty());
        QuantityFile file = read("t_ms,i_axial_pA", named.observing("i_axial_nA"));
        assertThat(file.recorded().value(11)).isCloseTo(0.012, within(1e-12));
        assertThat(file.voltage_mV()).isEmpty();
        assertThat(file.current_nA()).isEmpty();
    }

    @Test
    void aColumnThatIsNotThere_isAskedFor() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read("t_ms,v_mV,fluo", Reading.PLAIN.observing("ca.calcium_mM")))
                .withMessageContaining("no column 'ca.calcium_mM'")
                .withMessageContaining("--columns observed=NAME")
                .withMessageContaining("fluo");
        assertThat(Reading.columns("observed=fluo:uM")).containsOnlyKeys(Dimension.OTHER);
    }
}
