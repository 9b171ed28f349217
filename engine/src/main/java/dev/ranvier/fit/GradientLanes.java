package dev.ranvier.fit;

import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.record.RecordedCotangents;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Traces, and the way back from their cotangents to the parameters. */
sealed class GradientLanes extends TraceLanes permits ProductLanes {
    private final Differentials bars;
    private final DifferentiatedRun run;
    private final double[][][] sampleBars = new double[1][][];
    private final RecordedCotangents cotangents;

    GradientLanes(FitProblem problem, int number, int lanes, Checkpoints plan) {
        super(problem, number, lanes, plan.batchRows());
        bars = Differentials.lanewise(batch, drive, parameters.targets());
        run = new DifferentiatedRun(batch, problem.scheme(), drive, problem.start(), plan, bars);
        cotangents = new RecordedCotangents(batch, problem.scheme(), drive, observed, first, stride, bars, sampleBars);
    }

    @Override
    List<Divergence> run() {
        return run.forward(recording(StepListener.NONE));
    }

    /**
     * Goes back the way of the last run.
     *
     * @param traceBars {@code [lane][sample]}: derivatives of a scalar by each lane's trace
     */
    void back(double[][] traceBars) {
        bars.clear();
        sampleBars[0] = Arrays.stream(traceBars).map(this::seen).toArray(double[][]::new);
        run.reverse(cotangents);
    }

    /** The derivative of the scalar of a lane by its theta, after {@link #back}. */
    double[] gradient(int lane) {
        return parameters.gradient(bars, theta(lane), lane);
    }

    /** Every experiment of a problem, within a budget. */
    static IntFunction<GradientLanes> of(FitProblem problem, int lanes, long budget_bytes) {
        return number -> new GradientLanes(problem, number, lanes, plan(problem, number, lanes, budget_bytes));
    }

    /** Zeros for the cotangents of all traces: {@code [lane][experiment][sample]}. */
    static double[][][] noBars(List<? extends GradientLanes> experiments, int lanes) {
        double[][][] bars = new double[lanes][experiments.size()][];
        for (double[][] ofLane : bars) {
            for (int e = 0; e < ofLane.length; e++) {
                ofLane[e] = new double[experiments.get(e).samples()];
            }
        }
        return bars;
    }

    /** Goes back in all experiments; bars as in {@link #noBars}. */
    static void back(List<GradientLanes> experiments, double[][][] bars) {
        for (int e = 0; e < experiments.size(); e++) {
            double[][] ofExperiment = new double[bars.length][];
            for (int lane = 0; lane < bars.length; lane++) {
                ofExperiment[lane] = bars[lane][e];
            }
            experiments.get(e).back(ofExperiment);
        }
    }

    /** The sum of a lane's gradients over all experiments. */
    static double[] gradient(List<GradientLanes> experiments, int lane) {
        double[] sum = new double[experiments.getFirst().parameters.size()];
        for (GradientLanes experiment : experiments) {
            double[] part = experiment.gradient(lane);
            for (int p = 0; p < sum.length; p++) {
                sum[p] += part[p];
            }
        }
        return sum;
    }
}
