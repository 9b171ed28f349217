package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Penalties;
import dev.ranvier.model.ModelException;
import dev.ranvier.optimise.AdamDescent;
import dev.ranvier.optimise.EarlyStopping;
import dev.ranvier.optimise.JudgedStep;
import dev.ranvier.optimise.Lbfgs;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.optimise.LevenbergMarquardt.Stop;
import dev.ranvier.optimise.MultiStart;
import dev.ranvier.optimise.Optimiser;
import dev.ranvier.optimise.SnapshotFile;
import dev.ranvier.optimise.Status;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Some starts of a fit, from their beginning to their end, on one thread. */
final class StartGroup {
    private static final int LBFGS_PAIRS = 10;
    private static final double LBFGS_TOLERANCE = 1e-9;
    /** However often judges were against it, the next step is tried with this part of the longest. */
    private static final double LEAST_TRIED = 1 / 16.0;

    /** How a state is laid out. */
    private static final int STATE = 2;

    private static final EarlyStopping PATIENCE = new EarlyStopping(200, 1e-6);

    private final FitProblem problem;
    private final FitSettings settings;
    private final FitListener listener;
    private final int first;
    private final List<double[]> beginnings;
    private final StageSequence stages;
    /** Where starts begin the stage under way, and the steps that they took before. */
    private List<double[]> points;

    private final int[] stepsBefore;
    /** Of Levenberg-Marquardt by features, what damps its steps now, and what did so at last in the stage before, in units of J^T J. */
    private final DoubleSupplier[] damping;

    private final double[] damped;

    /** The starts {@code first, first + 1, ...} at these thetas. */
    StartGroup(FitProblem problem, FitSettings settings, FitListener listener, int first, List<double[]> thetas) {
        this.problem = problem;
        this.settings = settings;
        this.listener = listener;
        this.first = first;
        beginnings = List.copyOf(thetas);
        stages = new StageSequence(problem);
        points = beginnings;
        stepsBefore = new int[thetas.size()];
        damping = new DoubleSupplier[thetas.size()];
        Arrays.setAll(damping, _ -> () -> 0);
        damped = new double[thetas.size()];
    }

    /** Runs all starts to their ends, so many recordings at once. */
    List<FitResult.Started> run(int threads) {
        int starts = beginnings.size();
        return switch (settings.method()) {
            case LM -> {
                List<Optional<JudgedStep>> before = new ArrayList<>(Collections.nCopies(starts, Optional.empty()));
                try (JacobianMethod method = LeastSquaresAnswers.cheapest(problem, starts, settings.budget_bytes())) {
                    method.lanes().share(threads);
                    yield run(
                            method,
                            new LeastSquaresAnswers(method),
                            k -> descent(k, before, method),
                            EarlyStopping.never());
                }
            }
            case LBFGS -> {
                try (GradientSweeps sweeps = new GradientSweeps(problem, starts, settings.budget_bytes())) {
                    sweeps.lanes().share(threads);
                    yield run(
                            sweeps,
                            new GradientAnswers(sweeps),
                            k -> new Lbfgs(points.get(k), LBFGS_PAIRS, LBFGS_TOLERANCE),
                            PATIENCE);
                }
            }
            case ADAM -> {
                try (GradientSweeps sweeps = new GradientSweeps(problem, starts, settings.budget_bytes())) {
                    sweeps.lanes().share(threads);
                    yield run(
                            sweeps,
                            new GradientAnswers(sweeps),
                            k -> new AdamDescent(
                                    points.get(k),
                                    settings.adam().over(settings.mostSteps()).from(stepsBefore[0]),
                                    settings.adam().decay(),
                                    settings.adam().clip()),
                            PATIENCE);
                }
            }
        };
    }

    /**
     * Start k in this stage: by features, with the damping of the stage before of the same runs; if it takes one step, with that of the
     * one before at another place.
     */
    private Optimiser<LeastSquares.Question, LeastSquares.Answer> descent(
            int k, List<Optional<JudgedStep>> before, JacobianMethod method) {
        Stage now = stages.now();
        Damping usual = method.damping(), damping = usual.atLeast(usual.least() / now.reach());
        if (now.judge().isEmpty()) {
            double last = damped[k] / square(method, k);
            boolean goesOn = !stages.isFirst() && now.looksAtTheSame(stages.before()) && last > damping.first();
            LevenbergMarquardt descent = new LevenbergMarquardt(
                    points.get(k),
                    goesOn && Double.isFinite(last) ? damping.from(last) : damping,
                    new Stop(now.settled(), now.patience(), 0));
            if (problem.block().hasFeatures()) {
                this.damping[k] = descent::damping;
            }
            return descent;
        }
        boolean goesOn = !stages.isFirst() && now.isElsewhere(stages.before());
        JudgedStep step = new JudgedStep(
                points.get(k),
                before.get(k)
                        .filter(_ -> goesOn)
                        .map(last -> damping.from(Math.min(last.damping(), damping.least() / LEAST_TRIED)))
                        .orElse(damping));
        before.set(k, Optional.of(step));
        return step;
    }

