package dev.ranvier.cli.table;

import dev.ranvier.cli.input.Quantity;
import dev.ranvier.model.Recording;
import java.nio.file.Path;
import java.util.List;

/**
 * A current-clamp recording read from a table with t_ms, v_mV and i_pA or i_nA.
 *
 * @param recording what was recorded, from time 0
 * @param notes what the person should know about how the file was understood
 */
public record RecordingFile(Recording recording, List<String> notes) {
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
        table.column("i", Quantity.CURRENT); // which a voltage file may lack
        VoltageFile all = VoltageFile.of(table, file);
        return new RecordingFile(
                new Recording(all.voltage_mV(), all.current_nA().orElseThrow()), all.notes());
    }
}
