package dev.ranvier.cli.table;

import dev.ranvier.files.table.CsvTable;
import dev.ranvier.files.input.Quantity;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.List;

/**
 * A signal over time read from a table.
 *
 * @param signal the signal in the engine's unit, from time 0
 * @param notes what the person should know about how the file was understood
 */
public record SignalFile(SampledSignal signal, List<String> notes) {
    /** Copies the notes. */
    public SignalFile {
        notes = List.copyOf(notes);
    }

    /** A current [nA] from a table with t_ms and i_pA or i_nA. */
    public static SignalFile current(Path file) {
        return read(file, "current file", "i", Quantity.CURRENT);
    }

    /** A voltage [mV] from a table with t_ms and v_mV. */
    public static SignalFile voltage(Path file) {
        return read(file, "command file", "v", Quantity.VOLTAGE);
    }

    private static SignalFile read(Path file, String what, String stem, Quantity quantity) {
        CsvTable table = CsvTable.read(file, what);
        double[] values = table.column(stem, quantity);
        SampleTimes times = SampleTimes.of(table, 2);
        return new SignalFile(
                new SampledSignal(times.interval_ms(), values),
                times.shiftNote(file.toString()).stream().toList());
    }
}
