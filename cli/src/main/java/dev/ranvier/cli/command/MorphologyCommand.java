package dev.ranvier.cli.command;

import dev.ranvier.cli.morphology.MorphologyPage;
import dev.ranvier.cli.morphology.MorphologySurvey;
import dev.ranvier.cli.output.WrittenFile;
import dev.ranvier.files.input.BadInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier morphology}. */
@Command(
        name = "morphology",
        description = {
            "Says what is in an SWC file: branches, lengths, areas and radii by type, sizes no neuron has, and what"
                    + " repairs would do; of a file that is refused, which of them would make it readable.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier morphology cell.swc --plot cell.html",
            "  ranvier morphology em.swc --um-per-unit 0.001"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MorphologyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE.swc", description = "The file.")
    private Path file;

    @Option(
            names = "--plot",
            paramLabel = "PAGE.html",
            description = "Write a page with the cell drawn; of a file that is refused, as repairs would make it.")
    private Optional<Path> plotPath;

    @Option(
            names = "--um-per-unit",
            paramLabel = "UM",
            defaultValue = "1",
            description = "How long a unit of the file is (default ${DEFAULT-VALUE}).")
    private double um_per_unit;

    @Spec
    private CommandSpec spec;

    MorphologyCommand() {}

    @Override
    public Integer call() {
        if (!(um_per_unit >= 1e-9 && um_per_unit <= 1e9)) {
            throw new ParameterException(spec.commandLine(), "--um-per-unit must lie in [1e-9, 1e9]: " + um_per_unit);
        }
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        MorphologySurvey survey = MorphologySurvey.of(file, um_per_unit);
        plotPath.ifPresent(page -> {
            WrittenFile.write(page, MorphologyPage.html(survey, CommandText.of(spec)));
            RanvierCommand.say(err, "wrote " + page);
        });
        survey.refusal().ifPresent(refusal -> {
            throw new BadInputException(refusal);
        });
        survey.lines().forEach(out::println);
        out.flush();
        survey.warnings().forEach(warning -> RanvierCommand.say(err, warning));
        return ExitCode.DONE;
    }
}
