package dev.ranvier.cli.fitting;

import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.signal.PassiveResponse;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.files.signal.VoltageFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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

    /** Reads sweeps of a file as they were recorded. */
    public static List<Recording> read(Path path, SweepList sweeps, SweepCut cut, Reading reading, Dimension observed) {
        return read(path, sweeps, cut, reading, observed, Optional.empty());
    }

    /**
     * Reads sweeps of a file; notes about the file itself are those of the first of them.
     *
     * @param sweeps which
     * @param cut which part of each, and what is done to it
     * @param reading what the person says about the file
     * @param observed what was recorded: a voltage, or under voltage clamp a current
     * @param leak under voltage clamp, the sweeps whose passive current is taken from the others, scaled by their commands
     */
    public static List<Recording> read(
            Path path, SweepList sweeps, SweepCut cut, Reading reading, Dimension observed, Optional<SweepList> leak) {
        try (RecordingFile file = Recordings.open(path, reading)) {
            List<Recording> recordings = new ArrayList<>();
            int count = file.sweeps().size();
            IntFunction<VoltageFile> taken = sweep -> observed == Dimension.CURRENT
                    ? VoltageFile.underClamp(file, sweep, name(path, count, sweep), cut, reading)
                    : VoltageFile.of(file, sweep, name(path, count, sweep), cut, reading);
            Optional<PassiveResponse> passive = leak.map(small -> PassiveResponse.of(
                    small.of(path, count).stream().map(taken::apply).toList(), path.toString()));
            for (int sweep : sweeps.of(path, count)) {
                String name = name(path, count, sweep);
                VoltageFile whole = taken.apply(sweep);
                recordings.add(new Recording(
                        name,
                        passive.map(response -> response.takenFrom(whole, name)).orElse(whole),
                        observed));
            }
            return recordings;
        }
    }

    private static String name(Path path, int count, int sweep) {
        return path + (count == 1 ? "" : " sweep " + (sweep + 1));
    }
}
