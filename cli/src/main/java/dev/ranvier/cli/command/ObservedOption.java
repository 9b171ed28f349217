package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was recorded, voltages in current clamp or currents in voltage clamp, and where. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ObservedOption {
    @Option(
            names = "--observed",
            paramLabel = "voltage|current",
            description = "What was recorded: voltage, or in voltage clamp current, under the commanded voltage and the"
                    + " electrode in the model's section clamp (default: voltage); once for all recordings or"
                    + " once for each.")
    private List<Dimension> observed = new ArrayList<>();

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

    /** The recordings in files, beside so many files that are held out. */
    List<Recording> read(List<Path> files, int heldOut, RecordingOptions reading) {
        if (observed.size() > 1 && observed.size() != files.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--observed is given " + observed.size() + " times and --recording " + files.size()
                            + " times: say it once for all recordings, or once for each, in their order");
        }
        if (leakSweeps.isPresent() && !observed.contains(Dimension.CURRENT)) {
            throw new ParameterException(
                    spec.commandLine(), "--leak-sweeps is for currents under voltage clamp: add --observed current");
        }
        List<Reading> readings = reading.readings(files.size() + heldOut);
        List<Recording> recordings = new ArrayList<>();
        for (int k = 0; k < files.size(); k++) {
            recordings.addAll(
                    Recording.read(files.get(k), reading.sweeps(), reading.cut(), readings.get(k), of(k), leak(of(k))));
        }
        return recordings;
    }

    private Dimension of(int file) {
        Dimension dimension = observed.isEmpty() ? Dimension.VOLTAGE : observed.get(observed.size() == 1 ? 0 : file);
        if (dimension != Dimension.VOLTAGE && dimension != Dimension.CURRENT) {
            throw new ParameterException(spec.commandLine(), "--observed must be voltage or current");
        }
        return dimension;
    }

    /** Sweeps of files that are held out, of which was recorded what was of the first of so many others. */
    List<Recording> heldOut(List<Path> heldOut, int files, SweepList sweeps, RecordingOptions reading) {
        List<Reading> readings = reading.readings(files + heldOut.size());
        List<Recording> recordings = new ArrayList<>();
        for (int k = 0; k < heldOut.size(); k++) {
            recordings.addAll(
                    Recording.read(heldOut.get(k), sweeps, reading.cut(), readings.get(files + k), of(0), leak(of(0))));
        }
        return recordings;
    }

    private Optional<SweepList> leak(Dimension of) {
        return leakSweeps.filter(_ -> of == Dimension.CURRENT).map(SweepList::new);
    }
}
