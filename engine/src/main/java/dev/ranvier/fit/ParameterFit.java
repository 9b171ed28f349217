package dev.ranvier.fit;

import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Transform;
import dev.ranvier.simulate.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Fits numbers of a model to recordings, from several starts at once. */
public final class ParameterFit {
    /** Starts that run as lanes of one batch. */
    private static final int GROUP = 8;
    /** Up to so many, each start has a batch of its own: one lane alone is cheaper than a group of padding. */
    private static final int FEW = 3;
    /** How far a number that may be negative is scattered: its transform's unit times this times the spread. */
    private static final double SCATTER = 10;

    private ParameterFit() {}

    /**
     * Runs a fit; refuses a problem whose parameters are not in the cell. The same settings give the same bits for any number of
     * threads, and when a fit is stopped and goes on from its checkpoints.
     */
    public static FitResult run(FitProblem problem, FitSettings settings, FitListener listener) {
        if (settings.method() == FitSettings.Method.LM && !problem.objective().isSumOfSquares()) {
            throw new ModelException(
                    "Levenberg-Marquardt needs losses that are sums of squares, and soft-DTW is none: use"
                            + " L-BFGS or Adam");
        }
        List<double[]> thetas = starts(problem.parameters(), settings);
        int size = thetas.size() <= FEW ? 1 : GROUP;
        List<Callable<List<FitResult.Started>>> groups = new ArrayList<>();
        for (int first = 0; first < thetas.size(); first += size) {
            int from = first, to = Math.min(first + size, thetas.size());
            groups.add(() -> new StartGroup(problem, settings, listener, from, thetas.subList(from, to)).run());
        }
        List<FitResult.Started> starts = Workers.run(settings.threads(), groups).stream()
                .flatMap(List::stream)
                .toList();
        int best = IntStream.range(0, starts.size())
                .boxed()
                .min(Comparator.comparingDouble(k -> starts.get(k).value()))
                .orElseThrow();
        return starts.get(best).status() == Status.DIVERGED
                ? new FitResult(starts, best, List.of(), Optional.empty())
                : withTraces(problem, settings, starts, best);
    }

    /** The model's own start, and others scattered around it. */
    private static List<double[]> starts(List<Parameter> parameters, FitSettings settings) {
        Random random = new Random(settings.seed());
        List<double[]> starts = new ArrayList<>(List.of(ParameterSet.start(parameters)));
        while (starts.size() < settings.starts()) {
            double[] theta = new double[parameters.size()];
            for (int k = 0; k < theta.length; k++) {
                double by = settings.spread() * (2 * random.nextDouble() - 1);
                theta[k] = scattered(parameters.get(k), by);
            }
            starts.add(theta);
        }
        return starts;
    }

    private static double scattered(Parameter parameter, double by) {
        double x = parameter.start();
        return switch (parameter.transform()) {
            case Transform.Linear linear -> linear.theta(x) + SCATTER * by;
            case Transform.Log log -> log.theta(x * (1 + by));
            case Transform.Softplus softplus -> softplus.theta(x * (1 + by));
            // Towards the bound by this part of the way.
            case Transform.Bounded bounded -> bounded.theta(x + by * (by > 0 ? bounded.high() - x : x - bounded.low()));
        };
    }

    private static FitResult withTraces(
            FitProblem problem, FitSettings settings, List<FitResult.Started> starts, int best) {
        List<Double> values = starts.get(best).values();
        double[] theta = new double[values.size()];
        for (int k = 0; k < theta.length; k++) {
            theta[k] = problem.parameters().get(k).transform().theta(values.get(k));
        }
        if (!problem.objective().isSumOfSquares()) {
            try (GradientStarts lanes = new GradientStarts(problem, 1, settings.budget_bytes())) {
                lanes.run(List.of(0), List.of(theta), GradientLanes::run);
                return new FitResult(starts, best, signals(problem, lanes.traces(0)), Optional.empty());
            }
        }
        try (LeastSquaresStarts<?> lanes = LeastSquaresStarts.of(problem, 1, settings.budget_bytes())) {
            lanes.runForJacobian(List.of(0), List.of(theta));
            Optional<FitResult.Uncertainty> uncertainty = lanes instanceof JacobianStarts<?> whole
                    ? lanes.residuals(0, theta)
                            .map(residuals -> GaussNewton.uncertainty(
                                    whole.jacobian(0, theta), residuals, slopes(problem.parameters(), theta)))
                    : Optional.empty();
            return new FitResult(starts, best, signals(problem, lanes.traces(0)), uncertainty);
        }
    }

    private static List<SampledSignal> signals(FitProblem problem, double[][] traces) {
        return IntStream.range(0, traces.length)
                .mapToObj(e -> new SampledSignal(
                        problem.experiments().get(e).recorded().interval_ms(), traces[e]))
                .toList();
    }

    private static double[] slopes(List<Parameter> parameters, double[] theta) {
        return IntStream.range(0, theta.length)
                .mapToDouble(k -> parameters.get(k).transform().slope(theta[k]))
                .toArray();
    }
}
