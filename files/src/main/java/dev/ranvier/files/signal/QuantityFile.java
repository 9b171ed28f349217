package dev.ranvier.files.signal;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Signal;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A quantity that is no voltage at an electrode and no current of one, such as a concentration, and the voltage and the injected
 * current beside it, if the file has them.
 *
 * @param recorded what was recorded, from time 0: currents in nA, voltages in mV, all else as it stands
 * @param voltage_mV the voltage that was recorded with it
 * @param current_nA what was injected, each sample holding until the next
 * @param notes what the person should know about how the file was understood
 */
public record QuantityFile(
        SampledSignal recorded,
        Optional<SampledSignal> voltage_mV,
        Optional<SampledSignal> current_nA,
        List<String> notes)
        implements RecordedSweep {
    /** Copies the notes. */
    public QuantityFile {
        notes = List.copyOf(notes);
    }

    /**
     * Takes a sweep of a file, from 0, called {@code name} in notes, as it is read and treated.
     *
     * @throws BadInputException if the reading names no column or channel that is there
     */
    public static QuantityFile of(RecordingFile file, int sweep, String name, SweepCut cut, Reading reading) {
        if (cut.treatment().needsCurrent() || cut.treatment().junction_mV().isPresent()) {
            throw new BadInputException(name + ": --bridge and --junction are for recordings of the voltage");
        }
        Signal quantity = Signal.recorded(file, sweep, Dimension.OTHER, reading)
                .orElseThrow(() -> new IllegalArgumentException("the reading does not say which column it is"));
        SweepCut.Range range = VoltageFile.range(file, sweep, name, cut);
        double interval_ms = file.sweeps().get(sweep).interval_ms();
        Function<Signal, SampledSignal> recorded = signal -> new SampledSignal(
                interval_ms * cut.treatment().downsample(),
                cut.treatment().recorded(signal.read(range.from(), range.to()), interval_ms));
        Function<Signal, SampledSignal> driving = signal -> new SampledSignal(
                interval_ms * cut.treatment().downsample(),
                cut.treatment().driving(signal.read(range.from(), range.to())));
        List<String> notes = new ArrayList<>(file.header().notes());
        notes.add(name + ": what is observed is " + quantity.channel().name());
        notes.addAll(cut.notes(name, range));
        return new QuantityFile(
                recorded.apply(quantity),
                Signal.recorded(file, sweep, Dimension.VOLTAGE, reading).map(recorded),
                Signal.given(file, sweep, Dimension.CURRENT, reading).map(driving),
                notes);
    }
}
