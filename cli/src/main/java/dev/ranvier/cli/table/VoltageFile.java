package dev.ranvier.cli.table;

import dev.ranvier.files.table.CsvTable;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Quantity;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A recorded voltage read from a table with t_ms and v_mV, and the current that was injected, i_pA or i_nA, if the table has it.
 *
 * @param voltage_mV what was recorded, from time 0
 * @param current_nA what was injected, each sample holding until the next
 * @param notes what the person should know about how the file was understood
 */
public record VoltageFile(SampledSignal voltage_mV, Optional<SampledSignal> current_nA, List<String> notes) {
    private static final int FEWEST_SAMPLES = 10;
    private static final double LARGEST_USUAL_CURRENT_nA = 100, SMALLEST_USUAL_CURRENT_nA = 1e-6;
    private static final String CURRENT = "i";

    /** Copies the notes. */
    public VoltageFile {
        notes = List.copyOf(notes);
    }

    /** Reads a file. */
    public static VoltageFile read(Path file) {
        return of(CsvTable.read(file, "recording"), file.toString());
    }

    /** Takes a table; {@code file} is for the notes. */
    public static VoltageFile of(CsvTable table, String file) {
        double[] voltage_mV = table.column("v", Quantity.VOLTAGE);
        Optional<double[]> current_nA =
                table.mentions(CURRENT) ? Optional.of(table.column(CURRENT, Quantity.CURRENT)) : Optional.empty();
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
        current_nA.flatMap(values -> unusual(largest(values), file)).ifPresent(notes::add);
        return new VoltageFile(
                new SampledSignal(times.interval_ms(), voltage_mV),
                current_nA.map(values -> new SampledSignal(times.interval_ms(), values)),
                notes);
    }

    private static Optional<String> unusual(double largest_nA, String file) {
        return largest_nA > LARGEST_USUAL_CURRENT_nA || (largest_nA > 0 && largest_nA < SMALLEST_USUAL_CURRENT_nA)
                ? Optional.of("the largest current in " + file + " is " + largest_nA
                        + " nA, which is unusual: is the unit in the header right?")
                : Optional.empty();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
