package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A method that forms the whole Jacobian. */
interface Jacobian extends JacobianMethod {
    /** With residuals and priors in units of their deviations. */
    Damping IN_DEVIATIONS = new Damping(1e-2, 1e-9, 4, 1 / 6.0);

    /**
     * Residuals linearised.
     *
     * @param columns their derivatives by each coordinate y, penalties last
     * @param step the change of theta for y
     */
    record Linearised(List<double[]> columns, UnaryOperator<double[]> step) {
        /**
         * From traces to residuals.
         *
         * @param columns {@code [coordinate][experiment][sample]}: derivatives of the traces of a lane
         * @param penalties {@code [coordinate]}: of the penalties
         */
        static Linearised of(
                StartLanes lanes,
                int lane,
                List<double[][]> columns,
                List<double[]> penalties,
                UnaryOperator<double[]> step) {
            StackedResiduals residuals = lanes.objective().residuals(lanes.traces(lane));
            List<double[]> joined = new ArrayList<>();
            for (int k = 0; k < columns.size(); k++) {
                joined.add(StartLanes.joined(residuals.pushForward(columns.get(k)), penalties.get(k)));
            }
            return new Linearised(joined, step);
        }
    }

    /** At theta, after {@link #runForSteps} there. */
    Linearised at(int lane, double[] theta);

    /**
     * Numbers of a model may have little or no slope: their steps are limited, and damped where they are flat. Curves and networks of
     * gates are many, and held by their priors: their damping counts in units of the square, as if residuals were divided by their
     * deviations.
     */
    @Override
    default DampedSteps steps(int lane, double[] theta, double[] residuals, double square) {
        Linearised linearised = at(lane, theta);
        if (lanes().problem.block().hasFeatures()) {
            return DampedSteps.dense(linearised.columns(), residuals)
                    .inUnits(square)
                    .then(linearised.step());
        }
        return DampedSteps.eigen(linearised.columns(), residuals, lanes().blocks.longest(theta))
                .then(linearised.step());
    }

    @Override
    default Damping damping() {
        return lanes().problem.block().hasFeatures() ? IN_DEVIATIONS : Damping.BY_LENGTH;
    }
}