    /** In which the damping of steps by features counts. */
    private static double square(StartRuns runs, int k) {
        double prior = runs.lanes().penalties(k).prior();
        return prior * prior;
    }

    private <Q, A> List<FitResult.Started> run(
            StartRuns runs,
            MultiStart.Batch<Q, A> answers,
            IntFunction<Optimiser<Q, A>> optimiser,
            EarlyStopping stopping) {
        double[] firstValues = values(runs, beginnings);
        Optional<MultiStart<Q, A>> resumed = resume(optimiser, stopping);
        while (true) {
            enter(runs, resumed.isPresent());
            MultiStart<Q, A> starts = resumed.orElseGet(() -> begin(optimiser, stopping));
            resumed = Optional.empty();
            run(starts, answers);
            if (stages.comesNearer(starts.best(0).value())) {
                countSteps(starts);
            } else if (stages.isLast()) {
                return ended(runs, starts, firstValues);
            } else {
                pass(runs, starts);
            }
        }
    }

    /** The values of all starts as the last stage looks at them, by windows at all their places; infinite for a lost one. */
    private double[] values(StartRuns runs, List<double[]> thetas) {
        StartLanes lanes = runs.lanes();
        double[] values = new double[thetas.size()];
        List<Stage> places = problem.lastPlaces();
        for (Stage place : places) {
            lanes.enter(place);
            double[] objectives = objectives(runs, thetas);
            Arrays.setAll(values, lane -> values[lane] + objectives[lane] / places.size());
        }
        for (int lane = 0; lane < values.length; lane++) {
            weigh(lanes, lane, places.getLast(), values[lane]);
            values[lane] += lanes.penalty(lane, thetas.get(lane));
        }
        return values;
    }

    private static double[] objectives(StartRuns runs, List<double[]> thetas) {
        List<Integer> all = IntStream.range(0, thetas.size()).boxed().toList();
        runs.run(all, thetas);
        return all.stream().mapToDouble(runs.lanes()::objective).toArray();
    }

    /**
     * The stage's clamp and penalties, as they are weighed where its starts begin; before a stage that would be a leap from there, unless it
     * had begun before, another.
     */
    private void enter(StartRuns runs, boolean hadBegun) {
        StartLanes lanes = runs.lanes();
        double[] objectives;
        do {
            lanes.enter(stages.now());
            objectives = objectives(runs, points);
        } while (!hadBegun && stages.comesNearer(objectives[0]));
        Stage now = stages.now();
        for (int lane = 0; lane < objectives.length; lane++) {
            weigh(lanes, lane, now, objectives[lane]);
        }
    }

    /** A residual of a prior counts as a datum that is off as the data are: {@code sqrt(objective / data)}. */
    static void weigh(StartLanes lanes, int lane, Stage now, double objective) {
        double unit = lanes.problem.unitValue(), data = lanes.problem.data();
        double expected =
                Math.max(Double.isFinite(objective) ? objective : unit, unit * now.deviation() * now.deviation());
        lanes.weigh(
                lane,
                new Penalties(
                        Math.sqrt(expected / now.tether().independentErrors(lanes.problem)),
                        now.tether().weight(lanes.problem, expected),
                        Math.sqrt(unit / data) * now.roughness()));
    }

    private <Q, A> MultiStart<Q, A> begin(IntFunction<Optimiser<Q, A>> optimiser, EarlyStopping stopping) {
        return new MultiStart<>(
                IntStream.range(0, points.size()).mapToObj(optimiser).toList(), stopping);
    }

    private <Q, A> void run(MultiStart<Q, A> starts, MultiStart.Batch<Q, A> answers) {
        Stage now = stages.now();
        boolean asked = true;
        while (asked) {
            asked = starts.round(
                    answers,
                    Math.min(now.mostSteps(), settings.mostSteps()),
                    (k, optimiser) -> listener.moved(
                            first + k,
                            stepsBefore[k] + optimiser.steps(),
                            now.name(),
                            optimiser.value(),
                            stages.isLast() ? starts.status(k) : Status.RUNNING));
            file().ifPresent(file -> save(file, starts));
        }
    }

