package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.files.recording.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was recorded: voltages in current clamp, or currents in voltage clamp. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ObservedOption {
    @Option(
            names = "--observed",
            paramLabel = "voltage|current",
            description = "What was recorded: voltage, or in voltage clamp current, under the commanded voltage and the"
                    + " electrode in the model's section clamp (default: voltage); once for all recordings or"
                    + " once for each.")
    private List<Dimension> observed = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    ObservedOption() {}

    /** The recordings in these files. */
    List<Recording> read(List<Path> files, RecordingOptions reading) {
        if (observed.size() > 1 && observed.size() != files.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--observed is given " + observed.size() + " times and --recording " + files.size()
                            + " times: say it once for all recordings, or once for each, in their order");
        }
        List<Recording> recordings = new ArrayList<>();
        for (int k = 0; k < files.size(); k++) {
            recordings.addAll(reading.read(files.get(k), reading.sweeps(), of(k)));
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

    /** Whether all recordings are of currents, so that those that are held out are too. */
    Dimension ofHeldOut() {
        return of(0);
    }
}
