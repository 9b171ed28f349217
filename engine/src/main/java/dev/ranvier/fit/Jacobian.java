package dev.ranvier.fit;

import dev.ranvier.fit.ParameterBlock.Features;
import dev.ranvier.loss.StackedResiduals;
import dev.ranvier.optimise.DampedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A method that forms the whole Jacobian. */
interface Jacobian extends JacobianMethod {
    /**
     * Residuals linearised.
     *
     * @param columns their derivatives by each coordinate y, penalties last
     * @param longest the longest step along each y
     * @param step the change of theta for y
     */
    record Linearised(List<double[]> columns, List<Double> longest, UnaryOperator<double[]> step) {
        /** From traces to residuals. */
        static Linearised of(StartLanes lanes, int lane, Features features) {
            StackedResiduals residuals = lanes.problem.objective().residuals(lanes.traces(lane));
            List<double[]> columns = new ArrayList<>();
            for (int k = 0; k < features.columns().size(); k++) {
                double[] ofTraces = residuals.pushForward(features.columns().get(k));
                columns.add(StartLanes.joined(ofTraces, features.penalties().get(k)));
            }
            return new Linearised(columns, features.longest(), features.step());
        }
    }

    /** At theta, after {@link #runForSteps} there. */
    Linearised at(int lane, double[] theta);

    /** Damping counts in units of the square: with residuals and priors divided by their deviations it would be a pure number. */
    @Override
    default DampedSteps steps(int lane, double[] theta, double[] residuals, double square) {
        Linearised linearised = at(lane, theta);
        return DampedSteps.dense(linearised.columns(), residuals)
                .within(linearised.longest())
                .inUnitsOf(square)
                .then(linearised.step());
    }
}
