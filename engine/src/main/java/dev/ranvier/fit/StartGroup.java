package dev.ranvier.fit;

import dev.ranvier.model.ModelException;
import dev.ranvier.optimise.AdamDescent;
import dev.ranvier.optimise.EarlyStopping;
import dev.ranvier.optimise.Lbfgs;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.optimise.LevenbergMarquardt.Stop;
import dev.ranvier.optimise.MultiStart;
import dev.ranvier.optimise.Optimiser;
import dev.ranvier.optimise.Schedule;
import dev.ranvier.optimise.SnapshotFile;
import dev.ranvier.parameter.ParameterSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Some starts of a fit, from their beginning to their end, on one thread. */
final class StartGroup {
    /** The part of the recordings, from their beginning, that is looked at, and the conductance that holds the model to them. */
    private record Stage(double part, double clamp_mS_per_cm2) {
        boolean isLast() {
            return clamp_mS_per_cm2 == 0;
        }

        String shown() {
            if (isLast()) {
                return "free";
            }
            return part == 1 ? "clamp " + shown(clamp_mS_per_cm2) + " mS/cm2" : "first " + shown(100 * part) + " %";
        }

        private static String shown(double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
    }

    private static final List<Stage> FREE = List.of(new Stage(1, 0));
    /**
     * First the beginning of the recordings alone, where there are few spikes to be explained at once, then more and more of
     * them; under a clamp that holds the model to the recording, where the problem is almost linear and no spike can be missed,
     * then under weaker ones, at last free.
     */
    private static final List<Stage> FROM_CLAMP = Stream.of(
                    DoubleStream.of(0.125, 0.25, 0.5).mapToObj(part -> new Stage(part, 300)),
                    DoubleStream.of(300, 30, 3, 0.3, 0.03).mapToObj(clamp -> new Stage(1, clamp)),
                    FREE.stream())
            .flatMap(stages -> stages)
            .toList();
    /** A step ends a stage when it gains less than this part of the value: the last stage, and those that lead to it. */
    private static final double SETTLED = 1e-9, SETTLED_ON_THE_WAY = 1e-2;
    /** The most steps of a stage that is not the last. */
    private static final int MOST_ON_THE_WAY = 15;
    /** In units of the largest squared column of the Jacobian. */
    private static final double FIRST_DAMPING = 1e-2;

    private static final int LBFGS_PAIRS = 10;
    private static final double LBFGS_TOLERANCE = 1e-9;
    private static final double ADAM_RATE = 0.05, ADAM_LAST_RATE = 1e-4, ADAM_CLIP = 1;
    private static final int ADAM_WARM_UP_SHARE = 10;
    private static final EarlyStopping PATIENCE = new EarlyStopping(200, 1e-6);

    private final FitProblem problem;
    private final FitSettings settings;
    private final FitListener listener;
    private final int first;
    private final List<double[]> beginnings;

    /** The stage under way, where its starts begin it, and the steps that they took in the stages before. */
    private int stage;

    private List<double[]> points;
    private final int[] stepsBefore;

    /** The starts {@code first, first + 1, ...} at these thetas. */
    StartGroup(FitProblem problem, FitSettings settings, FitListener listener, int first, List<double[]> thetas) {
        this.problem = problem;
        this.settings = settings;
        this.listener = listener;
        this.first = first;
        beginnings = List.copyOf(thetas);
        points = beginnings;
        stepsBefore = new int[thetas.size()];
    }

    /** Runs all starts to their ends. */
    List<FitResult.Started> run() {
        int starts = beginnings.size();
        return switch (settings.method()) {
            case LM -> {
                try (LeastSquaresStarts<?> lanes = LeastSquaresStarts.of(problem, starts, settings.budget_bytes())) {
                    yield run(
                            lanes,
                            lanes,
                            FROM_CLAMP,
                            (point, now) -> new LevenbergMarquardt(
                                    point,
                                    Damping.CAUTIOUS.from(FIRST_DAMPING),
                                    Stop.at(now.isLast() ? SETTLED : SETTLED_ON_THE_WAY)),
                            EarlyStopping.never());
                }
            }
            case LBFGS -> {
                try (GradientStarts lanes = new GradientStarts(problem, starts, settings.budget_bytes())) {
                    yield run(
                            lanes, lanes, FREE, (point, _) -> new Lbfgs(point, LBFGS_PAIRS, LBFGS_TOLERANCE), PATIENCE);
                }
            }
            case ADAM -> {
                Schedule schedule = new Schedule.WarmUpCosine(
                        ADAM_RATE, ADAM_LAST_RATE, settings.mostSteps() / ADAM_WARM_UP_SHARE, settings.mostSteps());
                try (GradientStarts lanes = new GradientStarts(problem, starts, settings.budget_bytes())) {
                    yield run(
                            lanes, lanes, FREE, (point, _) -> new AdamDescent(point, schedule, 0, ADAM_CLIP), PATIENCE);
                }
            }
        };
    }

