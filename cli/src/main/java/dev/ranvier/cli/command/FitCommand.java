package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.FitInput;
import dev.ranvier.cli.fitting.FitSummary;
import dev.ranvier.cli.fitting.FitTask;
import dev.ranvier.cli.fitting.Fitted;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.cli.fitting.UnfinishedFit;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.fit.AdamSettings;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Stages;
import dev.ranvier.morphology.Morphology;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier fit}. */
@Command(
        name = "fit",
        description = {
            "Fits the numbers that a model marks, as in conductance_S_per_cm2: {fit: 0.1}, to recorded voltages.",
            "",
            "Writes into DIR: report.html to look at; model.yaml to simulate, the model with the numbers that were"
                    + " found; parameters.csv, starts.csv, trace.csv, correlations.csv and summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier simulate cli/examples/hh.yaml --out run",
            "  ranvier fit cli/examples/hh-fit.yaml --recording run/trace.csv --out fitted",
            "  ranvier fit cell.yaml --recording a.csv --recording b.csv --starts 20 --out fitted",
            "  ranvier fit cell.yaml --recording cell.abf --sweep 7,9 --held-out cell.abf --held-out-sweep 8 --out"
                    + " fitted"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class FitCommand implements Callable<Integer> {
    private static final int USUAL_STEPS = 200, USUAL_ADAM_STEPS = 2000, STARTS_BY_WINDOWS = 3;
    /** A cell begun from a recording is near it already. */
    private static final double USUAL_SPREAD = 0.5, SPREAD_BY_WINDOWS = 0.02;

    @Parameters(index = "0", paramLabel = "MODEL.yaml", description = "The model; what may change has a mark fit:.")
    private Path modelPath;

    @Option(
            names = "--recording",
            paramLabel = "R.csv",
            required = true,
            description = "A recording: columns t_ms, v_mV and i_pA or i_nA (the current from this sample to the next),"
                    + " or a file of the rig (see 'ranvier recording'); without a current the model's stimulus is"
                    + " injected. Give several for a fit to all of them.")
    private List<Path> recordings;

    @Mixin
    private RecordingOptions reading;

    @Mixin
    private ObservedOption observed;

    @Option(
            names = "--held-out",
            paramLabel = "R.csv",
            description =
                    "A recording that is not fitted to: the best start is the one nearest to it (default: the start"
                            + " with the lowest loss). May be given several times.")
    private List<Path> heldOut = new ArrayList<>();

    @Option(
            names = "--held-out-sweep",
            paramLabel = "3|2,5-7|all",
            description = "Sweeps of a held-out recording (default: those of --sweep).")
    private Optional<String> heldOutSweeps;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Option(
            names = "--loss",
            paramLabel = "TERMS",
            converter = LossOption.Converter.class,
            description = "What to minimise: a sum of voltage, robust_voltage, slope, van_rossum:TAU_MS, spike_times,"
                    + " spike_shape and soft_dtw, as in voltage+0.01*slope (default: the model's section loss, or"
                    + " voltage).")
    private Optional<LossOption> loss;

    @Option(
            names = "--method",
            paramLabel = "lm|lbfgs|adam",
            defaultValue = "lm",
            description =
                    "lm: Levenberg-Marquardt under a clamp that is let go, for sums of squares; lbfgs and adam: by"
                            + " gradients, for any loss (default ${DEFAULT-VALUE}).")
    private FitSettings.Method method;

    @Option(
            names = "--stages",
            paramLabel = "fading|intermittent|windows|free",
            description =
                    "The way to the free-running model. fading: under a clamp that is let go, for models that can be"
                            + " exact; intermittent: clamped now and then, free for longer and longer, for models that"
                            + " cannot; windows: the same without the last, free stage, for recordings of real cells;"
                            + " free: at once (default: fading for lm, else free).")
    private Optional<Stages> stages;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "How many starts: the model's own and others around it; the best is kept (default: 1; by"
                    + " windows " + STARTS_BY_WINDOWS + ").")
    private Optional<Integer> starts;

    @Option(
            names = "--spread",
            paramLabel = "PART",
            description = "How far the other starts lie from the model's: 0.5 is up to 50 %% off, or up to half the way"
                    + " to a bound (default: " + USUAL_SPREAD + "; by windows " + SPREAD_BY_WINDOWS + ").")
    private Optional<Double> spread;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the starts (default ${DEFAULT-VALUE}). The same seed gives the same result.")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "The most steps of each stage of a start (default: " + USUAL_STEPS + ", or "
                    + USUAL_ADAM_STEPS + " of adam).")
    private Optional<Integer> steps;

    @Option(
            names = "--dt",
            paramLabel = "MS",
            description =
                    "Time step in ms (default: the model's, or 0.0125). For a recording whose sampling interval it"
                            + " does not divide, the next smaller one that does is taken.")
    private Optional<Double> dt_ms;

    @Mixin
    private LeadOption lead;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many groups of starts run at the same time (default: one on each core).")
    private Optional<Integer> jobs;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "Memory in MiB for the way back of one start's run; with less, parts of the run are done"
                    + " again (default ${DEFAULT-VALUE}).")
    private int memory_MiB;

    @Option(
            names = "--resume",
            description =
                    "Go on with a fit into the same folder that was stopped; the result is the same as without the"
                            + " stop.")
    private boolean resume;

    @Option(names = "--allow-large", description = "Allow cells of more than a million compartments.")
    private boolean allowLarge;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    FitCommand() {}

    @Override
    public Integer call() throws IOException {
        check();
        FitTask task = task();
        UnfinishedFit unfinished = UnfinishedFit.in(outputPath, task);
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(outputPath)) {
            unfinished.check(resume);
            if (resume) {
                err.println(
                        unfinished.exists()
                                ? "ranvier: going on from " + unfinished.folder()
                                : "ranvier: nothing was saved to go on from: the fit begins anew");
            }
            Fitted fitted = run(task.keptIn(unfinished.folder()), err);
            if (fitted.isLost()) {
                unfinished.remove();
                err.println("ranvier: no start could be run: the voltage did not stay finite, so nothing is written."
                        + " Try a smaller --dt, or other starts in the model");
                return ExitCode.NOT_CONVERGED;
            }
            Map<String, Object> summary =
                    FitSummary.of(fitted, ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3);
            String written = published(staging, fitted, summary, unfinished);
            unfinished.remove();
            json.print(summary, spec.commandLine().getOut());
            return conclude(fitted, written, err);
        }
    }

    private String published(Staging staging, Fitted fitted, Map<String, Object> summary, UnfinishedFit unfinished)
            throws IOException {
        try {
            return staging.publish(place -> new FitFiles(fitted).write(place, outputPath, summary));
        } catch (BadInputException e) {
            String kept = unfinished.exists()
                    ? ". The fit is kept in " + unfinished.folder() + ": make room and add --resume"
                    : "";
            throw new BadInputException(e.getMessage() + kept + ". Found: " + fitted.inWords());
        }
    }

    private static Fitted run(FitTask task, PrintWriter err) {
        int starts = task.settings().starts();
        try (FitProgress progress = new FitProgress(err, Terminal.isStandardError(), starts)) {
            Fitted fitted = Fitted.run(task, progress);
            progress.finished(fitted.result().starts());
            return fitted;
        }
    }

    private void check() {
        require(starts() >= 1, "--starts must be 1 or more: " + starts());
        require(starts() <= 100_000, "--starts must be 100000 at most: " + starts());
        require(spread() >= 0 && spread() < 1, "--spread must lie in [0, 1): " + spread());
        require(steps.orElse(1) >= 1, "--steps must be 1 or more: " + steps.orElse(1));
        require(jobs.orElse(1) >= 1, "--jobs must be 1 or more: " + jobs.orElse(1));
        require(memory_MiB >= 1, "--memory must be 1 MiB or more: " + memory_MiB);
        double dt = dt_ms.orElse(1.0);
        require(dt > 0 && Double.isFinite(dt), "--dt must be a positive time in ms: " + dt);
    }

    private boolean isByWindows() {
        return stages.filter(Stages.WINDOWS::equals).isPresent();
    }

    private int starts() {
        return starts.orElse(isByWindows() ? STARTS_BY_WINDOWS : 1);
    }

    private double spread() {
        return spread.orElse(isByWindows() ? SPREAD_BY_WINDOWS : USUAL_SPREAD);
    }

    private void require(boolean isGood, String message) {
        if (!isGood) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private FitTask task() {
        ModelFile model = ModelReader.read(modelPath, allowLarge ? Integer.MAX_VALUE : Morphology.USUAL_LIMIT);
        FitSettings settings = new FitSettings(
                method,
                starts(),
                spread(),
                seed,
                steps.orElse(method == FitSettings.Method.ADAM ? USUAL_ADAM_STEPS : USUAL_STEPS),
                jobs.orElse(Runtime.getRuntime().availableProcessors()),
                (long) memory_MiB << 20,
                AdamSettings.USUAL,
                Optional.empty());
        return new FitInput(
                        modelPath,
                        model,
                        observed.read(model, recordings, heldOut.size(), reading),
                        heldOut(model),
                        observed.sites(),
                        loss.map(LossOption::terms).orElse(List.of()),
                        dt_ms,
                        lead.lead_ms(),
                        stages,
                        settings,
                        CommandText.of(spec))
                .task();
    }

    private List<Recording> heldOut(ModelFile model) {
        SweepList sweeps = heldOutSweeps.map(SweepList::new).orElseGet(reading::sweeps);
        return observed.heldOut(model, heldOut, recordings.size(), sweeps, reading);
    }

    private static int conclude(Fitted fitted, String written, PrintWriter err) {
        String best = "start " + (fitted.result().best() + 1) + ", RMSE "
                + Observed.shown(fitted.task().observed(), fitted.rmse_mV());
        int exitCode = ExitCode.DONE;
        if (fitted.convergedStarts() > 0) {
            err.println("ranvier: fitted " + fitted.shownCount() + ": best is " + best
                    + "; " + fitted.convergedStarts() + " of "
                    + fitted.result().starts().size() + " starts converged");
        } else {
            exitCode = ExitCode.NOT_CONVERGED;
            err.println("ranvier: no start converged; the best is " + best
                    + ". Try more --steps, or more --starts, and check the units of the model");
        }
        fitted.findings().forEach(note -> RanvierCommand.say(err, note));
        if (!fitted.boundsHit().isEmpty()) {
            err.println("ranvier: at a bound: " + String.join(", ", fitted.boundsHit()));
        }
        err.println("ranvier: " + written);
        return exitCode;
    }
}
