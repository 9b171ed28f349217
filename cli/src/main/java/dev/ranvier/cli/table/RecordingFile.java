package dev.ranvier.cli.table;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.Quantity;
import dev.ranvier.model.Recording;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A current-clamp recording read from a table with t_ms, v_mV and i_pA or i_nA.
 *
 * @param recording what was recorded, from time 0
 * @param notes what the person should know about how the file was understood
 */
public record RecordingFile(Recording recording, List<String> notes) {
    private static final int FEWEST_SAMPLES = 10;
    private static final double LARGEST_USUAL_CURRENT_nA = 100, SMALLEST_USUAL_CURRENT_nA = 1e-6;

    /** Copies the notes. */
    public RecordingFile {
        notes = List.copyOf(notes);
    }

    /** Reads a file. */
    public static RecordingFile read(Path file) {
        return of(CsvTable.read(file, "recording"), file.toString());
    }

    /** Takes a table; {@code file} is for the notes. */
    public static RecordingFile of(CsvTable table, String file) {
        double[] voltage_mV = table.column("v", Quantity.VOLTAGE);
        double[] current_nA = table.column("i", Quantity.CURRENT);
        SampleTimes times = SampleTimes.of(table, FEWEST_SAMPLES);
        double largest_mV = largest(voltage_mV);
        if (largest_mV < 1) {
            throw new BadInputException(
                    table.header(),
                    "no voltage exceeds " + largest_mV + " in absolute value: this looks like volts. v_mV is in"
                            + " millivolts: multiply the column by 1000");
        }
        List<String> notes = new ArrayList<>();
        times.shiftNote(file).ifPresent(notes::add);
        double largest_nA = largest(current_nA);
        if (largest_nA > LARGEST_USUAL_CURRENT_nA || (largest_nA > 0 && largest_nA < SMALLEST_USUAL_CURRENT_nA)) {
            notes.add("the largest current in " + file + " is " + largest_nA
                    + " nA, which is unusual: is the unit in the header right?");
        }
        return new RecordingFile(
                new Recording(
                        new SampledSignal(times.interval_ms(), voltage_mV),
                        new SampledSignal(times.interval_ms(), current_nA)),
                notes);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
