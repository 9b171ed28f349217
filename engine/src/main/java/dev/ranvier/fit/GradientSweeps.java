package dev.ranvier.fit;

import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.Target;
import dev.ranvier.record.RecordedCotangents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Runs of all starts, and the way back from cotangents of their traces to their thetas, within a budget of memory. */
final class GradientSweeps implements StartRuns {
    final StartLanes lanes;
    private final List<Sweep> sweeps = new ArrayList<>();

    GradientSweeps(FitProblem problem, int lanes, long budget_bytes) {
        this.lanes = new StartLanes(
                problem,
                lanes,
                (number, steps) ->
                        plan(problem, number, lanes, budget_bytes, steps).batchRows());
        for (ExperimentLanes experiment : this.lanes.experiments) {
            IntFunction<Checkpoints> plans = steps -> plan(problem, experiment.number, lanes, budget_bytes, steps);
            sweeps.add(new Sweep(experiment, this.lanes.targets(), plans));
        }
    }

    /** One experiment, there and back. */
    private static final class Sweep {
        private final Differentials bars;
        private final Optional<DifferentiatedRun> lead;
        private final DifferentiatedRun run;
        /** {@code [probe][lane][sample]}, as the way back reads them. */
        private final double[][][] sampleBars = new double[1][][];

        private final RecordedCotangents cotangents;

        Sweep(ExperimentLanes at, Set<Target> targets, IntFunction<Checkpoints> plans) {
            Scheme scheme = at.model.scheme();
            bars = Differentials.lanewise(at.batch, at.drive, targets);
            lead = at.lead.map(before -> before.differentiated(plans.apply(before.steps), bars));
            run = new DifferentiatedRun(at.batch, scheme, at.drive, at.start, plans.apply(at.steps()), bars);
            cotangents = new RecordedCotangents(
                    at.batch, scheme, at.drive, at.observed(), at.first(), at.stride, bars, sampleBars);
        }

        List<Divergence> forward(ExperimentLanes at) {
            lead.ifPresent(before -> {
                before.forward(StepListener.NONE);
                at.lead.orElseThrow().handTo(at.batch, at.first());
            });
            return run.forward(at.recording(StepListener.NONE));
        }
    }

    /** The rows that the way back needs of so many steps of an experiment or its lead, which share the budget. */
    private static Checkpoints plan(FitProblem problem, int number, int lanes, long budget_bytes, int steps) {
        Experiment experiment = problem.experiments().get(number);
        return Checkpoints.within(
                experiment.lead_ms() > 0 ? budget_bytes / 2 : budget_bytes,
                problem.cell(),
                lanes,
                experiment.nodes(),
                steps);
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
        return sweeps.get(experiment.number).forward(experiment);
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
                .map(ofLane -> experiment.ofRun(ofLane[experiment.number]))
                .toArray(double[][]::new);
        sweep.run.reverse(sweep.cotangents);
        sweep.lead.ifPresent(before -> before.reverse(_ -> {}));
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
