package dev.ranvier.fit;

import dev.ranvier.integrate.StepListener;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import java.util.List;

/** How the residuals of some starts are differentiated, for steps of Levenberg-Marquardt. */
interface JacobianMethod extends StartRuns {
    @Override
    default void run(List<Integer> starts, List<double[]> points) {
        lanes().runOnce(starts, points, experiment -> experiment.run(StepListener.NONE));
    }

    /** Runs some starts at points so that {@link #steps} can tell. */
    void runForSteps(List<Integer> starts, List<double[]> points);

    /**
     * The steps of a start from theta, after {@link #runForSteps} there.
     *
     * @param square of a residual that is off as much as is to be expected
     */
    DampedSteps steps(int lane, double[] theta, double[] residuals, double square);

    /** How the damping of its {@link #steps} moves. */
    Damping damping();
}
