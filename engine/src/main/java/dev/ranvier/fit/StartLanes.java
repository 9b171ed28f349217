package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Penalties;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Target;
import dev.ranvier.loss.Objective;
import dev.ranvier.simulate.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several starts of a fit as lanes of the same batches, one batch an experiment. The value of a start is
 * {@code objective(traces) + |penalties|^2}.
 */
final class StartLanes implements AutoCloseable {
    final FitProblem problem;
    final int lanes;
    final List<ExperimentLanes> experiments;
    final ParameterBlock.Bound blocks;
    private final double[][] thetas;
    private final boolean[] lost;
    private final Penalties[] penalties;
    /** The stage that was entered last, and whether the traces are those of all lanes under it. */
    private Stage entered = Stage.free();

    /** As that stage sees it. */
    private Objective objective;

    private boolean isRun;
    private int threads = 1;

    /** Lays out every experiment for so many starts; rows that batches keep, by number of the experiment and steps. */
    StartLanes(FitProblem problem, int lanes, IntBinaryOperator rows) {
        this(problem, lanes, (experiment, ofSteps) -> Lead.of(problem.model(), experiment, lanes, ofSteps), rows);
    }

    private StartLanes(
            FitProblem problem,
            int lanes,
            BiFunction<Experiment, IntUnaryOperator, Optional<Lead>> leads,
            IntBinaryOperator rows) {
        this.problem = problem;
        this.lanes = lanes;
        objective = problem.objective();
        experiments = IntStream.range(0, problem.experiments().size())
                .mapToObj(number -> {
                    Experiment experiment = problem.experiments().get(number);
                    IntUnaryOperator ofSteps = steps -> rows.applyAsInt(number, steps);
                    double shift = number / (double) problem.experiments().size();
                    return new ExperimentLanes(
                            problem.model(),
                            experiment,
                            number,
                            shift,
                            lanes,
                            leads.apply(experiment, ofSteps),
                            ofSteps);
                })
                .toList();
        blocks = problem.block()
                .bind(Stream.concat(
                                experiments.stream().map(ExperimentLanes::rig),
                                experiments.stream().flatMap(ExperimentLanes::leading))
                        .toList());
        thetas = new double[lanes][];
        Arrays.setAll(thetas, _ -> problem.block().start());
        lost = new boolean[lanes];
        penalties = new Penalties[lanes];
        Arrays.fill(penalties, new Penalties(0, 0, 0));
    }

    /** One lane; leads are in the steps of the fit too, so that all of a run can be recorded, and a little off from those of a fit. */
    static StartLanes ofWholeRuns(FitProblem problem, int rows) {
        return new StartLanes(problem, 1, (_, _) -> Optional.empty(), (_, _) -> rows);
    }

    /** What a sweep must differentiate by for all of theta. */
    Set<Target> targets() {
        Set<Target> targets = new HashSet<>();
        for (int k = 0; k < problem.block().size(); k++) {
            targets.addAll(blocks.targets(k));
        }
        return targets;
    }

    /** Looks at, and holds, all experiments as a stage wants it. */
    void enter(Stage stage) {
        isRun &= stage.looksAtTheSame(entered);
        entered = stage;
        objective = problem.objective().within(stage.free_ms());
        experiments.forEach(experiment -> {
            experiment.clamp(stage.clamp());
            experiment.look(stage.part());
        });
    }

    /** The objective, as the stage that was entered last sees it. */
    Objective objective() {
        return objective;
    }

    /** The stage that was entered last. */
    Stage stage() {
        return entered;
    }

    /** What a start's priors, tethers and roughness count from now on. */
    void weigh(int lane, Penalties weights) {
        penalties[lane] = weights;
    }

    Penalties penalties(int lane) {
        return penalties[lane];
    }

    /** So many experiments run at once; the bits do not depend on it. */
    void share(int threads) {
        this.threads = threads;
    }

