package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.files.recording.Electrode;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.Treatment;
import dev.ranvier.files.signal.SweepCut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of a file of recordings is used, how it is understood, and what is done to it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RecordingOptions {
    private static final double LEAST_INTERVAL_ms = 1e-6, LONGEST_INTERVAL_ms = 1e6, LONGEST_ms = 1e12;
    private static final double LARGEST_mV = 200, LARGEST_BRIDGE_MOhm = 1000, LONGEST_BRIDGE_ms = 1000;

    @Option(
            names = "--sweep",
            paramLabel = "3|2,5-7|all",
            defaultValue = "",
            description = "Sweeps of a recording that has several, counted from 1.")
    private String sweeps;

    @Option(
            names = "--columns",
            paramLabel = "ROLE=NAME",
            description = "Which column or channel is what, by name or number, with its unit if the file has none:"
                    + " time=Zeit,voltage=Vm:mV,current=3:pA,observed=fluo. Of Igor waves and .npy files the name is"
                    + " another file. Once for all files, or once for each.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--interval-ms", paramLabel = "MS", description = "From sample to sample, for files without times.")
    private Optional<Double> interval_ms;

    @Option(
            names = "--from-ms",
            paramLabel = "MS",
            description = "Begin there in each sweep; below 0 in the sweeps before it, where these have no gap.")
    private Optional<Double> from_ms;

    @Option(names = "--to-ms", paramLabel = "MS", description = "End there in each sweep.")
    private Optional<Double> to_ms;

    @Option(
            names = "--junction",
            paramLabel = "MV",
            description =
                    "Liquid-junction potential in mV, to be subtracted from the voltage, or under voltage clamp from"
                            + " the command (default: none).")
    private Optional<Double> junction_mV;

    @Option(
            names = "--bridge",
            paramLabel = "MOHM[:MS],...",
            description =
                    "Resistance in MOhm that bridge balance left of the electrode: that times the injected current is"
                        + " subtracted from the voltage; with :MS it is charged with this time constant, with :0 one"
                        + " sample later. Several parts add up; 'ranvier recording --electrode' measures them"
                        + " (default: none).")
    private Optional<String> bridge;

    @Option(
            names = "--drift-ms",
            paramLabel = "MS",
            description =
                    "Take out drift of the voltage: a straight line between the medians of so much at the beginning"
                            + " and at the end (default: none).")
    private Optional<Double> drift_ms;

    @Option(
            names = "--filter-khz",
            paramLabel = "KHZ",
            description =
                    "Filter what was recorded: Gaussian, without delay, half the power at that frequency (default:"
                            + " none).")
    private Optional<Double> filter_kHz;

    @Option(
            names = "--downsample",
            paramLabel = "N",
            defaultValue = "1",
            description = "Keep one of N samples, of what drove the cell their mean (default ${DEFAULT-VALUE}).")
    private int downsample;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Spec(Spec.Target.SELF)
    private CommandSpec own;

    RecordingOptions() {}

    /** The recordings in files, of the sweeps that are named. */
    List<Recording.OfElectrode> read(List<Path> files) {
        List<Reading> readings = readings(files.size());
        return IntStream.range(0, files.size())
                .boxed()
                .flatMap(k -> Recording.read(files.get(k), sweeps(), cut(), readings.get(k)).stream())
                .toList();
    }

    /** What was said of recordings, to be typed again. */
    String given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .distinct()
                .filter(option -> own.findOption(option.longestName()) != null)
                .flatMap(option -> option.stringValues().stream()
                        .map(value -> " " + CommandText.quoted(option.longestName() + "=" + value)))
                .collect(Collectors.joining());
    }

    SweepList sweeps() {
        return new SweepList(sweeps);
    }

    /** What is said about each of so many files: once for all of them, or once for each. */
    List<Reading> readings(int files) {
        require(interval_ms, "--interval-ms", LEAST_INTERVAL_ms, LONGEST_INTERVAL_ms);
        if (columns.size() > 1 && columns.size() != files) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--columns is given " + columns.size() + " times, and there "
                            + (files == 1 ? "is one file" : "are " + files + " files")
                            + ": say it once for all files, or once for each, in their order"
                            + " (those that are held out come last)");
        }
        return IntStream.range(0, files)
                .mapToObj(k -> new Reading(
                        columns.isEmpty() ? Map.of() : Reading.columns(columns.get(columns.size() == 1 ? 0 : k)),
                        interval_ms))
                .toList();
    }

    /** Whether a part or a treatment of sweeps is asked for. */
    boolean isCut() {
        return !cut().equals(SweepCut.WHOLE);
    }

    SweepCut cut() {
        require(from_ms, "--from-ms", -LONGEST_ms, LONGEST_ms);
        require(to_ms, "--to-ms", -LONGEST_ms, LONGEST_ms);
        require(junction_mV, "--junction", -LARGEST_mV, LARGEST_mV);
        require(drift_ms, "--drift-ms");
        require(filter_kHz, "--filter-khz");
        if (downsample < 1) {
            throw new ParameterException(spec.commandLine(), "--downsample must be 1 or more: " + downsample);
        }
        return new SweepCut(
                from_ms,
                to_ms,
                new Treatment(junction_mV, bridge.map(this::electrode), drift_ms, filter_kHz, downsample));
    }

    /** {@code MOHM[:MS],...}. */
    private Electrode electrode(String text) {
        List<Electrode.Part> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] numbers = part.split(":", 2);
            try {
                double tau_ms = numbers.length == 1 ? Electrode.Part.AT_ONCE : Double.parseDouble(numbers[1]);
                if (numbers.length > 1) {
                    require(Optional.of(tau_ms), "a time constant of --bridge in ms", 0, LONGEST_BRIDGE_ms);
                }
                double resistance_MOhm = Double.parseDouble(numbers[0]);
                require(
                        Optional.of(resistance_MOhm),
                        "a resistance of --bridge in MOhm",
                        -LARGEST_BRIDGE_MOhm,
                        LARGEST_BRIDGE_MOhm);
                parts.add(new Electrode.Part(resistance_MOhm, tau_ms));
            } catch (IllegalArgumentException _) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--bridge: '" + part
                                + "' must be a resistance in MOhm, or one with a time constant in ms, as in"
                                + " 15:0.5");
            }
        }
        return new Electrode(parts);
    }

    private void require(Optional<Double> value, String option, double least, double most) {
        if (value.isPresent() && !(value.get() >= least && value.get() <= most)) {
            throw new ParameterException(
                    spec.commandLine(), option + " must lie in [" + least + ", " + most + "]: " + value.get());
        }
    }

    private void require(Optional<Double> value, String option) {
        if (value.isPresent() && !(value.get() > 0 && Double.isFinite(value.get()))) {
            throw new ParameterException(spec.commandLine(), option + " must be positive: " + value.get());
        }
    }
}
