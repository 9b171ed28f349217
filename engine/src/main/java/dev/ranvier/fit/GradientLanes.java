package dev.ranvier.fit;

import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Cotangents;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.StepListener;
import java.util.List;

/** Traces, and the way back from their cotangents to the parameters. */
final class GradientLanes extends TraceLanes {
    private final Cotangents bars;
    private final DifferentiatedRun run;

    GradientLanes(FitProblem problem, int number, int lanes, Checkpoints plan) {
        super(problem, number, lanes, plan.batchRows());
        bars = Cotangents.lanewise(batch, drive, parameters.targets());
        run = new DifferentiatedRun(batch, problem.scheme(), drive, problem.start(), plan, bars);
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
        run.reverse(n -> {
            int sample = sample(n);
            if (sample >= 0) {
                for (int lane = 0; lane < lanes; lane++) {
                    int e = observed() + lane;
                    bars.v().set(e, bars.v().get(e) + traceBars[lane][sample]);
                }
            }
        });
    }

    /** The derivative of the scalar of a lane by its theta, after {@link #back}. */
    double[] gradient(int lane) {
        return parameters.gradient(bars, theta(lane), lane);
    }
}