    private <Q, A> List<FitResult.Started> run(
            StartLanes<?> lanes,
            MultiStart.Batch<Q, A> answers,
            List<Stage> stages,
            BiFunction<double[], Stage, Optimiser<Q, A>> optimiser,
            EarlyStopping stopping) {
        double[] firstValues = lanes.values(beginnings);
        Optional<MultiStart<Q, A>> resumed = resume(stages, optimiser, stopping);
        while (true) {
            Stage now = stages.get(stage);
            MultiStart<Q, A> starts = resumed.orElseGet(() -> begin(now, optimiser, stopping));
            resumed = Optional.empty();
            lanes.clamp(now.clamp_mS_per_cm2);
            lanes.look(now.part);
            run(starts, answers, now);
            if (now.isLast()) {
                file().ifPresent(StartGroup::delete);
                return ended(starts, firstValues);
            }
            pass(starts);
        }
    }

    private <Q, A> MultiStart<Q, A> begin(
            Stage now, BiFunction<double[], Stage, Optimiser<Q, A>> optimiser, EarlyStopping stopping) {
        return new MultiStart<>(
                points.stream().map(point -> optimiser.apply(point, now)).toList(), stopping);
    }

    private <Q, A> void run(MultiStart<Q, A> starts, MultiStart.Batch<Q, A> answers, Stage now) {
        int mostSteps = now.isLast() ? settings.mostSteps() : Math.min(MOST_ON_THE_WAY, settings.mostSteps());
        boolean asked = true;
        while (asked) {
            asked = starts.round(
                    answers,
                    mostSteps,
                    (k, optimiser) -> listener.moved(
                            first + k,
                            stepsBefore[k] + optimiser.steps(),
                            now.shown(),
                            optimiser.value(),
                            starts.status(k)));
            file().ifPresent(file -> save(file, starts));
        }
    }

    /** The next stage begins where this one ends. */
    private void pass(MultiStart<?, ?> starts) {
        List<double[]> reached = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            reached.add(starts.best(k).point());
            stepsBefore[k] += starts.steps(k);
        }
        points = reached;
        stage++;
    }

    private List<FitResult.Started> ended(MultiStart<?, ?> starts, double[] firstValues) {
        List<FitResult.Started> ended = new ArrayList<>();
        for (int k = 0; k < beginnings.size(); k++) {
            ended.add(new FitResult.Started(
                    values(beginnings.get(k)),
                    values(starts.best(k).point()),
                    firstValues[k],
                    starts.best(k).value(),
                    stepsBefore[k] + starts.steps(k),
                    starts.status(k)));
        }
        return ended;
    }

    private List<Double> values(double[] theta) {
        return DoubleStream.of(ParameterSet.values(problem.parameters(), theta))
                .boxed()
                .toList();
    }

    /** Where the state of this group is kept, if it is to be kept. */
    private Optional<Path> file() {
        return settings.checkpoints().map(folder -> folder.resolve("starts-" + first + ".state"));
    }

    private void save(Path file, MultiStart<?, ?> starts) {
        try {
            Files.createDirectories(file.getParent());
            SnapshotFile.write(file, out -> {
                out.writeLong(fingerprint());
                out.writeInt(stage);
                for (int k = 0; k < stepsBefore.length; k++) {
                    out.writeInt(stepsBefore[k]);
                    writeNumbers(out, points.get(k));
                }
                starts.save(out);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The starts as they were saved, if they were; refuses the state of another fit. */
    private <Q, A> Optional<MultiStart<Q, A>> resume(
            List<Stage> stages, BiFunction<double[], Stage, Optimiser<Q, A>> optimiser, EarlyStopping stopping) {
        Optional<Path> file = file().filter(Files::exists);
        List<MultiStart<Q, A>> resumed = new ArrayList<>();
        file.ifPresent(from -> {
            try {
                SnapshotFile.read(from, in -> {
                    if (in.readLong() != fingerprint()) {
                        throw new IOException("it was saved by a fit with other parameters or settings");
                    }
                    stage = in.readInt();
                    points = new ArrayList<>();
                    for (int k = 0; k < stepsBefore.length; k++) {
                        stepsBefore[k] = in.readInt();
                        points.add(readNumbers(in));
                    }
                    MultiStart<Q, A> starts = begin(stages.get(stage), optimiser, stopping);
                    starts.restore(in);
                    resumed.add(starts);
                });
            } catch (IOException e) {
                throw new ModelException(e.getMessage() + "; remove it to begin anew");
            }
        });
        return resumed.stream().findFirst();
    }

    /** A checksum of what a state belongs to: settings and parameters, of which there may be many. */
    private long fingerprint() {
        String fit = settings.method() + " " + settings.starts() + " " + settings.spread() + " " + settings.seed() + " "
                + settings.mostSteps() + " " + FROM_CLAMP + " " + problem.parameters() + " " + problem.scheme() + " "
                + problem.dt_ms();
        CRC32 checksum = new CRC32();
        checksum.update(fit.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private static void writeNumbers(DataOutput out, double[] numbers) throws IOException {
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private double[] readNumbers(DataInput in) throws IOException {
        double[] numbers = new double[problem.parameters().size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = in.readDouble();
        }
        return numbers;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