    /** Writes the points of some starts into their lanes, and runs every experiment. */
    void run(List<Integer> starts, List<double[]> points, Function<ExperimentLanes, List<Divergence>> run) {
        place(starts, points);
        run(run);
    }

    /** Writes the points of some starts into their lanes. */
    void place(List<Integer> starts, List<double[]> points) {
        for (int k = 0; k < starts.size(); k++) {
            lost[starts.get(k)] = false;
            write(starts.get(k), points.get(k));
        }
    }

    /** Runs every experiment as its lanes stand. */
    void run(Function<ExperimentLanes, List<Divergence>> run) {
        each(run).forEach(divergences -> divergences.forEach(divergence -> lost[divergence.lane()] = true));
        isRun = true;
    }

    /** Something done in every experiment, which must be all that it changes. */
    <T> List<T> each(Function<ExperimentLanes, T> what) {
        List<Callable<T>> pieces = new ArrayList<>();
        experiments.forEach(experiment -> pieces.add(() -> what.apply(experiment)));
        return Workers.run(threads, pieces);
    }

    /** The same, unless the last run was of these points. */
    void runOnce(List<Integer> starts, List<double[]> points, Function<ExperimentLanes, List<Divergence>> run) {
        if (!isRun || !IntStream.range(0, starts.size()).allMatch(k -> stands(starts.get(k), points.get(k)))) {
            run(starts, points, run);
        }
    }

    private boolean stands(int lane, double[] theta) {
        return !lost[lane] && Arrays.equals(thetas[lane], theta);
    }

    /** Puts theta into a lane; where the model does not allow it the start is lost. */
    void write(int lane, double[] theta) {
        isRun &= stands(lane, theta);
        if (blocks.write(theta, lane)) {
            thetas[lane] = theta.clone();
        } else {
            lost[lane] = true;
        }
    }

    /** Theta of a lane. */
    double[] theta(int lane) {
        return thetas[lane];
    }

    /** Whether a start's last point is not allowed, or led to a voltage without bounds. */
    boolean isLost(int lane) {
        return lost[lane];
    }

    /** The traces of a start in the last run. */
    double[][] traces(int lane) {
        return experiments.stream().map(experiment -> experiment.trace(lane)).toArray(double[][]::new);
    }

    /** The objective of a start at the point of the last run; infinite for a lost one. */
    double objective(int lane) {
        if (isLost(lane)) {
            return Double.POSITIVE_INFINITY;
        }
        double[][] traces = traces(lane);
        double[][] ignored = Arrays.stream(traces).map(double[]::clone).toArray(double[][]::new);
        return objective.evaluate(traces, 0, ignored);
    }

    /** The squares of a start's penalties at theta. */
    double penalty(int lane, double[] theta) {
        return Arrays.stream(blocks.penalties(theta, penalties[lane]))
                .map(r -> r * r)
                .sum();
    }

    /** Residuals, penalties last, of a start at the point of the last run; empty for a lost one. */
    Optional<double[]> residuals(int lane, double[] theta) {
        return isLost(lane)
                ? Optional.empty()
                : Optional.of(joined(
                        objective.residuals(traces(lane)).residuals(), blocks.penalties(theta, penalties[lane])));
    }

    static double[] joined(double[] residuals, double[] penalties) {
        double[] all = Arrays.copyOf(residuals, residuals.length + penalties.length);
        System.arraycopy(penalties, 0, all, residuals.length, penalties.length);
        return all;
    }

    /** The sum over all experiments of what cotangents of a lane say of its theta. */
    double[] gradient(Function<ExperimentLanes, Differentials> bars, int lane) {
        double[] sum = new double[problem.block().size()];
        for (ExperimentLanes experiment : experiments) {
            double[] part = blocks.pullBack(experiment.number, bars.apply(experiment), lane, theta(lane));
            Arrays.setAll(sum, p -> sum[p] + part[p]);
        }
        return sum;
    }

    @Override
    public void close() {
        experiments.forEach(ExperimentLanes::close);
    }
}
