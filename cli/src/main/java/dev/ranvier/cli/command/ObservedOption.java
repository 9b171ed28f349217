package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.record.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was recorded, voltages in current clamp, currents in voltage clamp or another quantity of the model, and where. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ObservedOption {
    private static final String VOLTAGE = "voltage", CURRENT = "current";

    @Option(
            names = "--observed",
            paramLabel = "voltage|current|NAME",
            description = "What was recorded: voltage; in voltage clamp current, under the commanded voltage and the"
                    + " electrode in the model's section clamp; or anything that a model's list record can name, as"
                    + " axial or ca.calcium_mM@apical[0](0.5), in a column that is called as simulate calls it or as"
                    + " --columns observed= says (default: voltage); once for all recordings or once for each.")
    private List<String> observed = new ArrayList<>();

    @Option(
            names = "--leak-sweeps",
            paramLabel = "3|2,5-7",
            description =
                    "Under voltage clamp, P/N: sweeps of the recording whose steps open no channel. What flows in them,"
                            + " times how much larger a sweep's step is, is subtracted, and the current before the"
                            + " step (default: none).")
    private Optional<String> leakSweeps;

    @Option(
            names = "--at",
            paramLabel = "BRANCH(0.5)",
            description = "Where the voltage was recorded (default: the middle of the root); once for all recordings or"
                    + " once for each.")
    private List<String> sites = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    ObservedOption() {}

    /** Where, once for all recordings or once for each; empty for the middle of the root. */
    List<String> sites() {
        return sites;
    }

    /** The recordings in files of what a model has, beside so many files that are held out. */
    List<Recording> read(ModelFile model, List<Path> files, int heldOut, RecordingOptions reading) {
        if (observed.size() > 1 && observed.size() != files.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--observed is given " + observed.size() + " times and --recording " + files.size()
                            + " times: say it once for all recordings, or once for each, in their order");
        }
        if (leakSweeps.isPresent() && !observed.contains(CURRENT)) {
            throw new ParameterException(
                    spec.commandLine(), "--leak-sweeps is for currents under voltage clamp: add --observed current");
        }
        List<Reading> readings = reading.readings(files.size() + heldOut);
        List<Recording> recordings = new ArrayList<>();
        for (int k = 0; k < files.size(); k++) {
            recordings.addAll(read(model, of(k), files.get(k), reading.sweeps(), reading.cut(), readings.get(k)));
        }
        return recordings;
    }

    /** Sweeps of files that are held out, of which was recorded what was of the first of so many others. */
    List<Recording> heldOut(
            ModelFile model, List<Path> heldOut, int files, SweepList sweeps, RecordingOptions reading) {
        List<Reading> readings = reading.readings(files + heldOut.size());
        List<Recording> recordings = new ArrayList<>();
        for (int k = 0; k < heldOut.size(); k++) {
            recordings.addAll(read(model, of(0), heldOut.get(k), sweeps, reading.cut(), readings.get(files + k)));
        }
        return recordings;
    }

    private String of(int file) {
        return observed.isEmpty() ? VOLTAGE : observed.get(observed.size() == 1 ? 0 : file);
    }

    private List<? extends Recording> read(
            ModelFile model, String of, Path file, SweepList sweeps, SweepCut cut, Reading reading) {
        return switch (of) {
            case VOLTAGE -> Recording.read(file, sweeps, cut, reading);
            case CURRENT -> Recording.underClamp(file, sweeps, cut, reading, leakSweeps.map(SweepList::new));
            default -> Recording.of(quantity(model, of), file, sweeps, cut, reading);
        };
    }

    private ProbeEntry quantity(ModelFile model, String name) {
        ProbeEntry quantity = model.probe(
                name,
                message -> new BadInputException(
                        "--observed must be voltage or current, or name what the model" + " has: " + message));
        if (quantity.probe() instanceof Probe.Voltage
                || quantity.probe() instanceof Probe.ElectrodeCurrent
                || quantity.probe() instanceof Probe.ClampCurrent) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--observed " + name + ": say voltage, with --at if it was recorded elsewhere than at the root, or"
                            + " current for what a voltage clamp injects");
        }
        return quantity;
    }
}
