package dev.ranvier.optimise;

import java.util.List;
import java.util.Optional;

/** A sum of squares {@code |r(theta)|^2}, to be minimised by {@link LevenbergMarquardt}. */
public interface LeastSquares {
    /** r at theta; empty where it does not exist. */
    Optional<double[]> residuals(double[] theta);

    /**
     * The changes of theta that minimise the linearised problem.
     *
     * @param theta the point of the last accepted residuals
     * @param residuals those residuals
     */
    DampedSteps steps(double[] theta, double[] residuals);

    /** What {@link LevenbergMarquardt} asks. */
    default Answer answer(Question question) {
        return question.residuals()
                .<Answer>map(residuals -> new Answer.Steps(steps(question.point(), residuals)))
                .orElseGet(() -> new Answer.Residuals(residuals(question.point())));
    }

    /** A problem that gives columns of a Jacobian, in coordinates of its own. */
    interface InFeatures extends LeastSquares {
        /** Columns of B at theta, the point of the last accepted residuals. */
        List<double[]> features(double[] theta);

        /** The change of theta for y in the columns of the last {@link #features}. */
        double[] step(double[] y);

        @Override
        default DampedSteps steps(double[] theta, double[] residuals) {
            DampedSteps inFeatures = DampedSteps.dense(features(theta), residuals);
            return damping -> step(inFeatures.step(damping));
        }
    }

    /** A point at which residuals are wanted, or, where they are known, the steps from there. */
    final class Question {
        private final double[] point;
        private final Optional<double[]> residuals;

        Question(double[] point, Optional<double[]> residuals) {
            this.point = point.clone();
            this.residuals = residuals.map(double[]::clone);
        }

        /** Theta. */
        public double[] point() {
            return point;
        }

        /** Those at the point if steps are wanted; empty if they are wanted themselves. */
        public Optional<double[]> residuals() {
            return residuals;
        }
    }

    /** The answer to a question of its kind. */
    sealed interface Answer {
        /** r; empty where it does not exist. */
        record Residuals(Optional<double[]> residuals) implements Answer {}

        /** The steps. */
        record Steps(DampedSteps steps) implements Answer {}
    }
}
