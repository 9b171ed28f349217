package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.record.RecordedTangents;
import java.util.List;

/** Traces and their derivatives by every parameter, computed beside the run. */
final class TangentLanes extends TraceLanes {
    private final ForwardSweep forward;
    private final List<Differentials> directions;
    private final TangentSweep sweep;
    private final RecordedTangents tangents;

    TangentLanes(FitProblem problem, int number, int lanes) {
        super(problem, number, lanes, 2);
        forward = new ForwardSweep(batch, problem.scheme(), drive);
        directions = parameters.directions(batch, drive);
        tangents = new RecordedTangents(batch, problem.scheme(), drive, observed, first, stride, steps(), directions);
        sweep = new TangentSweep(batch, problem.scheme(), drive, problem.start(), directions, tangents);
    }

    @Override
    List<Divergence> run() {
        return forward.run(problem.start(), steps(), recording(StepListener.NONE));
    }

    /** The same, with tangents. */
    List<Divergence> runWithTangents() {
        for (int lane = 0; lane < lanes; lane++) {
            parameters.direct(directions, theta(lane), lane);
        }
        return forward.run(problem.start(), steps(), recording(sweep));
    }

    /** The derivative of a lane's trace by theta number {@code parameter}. */
    double[] tangent(int lane, int parameter) {
        return seen(tangents.tangents(parameter)[0][lane]);
    }
}
