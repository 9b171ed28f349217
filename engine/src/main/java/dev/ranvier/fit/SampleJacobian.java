package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * The Jacobian of one start backwards, a cotangent for every sample, many at once: for blocks of many numbers, whose
 * features then are few.
 */
final class SampleJacobian implements Jacobian {
    /** Cotangents of more samples than this holds are swept back in parts. */
    private static final long COTANGENT_BYTES = 1L << 24;
    /** Rows beside those of the steps. */
    private static final int ENDS = 2;

    private final StartLanes lanes;
    private final List<TraceJacobian> sweeps = new ArrayList<>();

    SampleJacobian(FitProblem problem) {
        lanes = new StartLanes(problem, 1, number -> ExperimentLanes.steps(problem, number) + ENDS);
        for (ExperimentLanes at : lanes.experiments) {
            Probe observed = at.observed().getFirst();
            TraceJacobian.Samples samples = new TraceJacobian.Samples(
                    observed.node(), observed instanceof Probe.ClampCurrent, at.stride, at.samples());
            sweeps.add(
                    new TraceJacobian(at.batch, problem.scheme(), at.drive, lanes.targets(), samples, COTANGENT_BYTES));
        }
    }

    /** Memory for the rows of a run of every experiment. */
    static long bytes(FitProblem problem) {
        long sum = 0;
        for (int number = 0; number < problem.experiments().size(); number++) {
            sum += (ExperimentLanes.steps(problem, number) + (long) ENDS)
                    * Batch.rowBytes(
                            problem.cell(), 1, problem.experiments().get(number).nodes());
        }
        return sum;
    }

    @Override
    public StartLanes lanes() {
        return lanes;
    }

    /** The run keeps all its rows. */
    @Override
    public void runForSteps(List<Integer> starts, List<double[]> points) {
        run(starts, points);
    }

    @Override
    public Linearised at(int lane, double[] theta) {
        for (ExperimentLanes at : lanes.experiments) {
            TraceJacobian back = sweeps.get(at.number);
            back.run(
                    lanes.problem.start(),
                    at.horizon(),
                    (from, to) -> lanes.blocks.collect(at.number, back, from, to, theta));
        }
        return Linearised.of(lanes, lane, lanes.blocks.features(theta, lanes.penalties(lane)));
    }
}
