package dev.ranvier.fit;

import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.record.RecordedTangents;
import java.util.List;

/** Traces, with one direction forwards and one cotangent backwards at a time. */
final class ProductLanes extends GradientLanes {
    private final Differentials direction;
    private final ForwardSweep forward;
    private final TangentSweep sweep;
    private final RecordedTangents tangents;

    ProductLanes(FitProblem problem, int number, int lanes, Checkpoints plan) {
        super(problem, number, lanes, plan);
        direction = parameters.direction(batch, drive);
        forward = new ForwardSweep(batch, problem.scheme(), drive);
        tangents = new RecordedTangents(
                batch, problem.scheme(), drive, observed, first, stride, steps(), List.of(direction));
        sweep = new TangentSweep(batch, problem.scheme(), drive, problem.start(), List.of(direction), tangents);
    }

    /** The rate of change of a lane's trace at theta where theta changes at the rates v; runs the lane there. */
    double[] along(int lane, double[] theta, double[] v) {
        write(lane, theta);
        parameters.direct(direction, theta, v, lane);
        forward.run(problem.start(), steps(), recording(sweep));
        return seen(tangents.tangents(0)[0][lane]);
    }

    /** The derivative of {@code traceBar . trace} of a lane by theta; runs the lane there, and back. */
    double[] back(int lane, double[] theta, double[] traceBar) {
        write(lane, theta);
        run();
        double[][] traceBars = new double[lanes][samples()];
        traceBars[lane] = traceBar;
        back(traceBars);
        return gradient(lane);
    }
}
