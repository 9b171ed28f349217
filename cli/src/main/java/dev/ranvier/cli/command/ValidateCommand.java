package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.validation.Validation;
import dev.ranvier.cli.validation.ValidationFiles;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.morphology.Morphology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier validate}. */
@Command(
        name = "validate",
        description = {
            "Runs a model beside recordings that it was not fitted to, and says how well it predicts them: voltage,"
                    + " spikes and their coincidence, eFEL's features. Recordings of the same current are repeats, by"
                    + " which the cell's own reliability is known.",
            "",
            "Writes into DIR: report.html to look at; trace.csv and summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier validate fitted/model.yaml --recording cell.abf --sweep 8,12 --out validated",
            "  ranvier validate fitted/model.yaml --recording a.ibw --recording b.ibw --columns current=i.ibw"
                    + " --score-from-ms 10000 --out validated"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ValidateCommand implements Callable<Integer> {
    private static final double FARTHEST_mV = 200;

    @Parameters(
            index = "0",
            paramLabel = "MODEL.yaml",
            description = "The model; a marked number is what it starts from.")
    private Path modelPath;

    @Option(
            names = "--recording",
            paramLabel = "R.csv",
            required = true,
            description = "A recording, as for 'ranvier fit'. May be given several times.")
    private List<Path> recordings;

    @Mixin
    private RecordingOptions reading;

    @Mixin
    private ObservedOption observed;

    @Mixin
    private LeadOption lead;

    @Option(
            names = "--score-from-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "What comes before in each recording is simulated and not judged (default: all is judged).")
    private double from_ms;

    @Option(
            names = "--threshold",
            paramLabel = "MV",
            defaultValue = "0",
            description = "Voltage in mV through which a spike rises (default ${DEFAULT-VALUE}).")
    private double threshold_mV;

    @Option(names = "--dt", paramLabel = "MS", description = "Time step in ms (default: the model's, or 0.0125).")
    private Optional<Double> dt_ms;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    ValidateCommand() {}

    @Override
    public Integer call() throws IOException {
        require(from_ms >= 0 && Double.isFinite(from_ms), "--score-from-ms must be a time in ms, or 0: " + from_ms);
        require(
                Math.abs(threshold_mV) <= FARTHEST_mV,
                "--threshold must lie in [-" + FARTHEST_mV + ", " + FARTHEST_mV + "] mV: " + threshold_mV);
        double dt = dt_ms.orElse(1.0);
        require(dt > 0 && Double.isFinite(dt), "--dt must be a positive time in ms: " + dt);
        PrintWriter err = spec.commandLine().getErr();
        ModelFile model = ModelReader.read(modelPath, Morphology.USUAL_LIMIT);
        Validation validation = Validation.of(new Validation.Question(
                modelPath,
                model,
                observed.read(model, recordings, 0, reading),
                observed.sites(),
                lead.lead_ms(),
                from_ms,
                threshold_mV,
                dt_ms,
                CommandText.of(spec)));
        validation.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(outputPath)) {
            String written = staging.publish(place -> ValidationFiles.write(validation, place));
            json.print(ValidationFiles.summary(validation), spec.commandLine().getOut());
            RanvierCommand.say(err, validation.verdict());
            err.println("ranvier: " + written);
            return ExitCode.DONE;
        }
    }

    private void require(boolean isGood, String message) {
        if (!isGood) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
