package dev.ranvier.fit;

import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fits what a model does not know to recordings, from several starts at once. */
public final class Fit {
    /** Starts that run as lanes of one batch. */
    private static final int GROUP = 8;
    /** Up to so many, each start has a batch of its own: one lane alone is cheaper than a group of padding. */
    private static final int FEW = 3;

    private static final int ROWS = 2;

    private Fit() {}

    /**
     * Runs a fit; refuses a problem whose parameters are not in the cell. The same settings give the same bits for any number of
     * threads, and when a fit is stopped and goes on from its checkpoints.
     */
    public static FitResult run(FitProblem problem, FitSettings settings, FitListener listener) {
        return from(starts(problem, settings), problem, settings, listener);
    }

    /** The same from starts of the caller's, as many as there are, each theta of all blocks. */
    public static FitResult from(
            List<double[]> thetas, FitProblem problem, FitSettings settings, FitListener listener) {
        if (settings.method() == FitSettings.Method.LM && !problem.objective().isSumOfSquares()) {
            throw new ModelException(
                    "Levenberg-Marquardt needs losses that are sums of squares, and soft-DTW is none: use"
                            + " L-BFGS or Adam");
        }
        int size = thetas.size() <= FEW || problem.block().mayLeap() ? 1 : GROUP;
        List<Callable<List<FitResult.Started>>> groups = new ArrayList<>();
        int count = (thetas.size() + size - 1) / size, share = Math.max(1, settings.threads() / count);
        for (int first = 0; first < thetas.size(); first += size) {
            int from = first, to = Math.min(first + size, thetas.size());
            groups.add(() -> new StartGroup(problem, settings, listener, from, thetas.subList(from, to)).run(share));
        }
        List<FitResult.Started> starts = Workers.run(settings.threads(), groups).stream()
                .flatMap(List::stream)
                .toList();
        int best = IntStream.range(0, starts.size())
                .boxed()
                .min(Comparator.comparingDouble(k -> starts.get(k).choice()))
                .orElseThrow();
        if (starts.get(best).status() == Status.DIVERGED) {
            return new FitResult(starts, best, List.of(), Optional.empty());
        }
        double[] theta = starts.get(best).point();
        return new FitResult(starts, best, observed(problem, theta), uncertainty(problem, settings, theta));
    }

    /** The model's own start, and others scattered around it. */
    private static List<double[]> starts(FitProblem problem, FitSettings settings) {
        Random random = new Random(settings.seed());
        List<double[]> starts = new ArrayList<>(List.of(problem.block().start()));
        while (starts.size() < settings.starts()) {
            starts.add(problem.block().start(random, settings.spread()));
        }
        return starts;
    }

    /**
     * The objective at theta under the last stage, by windows at all their places, without penalties; infinite where the model cannot be
     * run.
     */
    static double objective(FitProblem problem, double[] theta) {
        try (StartLanes lanes = new StartLanes(problem, 1, (_, _) -> ROWS)) {
            return problem.lastPlaces().stream()
                    .mapToDouble(place -> {
                        lanes.enter(place);
                        lanes.run(List.of(0), List.of(theta), experiment -> experiment.run(StepListener.NONE));
                        return lanes.objective(0);
                    })
                    .average()
                    .orElseThrow();
        }
    }

    private static List<SampledSignal> observed(FitProblem problem, double[] theta) {
        try (StartLanes lanes = new StartLanes(problem, 1, (_, _) -> ROWS)) {
            lanes.run(List.of(0), List.of(theta), experiment -> experiment.run(StepListener.NONE));
            double[][] traces = lanes.traces(0);
            return IntStream.range(0, traces.length)
                    .mapToObj(e -> new SampledSignal(
                            problem.experiments().get(e).recorded().interval_ms(), traces[e]))
                    .toList();
        }
    }

    /** How far what the model does in each experiment at theta is from itself by steps half as long, as {@link Experiment#rmse_mV}. */
    public static List<Double> byHalvedSteps_mV(FitProblem problem, double[] theta) {
        List<SampledSignal> coarse = observed(problem, theta), fine = observed(problem.byHalvedSteps(), theta);
        return IntStream.range(0, coarse.size())
                .mapToObj(e -> problem.experiments()
                        .get(e)
                        .distance_mV(coarse.get(e).values(), fine.get(e).values()))
                .toList();
    }

    /** What the model does at theta in every experiment, at the recording's samples. */
    static List<Trace> traces(FitProblem problem, double[] theta, Function<Experiment, List<Probe>> probes) {
        try (StartLanes lanes = StartLanes.ofWholeRuns(problem, ROWS)) {
            lanes.write(0, theta);
            return lanes.experiments.stream()
                    .map(at -> {
                        List<Probe> seen = probes.apply(problem.experiments().get(at.number));
                        Recorder recorder = new Recorder(
                                at.batch, problem.scheme(), at.drive, seen, at.first(), at.stride, at.steps());
                        return at.recorded(recorder);
                    })
                    .toList();
        }
    }

    /** None where the objective is no sum of squares or the Jacobian too large to be kept. */
    private static Optional<FitResult.Uncertainty> uncertainty(
            FitProblem problem, FitSettings settings, double[] theta) {
        if (!problem.objective().isSumOfSquares() || problem.parameters().size() < theta.length) {
            return Optional.empty();
        }
        try (JacobianMethod method = LeastSquaresAnswers.cheapest(problem, 1, settings.budget_bytes())) {
            if (!(method instanceof Jacobian jacobian)) {
                return Optional.empty();
            }
            Stage last = problem.stages().getLast();
            method.lanes().enter(last);
            method.runForSteps(List.of(0), List.of(theta));
            StartGroup.weigh(method.lanes(), 0, last, method.lanes().objective(0));
            return method.lanes()
                    .residuals(0, theta)
                    .map(residuals -> GaussNewton.uncertainty(
                            jacobian.at(0, theta).columns(),
                            residuals,
                            residuals.length - problem.residuals(),
                            slopes(problem.parameters(), theta)));
        }
    }

    private static double[] slopes(List<Parameter> parameters, double[] theta) {
        return IntStream.range(0, theta.length)
                .mapToDouble(k -> parameters.get(k).transform().slope(theta[k]))
                .toArray();
    }
}
