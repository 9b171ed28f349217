package dev.ranvier.fit;

import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.Target;
import dev.ranvier.record.RecordedCotangents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Runs of all starts, and the way back from cotangents of their traces to their thetas, within a budget of memory. */
final class GradientSweeps implements StartRuns {
    final StartLanes lanes;
    private final List<Sweep> sweeps = new ArrayList<>();

    GradientSweeps(FitProblem problem, int lanes, long budget_bytes) {
        this.lanes = new StartLanes(
                problem,
                lanes,
                number -> plan(problem, number, lanes, budget_bytes).batchRows());
        for (ExperimentLanes experiment : this.lanes.experiments) {
            Checkpoints plan = plan(problem, experiment.number, lanes, budget_bytes);
            sweeps.add(new Sweep(experiment, this.lanes.targets(), plan));
        }
    }

    /** One experiment, there and back. */
    private static final class Sweep {
        private final Differentials bars;
        private final DifferentiatedRun run;
        /** {@code [probe][lane][sample]}, as the way back reads them. */
        private final double[][][] sampleBars = new double[1][][];

        private final RecordedCotangents cotangents;

        Sweep(ExperimentLanes at, Set<Target> targets, Checkpoints plan) {
            FitProblem problem = at.problem;
            bars = Differentials.lanewise(at.batch, at.drive, targets);
            run = new DifferentiatedRun(at.batch, problem.scheme(), at.drive, problem.start(), plan, bars);
            cotangents = new RecordedCotangents(
                    at.batch, problem.scheme(), at.drive, at.observed(), at.first, at.stride, bars, sampleBars);
        }
    }

    /** The rows that an experiment's way back needs. */
    private static Checkpoints plan(FitProblem problem, int number, int lanes, long budget_bytes) {
        return Checkpoints.within(
                budget_bytes,
                problem.cell(),
                lanes,
                problem.experiments().get(number).nodes(),
                ExperimentLanes.steps(problem, number));
    }

    @Override
    public StartLanes lanes() {
        return lanes;
    }

    @Override
    public void run(List<Integer> starts, List<double[]> points) {
        lanes.runOnce(starts, points, this::run);
    }

    /** Runs one experiment as its lanes stand. */
    List<Divergence> run(ExperimentLanes experiment) {
        return sweeps.get(experiment.number).run.forward(experiment.recording(StepListener.NONE));
    }

    /** Zeros for the cotangents of all traces: {@code [lane][experiment][sample]}. */
    double[][][] noBars() {
        double[][][] bars = new double[lanes.lanes][lanes.experiments.size()][];
        for (double[][] ofLane : bars) {
            Arrays.setAll(ofLane, e -> new double[lanes.experiments.get(e).samples()]);
        }
        return bars;
    }

    /** Goes back the way of the last run in all experiments; bars as in {@link #noBars}. */
    void back(double[][][] traceBars) {
        lanes.each(experiment -> back(experiment, traceBars));
    }

    /** The same in one experiment; the cotangents that it leads to. */
    Differentials back(ExperimentLanes experiment, double[][][] traceBars) {
        Sweep sweep = sweeps.get(experiment.number);
        sweep.bars.clear();
        sweep.sampleBars[0] = Arrays.stream(traceBars)
                .map(ofLane -> experiment.seen(ofLane[experiment.number]))
                .toArray(double[][]::new);
        sweep.run.reverse(sweep.cotangents);
        return sweep.bars;
    }

    /** The derivative of the scalar of a lane by its theta, after {@link #back}. */
    double[] gradient(int lane) {
        return lanes.gradient(experiment -> sweeps.get(experiment.number).bars, lane);
    }

    /** The same of one experiment. */
    double[] gradient(ExperimentLanes experiment, int lane) {
        return lanes.blocks.pullBack(experiment.number, sweeps.get(experiment.number).bars, lane, lanes.theta(lane));
    }
}