    /** The next stage begins where this one ends. */
    private void pass(StartRuns runs, MultiStart<?, ?> starts) {
        List<double[]> reached = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            reached.add(starts.best(k).point());
            damped[k] = damping[k].getAsDouble() * square(runs, k);
        }
        points = reached;
        countSteps(starts);
        stages.pass(starts.best(0).value());
    }

    private void countSteps(MultiStart<?, ?> starts) {
        Arrays.setAll(stepsBefore, k -> stepsBefore[k] + starts.steps(k));
    }

    private List<FitResult.Started> ended(StartRuns runs, MultiStart<?, ?> starts, double[] firstValues) {
        List<double[]> thetas = IntStream.range(0, beginnings.size())
                .mapToObj(k -> starts.best(k).point())
                .toList();
        double[] values = problem.lastPlaces().size() > 1
                ? values(runs, thetas)
                : IntStream.range(0, thetas.size())
                        .mapToDouble(k -> starts.best(k).value())
                        .toArray();
        List<FitResult.Started> ended = new ArrayList<>();
        for (int k = 0; k < beginnings.size(); k++) {
            double[] theta = thetas.get(k);
            ended.add(new FitResult.Started(
                    problem.block().values(beginnings.get(k)),
                    problem.block().values(theta),
                    DoubleStream.of(theta).boxed().toList(),
                    firstValues[k],
                    values[k],
                    problem.held().map(held -> Fit.objective(held, theta)),
                    stepsBefore[k] + starts.steps(k),
                    starts.status(k)));
        }
        return ended;
    }

    /** Where the state of this group is kept, if it is to be kept. */
    private Optional<Path> file() {
        return settings.checkpoints().map(folder -> folder.resolve("starts-" + first + ".state"));
    }

    /** A state that cannot be kept, as on a full disk, is not: the fit itself needs none. */
    private void save(Path file, MultiStart<?, ?> starts) {
        try {
            Files.createDirectories(file.getParent());
            SnapshotFile.write(file, out -> {
                out.writeLong(fingerprint());
                stages.save(out);
                for (int k = 0; k < stepsBefore.length; k++) {
                    out.writeInt(stepsBefore[k]);
                    out.writeDouble(damped[k]);
                    writeNumbers(out, points.get(k));
                }
                starts.save(out);
            });
        } catch (IOException _) {
            // What was kept before is still there.
        }
    }

    /** The starts as they were saved, if they were; refuses the state of another fit. */
    private <Q, A> Optional<MultiStart<Q, A>> resume(IntFunction<Optimiser<Q, A>> optimiser, EarlyStopping stopping) {
        Optional<Path> file = file().filter(Files::exists);
        List<MultiStart<Q, A>> resumed = new ArrayList<>();
        file.ifPresent(from -> {
            try {
                SnapshotFile.read(from, in -> {
                    if (in.readLong() != fingerprint()) {
                        throw new IOException("it was saved by a fit with other parameters or settings");
                    }
                    stages.restore(in);
                    points = new ArrayList<>();
                    for (int k = 0; k < stepsBefore.length; k++) {
                        stepsBefore[k] = in.readInt();
                        damped[k] = in.readDouble();
                        points.add(readNumbers(in));
                    }
                    MultiStart<Q, A> starts = begin(optimiser, stopping);
                    starts.restore(in);
                    for (int k = 0; k < stepsBefore.length; k++) {
                        requireFinite(starts.best(k).point());
                    }
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
        String fit = STATE + " " + settings.method() + " " + settings.starts() + " " + settings.spread() + " "
                + settings.seed() + " "
                + settings.mostSteps() + " " + settings.adam() + " " + problem.stages() + " " + problem.parameters()
                + " " + problem.block().size() + " " + problem.scheme() + " " + problem.dt_ms() + " "
                + Arrays.hashCode(problem.block().start());
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
        double[] numbers = new double[problem.block().size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = in.readDouble();
        }
        requireFinite(numbers);
        return numbers;
    }

    /** As numbers of the model, which their logarithms may be without. */
    private void requireFinite(double[] theta) throws IOException {
        if (!problem.block().values(theta).stream().allMatch(Double::isFinite)) {
            throw new IOException("it has a number that is not finite");
        }
    }
}
