package dev.ranvier.cli.command;

import dev.ranvier.cli.export.ExportFormat;
import dev.ranvier.cli.export.ModelExport;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.morphology.Morphology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier export}. */
@Command(
        name = "export",
        description = {
            "Writes the channels of a model for other programs. nmodl: a .mod file each, and cell.py, which runs the"
                    + " cell with its morphology in NEURON; csv: x_inf and tau over voltage; formula: a .channel.yaml"
                    + " each.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier export found/model.yaml --format nmodl --out neuron",
            "  ranvier export found/model.yaml --format nmodl --channel k --out neuron",
            "",
            "In NEURON: cd neuron && nrnivmodl && python3 cell.py"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.yaml", description = "The model.")
    private Path modelPath;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "What to write: ${COMPLETION-CANDIDATES}, in lower case too.")
    private ExportFormat format;

    @Option(names = "--channel", paramLabel = "NAME", description = "This channel only.")
    private Optional<String> channel;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the files.")
    private Path outputPath;

    @Spec
    private CommandSpec spec;

    ExportCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ModelExport export = new ModelExport(ModelReader.read(modelPath, Morphology.USUAL_LIMIT), modelPath.toString());
        try (Staging staging = Staging.in(outputPath)) {
            List<String> leftOut = export.write(format, channel, staging);
            leftOut.forEach(note -> RanvierCommand.say(err, note));
            RanvierCommand.say(err, staging.publish());
        }
        return ExitCode.DONE;
    }
}
