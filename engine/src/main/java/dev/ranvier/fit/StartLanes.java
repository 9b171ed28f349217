package dev.ranvier.fit;

import dev.ranvier.integrate.Divergence;
import dev.ranvier.parameter.ParameterSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several starts of a fit as lanes of the same batches, whose optimisers' questions are answered together. The value is
 * {@code objective(traces) + sum of squared priors}.
 *
 * @param <L> how traces are differentiated
 */
abstract sealed class StartLanes<L extends TraceLanes> implements AutoCloseable
        permits LeastSquaresStarts, GradientStarts {
    final FitProblem problem;
    final int lanes;
    final List<L> experiments;
    private final boolean[] lost;

    /** Lays out every experiment for so many starts. */
    StartLanes(FitProblem problem, int lanes, IntFunction<L> experiment) {
        this.problem = problem;
        this.lanes = lanes;
        experiments = IntStream.range(0, problem.experiments().size())
                .mapToObj(experiment)
                .toList();
        lost = new boolean[lanes];
    }

    /** Pulls all starts to the recordings. */
    void clamp(double conductance_mS_per_cm2) {
        experiments.forEach(lanes -> lanes.clamp(conductance_mS_per_cm2));
    }

    /** Looks at the first part of every recording only. */
    void look(double part) {
        experiments.forEach(lanes -> lanes.look(part));
    }

    /** Writes the points of some starts into their lanes, and runs every experiment. */
    void run(List<Integer> starts, List<double[]> points, Function<L, List<Divergence>> run) {
        Arrays.fill(lost, false);
        for (int k = 0; k < starts.size(); k++) {
            for (L experiment : experiments) {
                lost[starts.get(k)] |= !experiment.write(starts.get(k), points.get(k));
            }
        }
        for (L experiment : experiments) {
            run.apply(experiment).forEach(divergence -> lost[divergence.lane()] = true);
        }
    }

    /** The value of every start at a point of its own, free of a clamp and over the whole recordings; infinite for a lost one. */
    double[] values(List<double[]> points) {
        clamp(0);
        look(1);
        run(IntStream.range(0, lanes).boxed().toList(), points, TraceLanes::run);
        double[] values = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            values[lane] = isLost(lane) ? Double.POSITIVE_INFINITY : value(lane, points.get(lane));
        }
        return values;
    }

    private double value(int lane, double[] theta) {
        double[][] traces = traces(lane);
        double[][] ignored = Arrays.stream(traces).map(double[]::clone).toArray(double[][]::new);
        return problem.objective().evaluate(traces, 0, ignored)
                + Arrays.stream(priors(theta)).map(prior -> prior * prior).sum();
    }

    /** Whether a start's last point is not allowed, or led to a voltage without bounds. */
    boolean isLost(int lane) {
        return lost[lane];
    }

    /** The traces of a start in the last run. */
    double[][] traces(int lane) {
        return experiments.stream().map(experiment -> experiment.trace(lane)).toArray(double[][]::new);
    }

    /** The residuals of the priors that there are. */
    double[] priors(double[] theta) {
        return ParameterSet.priors(problem.parameters(), theta);
    }

    /** Their derivatives by theta number {@code by}. */
    double[] priorSlopes(double[] theta, int by) {
        return ParameterSet.priorSlopes(problem.parameters(), theta, by);
    }

    @Override
    public void close() {
        experiments.forEach(TraceLanes::close);
    }
}
