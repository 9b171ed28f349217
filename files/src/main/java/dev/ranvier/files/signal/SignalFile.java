package dev.ranvier.files.signal;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.recording.Signal;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.List;

/**
 * A signal over time read from a file of one sweep.
 *
 * @param signal the signal in the engine's unit, from time 0
 * @param notes what the person should know about how the file was understood
 */
public record SignalFile(SampledSignal signal, List<String> notes) {
    /** Copies the notes. */
    public SignalFile {
        notes = List.copyOf(notes);
    }

    /** A current [nA]: of a table the columns t_ms and i_pA or i_nA. */
    public static SignalFile current(Path file) {
        return read(file, Dimension.CURRENT);
    }

    /** A voltage [mV]: of a table the columns t_ms and v_mV. */
    public static SignalFile voltage(Path file) {
        return read(file, Dimension.VOLTAGE);
    }

    private static SignalFile read(Path path, Dimension dimension) {
        try (RecordingFile file = Recordings.open(path, Reading.PLAIN)) {
            if (file.sweeps().size() > 1) {
                throw new BadInputException(path + " holds " + file.sweeps().size()
                        + " sweeps: take one out of it with 'ranvier recording " + path + " --sweep 1 --out ONE.csv'");
            }
            Sweep sweep = file.sweeps().getFirst();
            Signal signal =
                    Signal.given(file, 0, dimension, Reading.PLAIN).orElseThrow(() -> file.lacking(0, dimension));
            if (sweep.samples() < 2) {
                throw new BadInputException(file.place() + ": " + sweep.samples() + " samples, at least 2 are needed");
            }
            return new SignalFile(
                    new SampledSignal(sweep.interval_ms(), signal.read(0, sweep.samples())),
                    file.header().notes());
        }
    }
}
