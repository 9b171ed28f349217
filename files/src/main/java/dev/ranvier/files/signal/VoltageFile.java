package dev.ranvier.files.signal;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Signal;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.recording.Treatment;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A recorded voltage and the current that was injected, if the file has it, or a commanded voltage and the current that was recorded.
 *
 * @param voltage_mV what was recorded or commanded, from time 0
 * @param current_nA what was injected, each sample holding until the next, or recorded
 * @param notes what the person should know about how the file was understood
 */
public record VoltageFile(SampledSignal voltage_mV, Optional<SampledSignal> current_nA, List<String> notes)
        implements RecordedSweep {
    private static final int FEWEST_SAMPLES = 10;
    /** Of the range of what drives a cell: more than its noise. */
    private static final double DRIVEN = 0.05;

    private static final double LARGEST_USUAL_CURRENT_nA = 100, SMALLEST_USUAL_CURRENT_nA = 1e-6;

    /** Copies the notes. */
    public VoltageFile {
        notes = List.copyOf(notes);
    }

    /** Takes a sweep of a file, from 0, called {@code name} in notes, as it is read and treated. */
    public static VoltageFile of(RecordingFile file, int sweep, String name, SweepCut cut, Reading reading) {
        Signal voltage = Signal.recorded(file, sweep, Dimension.VOLTAGE, reading)
                .orElseThrow(() -> file.lacking(sweep, Dimension.VOLTAGE));
        return of(file, sweep, name, cut, voltage, Signal.driving(voltage, reading));
    }

    /** The same of a sweep in which the current may have been recorded under a commanded voltage. */
    public static VoltageFile ofEitherClamp(RecordingFile file, int sweep, String name, SweepCut cut, Reading reading) {
        Signal voltage = Signal.given(file, sweep, Dimension.VOLTAGE, reading)
                .orElseThrow(() -> file.lacking(sweep, Dimension.VOLTAGE));
        return voltage.isCommand()
                        && Signal.recorded(file, sweep, Dimension.CURRENT, reading)
                                .isPresent()
                ? underClamp(file, sweep, name, cut, reading)
                : of(file, sweep, name, cut, reading);
    }

    /** A sweep in which the current was recorded under a commanded voltage: the voltage is the command. */
    public static VoltageFile underClamp(RecordingFile file, int sweep, String name, SweepCut cut, Reading reading) {
        Signal current = Signal.recorded(file, sweep, Dimension.CURRENT, reading)
                .orElseThrow(() -> file.lacking(sweep, Dimension.CURRENT));
        Signal command = Signal.driving(current, reading).orElseThrow(() -> file.lacking(sweep, Dimension.VOLTAGE));
        if (cut.treatment().needsCurrent()) {
            throw new BadInputException(
                    name + ": --bridge is for current clamp. Under voltage clamp the electrode is in"
                            + " the model: clamp: {resistance_MOhm: 10, compensation: 0.7}");
        }
        Sweep shape = file.sweeps().get(sweep);
        SweepCut.Range range = range(file, sweep, name, cut);
        double[] command_mV = command.read(range.from(), range.to());
        requireMillivolts(file, command, command_mV);
        double[] current_nA = current.read(range.from(), range.to());
        List<String> notes = new ArrayList<>(file.header().notes());
        notes.add(name + ": under voltage clamp, the command is "
                + command.channel().described());
        noteSize(name, largest(current_nA), notes);
        notes.addAll(cut.notes(name, range));
        noteDrift(name, cut, current_nA, command_mV, shape.interval_ms(), "nA", notes);
        double junction_mV = cut.treatment().junction_mV().orElse(0.0);
        for (int k = 0; k < command_mV.length; k++) {
            command_mV[k] -= junction_mV;
        }
        double interval_ms = shape.interval_ms() * cut.treatment().downsample();
        return new VoltageFile(
                new SampledSignal(interval_ms, cut.treatment().driving(command_mV)),
                Optional.of(new SampledSignal(interval_ms, cut.treatment().recorded(current_nA, shape.interval_ms()))),
                notes);
    }

    /** The samples that are taken of a sweep; refuses too few. */
    static SweepCut.Range range(RecordingFile file, int sweep, String name, SweepCut cut) {
        SweepCut.Range range = cut.range(file, sweep, name);
        if (range.samples() / cut.treatment().downsample() < FEWEST_SAMPLES) {
            throw new BadInputException(
                    file.place() + ": " + range.samples() / cut.treatment().downsample() + " samples, at least "
                            + FEWEST_SAMPLES + " are needed");
        }
        return range;
    }

    private static void requireMillivolts(RecordingFile file, Signal voltage, double[] voltage_mV) {
        double largest_mV = largest(voltage_mV);
        if (largest_mV < 1 && !(voltage.isCommand() && largest_mV == 0)) {
            throw new BadInputException(
                    file.place() + ": no voltage exceeds " + largest_mV + " in absolute value: this looks like volts."
                            + " v_mV is in millivolts: multiply the column by 1000, or say --columns voltage="
                            + voltage.channel().name() + ":V");
        }
    }

    private static VoltageFile of(
            RecordingFile file, int sweep, String name, SweepCut cut, Signal voltage, Optional<Signal> current) {
        Sweep shape = file.sweeps().get(sweep);
        SweepCut.Range range = range(file, sweep, name, cut);
        if (cut.treatment().needsCurrent() && current.isEmpty()) {
            throw new BadInputException(name + ": --bridge needs the injected current, which is not in the file");
        }
        double[] voltage_mV = voltage.read(range.from(), range.to());
        double[] current_nA =
                current.map(signal -> signal.read(range.from(), range.to())).orElse(new double[0]);
        requireMillivolts(file, voltage, voltage_mV);
        List<String> notes = new ArrayList<>(file.header().notes());
        current.ifPresent(signal -> note(signal, name, largest(current_nA), notes));
        notes.addAll(cut.notes(name, range));
        noteDrift(name, cut, voltage_mV, current_nA, shape.interval_ms(), "mV", notes);
        double interval_ms = shape.interval_ms() * cut.treatment().downsample();
        return new VoltageFile(
                new SampledSignal(interval_ms, cut.treatment().voltage_mV(voltage_mV, current_nA, shape.interval_ms())),
                current.map(_ -> new SampledSignal(interval_ms, cut.treatment().driving(current_nA))),
                notes);
    }

    private static void note(Signal current, String name, double largest_nA, List<String> notes) {
        if (current.isCommand()) {
            notes.add(name + ": the injected current is the command "
                    + current.channel().described());
        }
        noteSize(name, largest_nA, notes);
    }

    /** How much is taken out; and whether what drove the cell was another at the end, which is no drift. */
    private static void noteDrift(
            String name,
            SweepCut cut,
            double[] recorded,
            double[] driving,
            double interval_ms,
            String unit,
            List<String> notes) {
        Treatment treatment = cut.treatment();
        treatment.drift(recorded, interval_ms).ifPresent(drift -> {
            double driven = treatment.drift(driving, interval_ms).orElse(0);
            double range = Arrays.stream(driving).max().orElse(0)
                    - Arrays.stream(driving).min().orElse(0);
            notes.add(name + ": the drift that is taken out is " + Shown.number(drift) + " " + unit
                    + (Math.abs(driven) > DRIVEN * range
                            ? ", but what drove the cell is not the same in the last of it as in the first: this may"
                                    + " be its answer, and no drift"
                            : ""));
        });
    }

    private static void noteSize(String name, double largest_nA, List<String> notes) {
        if (largest_nA > LARGEST_USUAL_CURRENT_nA || (largest_nA > 0 && largest_nA < SMALLEST_USUAL_CURRENT_nA)) {
            notes.add("the largest current in " + name + " is " + largest_nA
                    + " nA, which is unusual: is the unit in the header right?");
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
