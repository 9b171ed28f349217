package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.cli.output.WrittenFile;
import dev.ranvier.cli.recording.ElectrodeFit;
import dev.ranvier.cli.recording.FlexibleCell;
import dev.ranvier.cli.recording.RecordingPage;
import dev.ranvier.cli.recording.RecordingSurvey;
import dev.ranvier.cli.recording.SpikeElectrode;
import dev.ranvier.cli.recording.SpikingCell;
import dev.ranvier.cli.recording.StepElectrode;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Recordings;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.model.SampledSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier recording}. */
@Command(
        name = "recording",
        description = {
            "Lists what a file of recordings holds: format, protocol, channels with units, commands, and of each sweep"
                    + " the voltage at rest and the spikes (rises through 0 mV).",
            "",
            "Reads ABF 1 and 2, NWB, CSV and text with tabs, semicolons or blanks, ATF, .npy, .npz and Igor binary"
                    + " waves. Sweeps are counted from 1.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier recording cell.abf --plot cell.html",
            "  ranvier recording cell.abf --sweep 3 --from-ms 200 --to-ms 900 --filter-khz 5 --downsample 2 --out"
                    + " R.csv",
            "  ranvier recording cell.abf --sweep 1,6,11 --cell cell.yaml",
            "  ranvier recording rig.txt --columns time=Zeit:s,voltage=2:V,current=3:pA"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RecordingCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The file; of --cell and --electrode all files of the cell.")
    private List<Path> paths;

    @Option(names = "--plot", paramLabel = "PAGE.html", description = "Write an overview with drawings.")
    private Optional<Path> plotPath;

    @Option(
            names = "--out",
            paramLabel = "R.csv",
            description = "Write one sweep, or the part of it that is asked for, as t_ms, v_mV and i_nA.")
    private Optional<Path> outPath;

    @Option(
            names = "--electrode",
            description =
                    "Measure what bridge balance left of the electrode: by one sweep of noise that does not spike, of"
                            + " which the passive membrane is told too, or by steps.")
    private boolean electrode;

    @Option(
            names = "--cell",
            paramLabel = "CELL.yaml",
            description =
                    "Write a model to be fitted: the flexible cell of the examples, its size, leak and threshold those"
                            + " of the sweeps, which spike and have a current.")
    private Optional<Path> cellPath;

    @Option(
            names = "--threshold",
            paramLabel = "MV",
            description =
                    "Of --cell, where its spikes begin, if not where the sweeps' do (rise by 10 mV/ms): cells with"
                            + " others are other starts of a fit.")
    private Optional<Double> threshold_mV;

    @Mixin
    private RecordingOptions options;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    RecordingCommand() {}

    @Override
    public Integer call() throws IOException {
        check();
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        if (electrode) {
            measureElectrode(options.read(paths), out);
        } else if (cellPath.isPresent()) {
            writeCell(options.read(paths), cellPath.get(), err);
        } else {
            List<Reading> readings = options.readings(paths.size());
            for (int k = 0; k < paths.size(); k++) {
                look(paths.get(k), readings.get(k), out, err);
            }
        }
        return ExitCode.DONE;
    }

    private void check() {
        require(
                threshold_mV.isEmpty() || (cellPath.isPresent() && Double.isFinite(threshold_mV.get())),
                "--threshold is a voltage in mV, and says where spikes of --cell begin");
        require(
                !options.isCut() || outPath.isPresent() || cellPath.isPresent() || electrode,
                "a part or a treatment of the sweeps is for --out, --cell or --electrode: the list is of the file as it"
                        + " is");
        require(
                paths.size() == 1 || !(outPath.isPresent() || plotPath.isPresent() || json.isWanted()),
                "--out, --plot and --json take one file, and " + paths.size() + " are given");
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** Lists, draws or writes what a file holds. */
    private void look(Path path, Reading reading, PrintWriter out, PrintWriter err) throws IOException {
        SweepList named = options.sweeps();
        try (RecordingFile file = Recordings.open(path, reading)) {
            int count = file.sweeps().size();
            if (outPath.isPresent()) {
                List<Integer> sweeps = named.of(path, count);
                if (sweeps.size() > 1) {
                    throw new BadInputException("--out takes one sweep, and --sweep names " + sweeps.size());
                }
                write(file, sweeps.getFirst(), path + " sweep " + (sweeps.getFirst() + 1), reading, err);
            }
            if (outPath.isEmpty() || plotPath.isPresent() || json.isWanted()) {
                List<Integer> sweeps = named.isGiven()
                        ? named.of(path, count)
                        : IntStream.range(0, count).boxed().toList();
                RecordingSurvey survey = RecordingSurvey.of(path.toString(), file, sweeps);
                plotPath.ifPresent(page -> {
                    WrittenFile.write(page, RecordingPage.html(survey, CommandText.of(spec)));
                    err.println("ranvier: wrote " + page);
                });
                if (!json.isWanted() && outPath.isEmpty()) {
                    survey.lines().forEach(out::println);
                    out.flush();
                }
                json.print(survey.summary(), out);
            }
        }
    }

    private void measureElectrode(List<Recording.OfElectrode> recordings, PrintWriter out) {
        if (SpikingCell.isOfNoise(voltages(recordings))) {
            recordings.forEach(recording -> out.println(recording.name() + ": "
                    + ElectrodeFit.of(recording.file(), recording.name()).described()));
        } else {
            StepElectrode found = StepElectrode.of(voltages(recordings))
                    .orElseThrow(() -> new BadInputException(named()
                            + ": no step of the current has 1 ms before it and 5 ms after it without a spike, in which"
                            + " an electrode shows: choose other sweeps"));
            out.println(named() + ": " + found.described());
        }
        out.flush();
    }

    private static List<VoltageFile> voltages(List<Recording.OfElectrode> recordings) {
        return recordings.stream().map(Recording.OfElectrode::file).toList();
    }

    private String named() {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private void writeCell(List<Recording.OfElectrode> recordings, Path target, PrintWriter err) {
        List<VoltageFile> voltages = voltages(recordings);
        SpikingCell cell = SpikingCell.of(voltages, named());
        WrittenFile.write(target, FlexibleCell.near(cell, threshold_mV.orElse(cell.threshold_mV())));
        err.println("ranvier: " + cell.described());
        if (!cell.isDrivenByNoise()) {
            StepElectrode.of(voltages)
                    .filter(StepElectrode::isMuch)
                    .ifPresent(found -> err.println("ranvier: " + found.described()
                            + ", here and in fit and validate, leaves the voltage of the membrane"));
            SpikeElectrode.of(voltages).ifPresent(found -> err.println("ranvier: " + found.described()));
        }
        err.println("ranvier: wrote " + target + ", to be fitted: ranvier fit " + target
                + paths.stream()
                        .map(path -> " --recording " + CommandText.quoted(path.toString()))
                        .collect(Collectors.joining())
                + options.given() + " --stages windows");
    }

    private void write(RecordingFile file, int sweep, String name, Reading reading, PrintWriter err)
            throws IOException {
        VoltageFile cut = VoltageFile.ofEitherClamp(file, sweep, name, options.cut(), reading);
        SampledSignal voltage_mV = cut.voltage_mV();
        CsvWriter table = new CsvWriter(voltage_mV.length())
                .column("t_ms", k -> CsvWriter.text(k * voltage_mV.interval_ms()))
                .column("v_mV", voltage_mV.values());
        cut.current_nA().ifPresent(current -> table.column("i_nA", current.values()));
        StringWriter text = new StringWriter();
        table.write(text);
        Path target = outPath.orElseThrow();
        WrittenFile.write(target, text.toString());
        cut.notes().forEach(note -> err.println("ranvier: " + note));
        err.println("ranvier: wrote " + voltage_mV.length() + " samples to " + target);
    }
}
