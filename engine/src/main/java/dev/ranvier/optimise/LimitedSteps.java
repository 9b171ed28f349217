package dev.ranvier.optimise;

import java.util.List;

/**
 * Steps whose components have limits. A step that is too long is not shortened as a whole: more damping first takes back what goes
 * along directions in which the residuals hardly change, which is what makes steps long.
 */
final class LimitedSteps implements DampedSteps {
    private static final double MORE = 1.5;

    private final DampedSteps steps;
    private final List<Double> longest;

    LimitedSteps(DampedSteps steps, List<Double> longest) {
        this.steps = steps;
        this.longest = List.copyOf(longest);
    }

    @Override
    public double[] step(double damping) {
        return steps.step(damping);
    }

    /** A damping too small for double precision is too small here as well. */
    @Override
    public double enough(double damping) {
        double enough = damping;
        while (Double.isFinite(enough) && isTooLong(enough)) {
            enough *= MORE;
        }
        return enough;
    }

    private boolean isTooLong(double damping) {
        try {
            double[] step = steps.step(damping);
            for (int k = 0; k < step.length; k++) {
                if (Math.abs(step[k]) > longest.get(k)) {
                    return true;
                }
            }
            return false;
        } catch (ArithmeticException singular) {
            return true;
        }
    }
}
