package dev.ranvier.cli.fitting;

import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.signal.PassiveResponse;
import dev.ranvier.files.signal.QuantityFile;
import dev.ranvier.files.signal.RecordedSweep;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** A recording as it was given: a sweep of a file. */
public sealed interface Recording {
    /** What reports call it. */
    String name();

    /** What was recorded: a voltage, under voltage clamp a current, or anything else. */
    Dimension observed();

    /** Its samples; of a current under voltage clamp the command. */
    SampledSignal samples();

    /** What its file says. */
    RecordedSweep file();

    /**
     * What an electrode recorded.
     *
     * @param file what its file says
     */
    record OfElectrode(String name, VoltageFile file, Dimension observed) implements Recording {
        /** A recorded voltage. */
        public OfElectrode(String name, VoltageFile file) {
            this(name, file, Dimension.VOLTAGE);
        }

        @Override
        public SampledSignal samples() {
            return file.voltage_mV();
        }
    }

    /**
     * A quantity that the model has, too.
     *
     * @param quantity which, and where
     * @param file what its file says
     */
    record OfQuantity(String name, ProbeEntry quantity, QuantityFile file) implements Recording {
        @Override
        public Dimension observed() {
            return Dimension.OTHER;
        }

        @Override
        public SampledSignal samples() {
            return file.recorded();
        }
    }

    /** Reads voltages: sweeps of a file as they were recorded. */
    static List<OfElectrode> read(Path path, SweepList sweeps, SweepCut cut, Reading reading) {
        return read(
                path,
                sweeps,
                reading,
                (file, name) -> sweep -> new OfElectrode(
                        name.apply(sweep), VoltageFile.of(file, sweep, name.apply(sweep), cut, reading)));
    }

    /**
     * Reads currents under voltage clamp.
     *
     * @param leak the sweeps whose passive current is taken from the others, scaled by their commands
     */
    static List<OfElectrode> underClamp(
            Path path, SweepList sweeps, SweepCut cut, Reading reading, Optional<SweepList> leak) {
        return read(path, sweeps, reading, (file, name) -> {
            IntFunction<VoltageFile> taken =
                    sweep -> VoltageFile.underClamp(file, sweep, name.apply(sweep), cut, reading);
            Optional<PassiveResponse> passive = leak.map(small -> PassiveResponse.of(
                    small.of(path, file.sweeps().size()).stream()
                            .map(taken::apply)
                            .toList(),
                    path.toString()));
            return sweep -> {
                VoltageFile whole = taken.apply(sweep);
                return new OfElectrode(
                        name.apply(sweep),
                        passive.map(response -> response.takenFrom(whole, name.apply(sweep)))
                                .orElse(whole),
                        Dimension.CURRENT);
            };
        });
    }

    /** Reads a quantity of the model, which is called in the file as the reading says, or as {@code simulate} calls it. */
    static List<OfQuantity> of(ProbeEntry quantity, Path path, SweepList sweeps, SweepCut cut, Reading reading) {
        Reading observing = reading.observing(quantity.title());
        return read(
                path,
                sweeps,
                observing,
                (file, name) -> sweep -> new OfQuantity(
                        name.apply(sweep), quantity, QuantityFile.of(file, sweep, name.apply(sweep), cut, observing)));
    }

    private static <R extends Recording> List<R> read(
            Path path,
            SweepList sweeps,
            Reading reading,
            BiFunction<RecordingFile, IntFunction<String>, IntFunction<R>> kind) {
        try (RecordingFile file = Recordings.open(path, reading)) {
            int count = file.sweeps().size();
            IntFunction<R> recording = kind.apply(file, sweep -> path + (count == 1 ? "" : " sweep " + (sweep + 1)));
            List<R> recordings = new ArrayList<>();
            for (int sweep : sweeps.of(path, count)) {
                recordings.add(recording.apply(sweep));
            }
            return recordings;
        }
    }
}
