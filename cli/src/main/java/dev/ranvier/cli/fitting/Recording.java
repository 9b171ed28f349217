package dev.ranvier.cli.fitting;

import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.files.signal.VoltageFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording as it was given: a sweep of a file.
 *
 * @param name what reports call it
 * @param file what its file says
 * @param observed what was recorded: a voltage, or under voltage clamp a current
 */
public record Recording(String name, VoltageFile file, Dimension observed) {
    /** A recorded voltage. */
    public Recording(String name, VoltageFile file) {
        this(name, file, Dimension.VOLTAGE);
    }

    /**
     * Reads sweeps of a file; notes about the file itself are those of the first of them.
     *
     * @param sweeps which
     * @param cut which part of each, and what is done to it
     * @param reading what the person says about the file
     * @param observed what was recorded: a voltage, or under voltage clamp a current
     */
    public static List<Recording> read(Path path, SweepList sweeps, SweepCut cut, Reading reading, Dimension observed) {
        try (RecordingFile file = Recordings.open(path, reading)) {
            List<Recording> recordings = new ArrayList<>();
            int count = file.sweeps().size();
            for (int sweep : sweeps.of(path, count)) {
                String name = path + (count == 1 ? "" : " sweep " + (sweep + 1));
                VoltageFile taken = observed == Dimension.CURRENT
                        ? VoltageFile.underClamp(file, sweep, name, cut, reading)
                        : VoltageFile.of(file, sweep, name, cut, reading);
                recordings.add(new Recording(name, taken, observed));
            }
            return recordings;
        }
    }
}
