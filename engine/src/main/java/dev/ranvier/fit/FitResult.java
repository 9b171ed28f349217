package dev.ranvier.fit;

import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import java.util.List;
import java.util.Optional;

/**
 * What a fit has found.
 *
 * @param starts all starts, in order
 * @param best the start with the lowest {@link Started#choice}
 * @param traces_mV the model's voltage at the best start, for each experiment at the recording's samples; empty where no start
 *     could be run
 * @param uncertainty how well the recordings determine the parameters there; none where the objective is no sum of squares,
 *     where the Jacobian is too large to be kept, or where no start could be run
 */
public record FitResult(
        List<Started> starts, int best, List<SampledSignal> traces_mV, Optional<Uncertainty> uncertainty) {
    /**
     * Where a start led.
     *
     * @param first the numbers of the model at the start
     * @param values these numbers at its lowest point
     * @param theta all that was fitted there, in the coordinates of the blocks
     * @param first_value the objective, priors included, at the start; infinite where the model cannot be run
     * @param value the objective at the lowest point, priors included
     * @param heldOut the objective there of the recordings that were kept aside, if any were
     * @param steps that were taken
     * @param status how it ended; RUNNING when its steps were used up
     */
    public record Started(
            List<Double> first,
            List<Double> values,
            List<Double> theta,
            double first_value,
            double value,
            Optional<Double> heldOut,
            int steps,
            Status status) {
        /** By which starts are compared: the held-out objective, or without one the value. */
        public double choice() {
            return heldOut.orElse(value);
        }

        /** Theta as another fit begins there. */
        public double[] point() {
            return theta.stream().mapToDouble(x -> x).toArray();
        }

        /** The same after so many steps in all. */
        public Started after(int steps) {
            return new Started(first, values, theta, first_value, value, heldOut, steps, status);
        }

        /** Whether it ended because nothing lower was near. */
        public boolean hasConverged() {
            return status == Status.CONVERGED || status == Status.STALLED || status == Status.STOPPED;
        }
    }

    /**
     * From the Gauss-Newton matrix at the best point, {@code s^2 (J^T J)^-1} with {@code s^2 = |r|^2 / (residuals - parameters)},
     * in the parameters' own units.
     *
     * @param standardErrors one a parameter; infinite for one that the recordings do not determine
     * @param correlations between parameters, 1 on the diagonal
     * @param learned which part of what is known of each the recordings say and not its prior or tether: 1 minus its variance over
     *     that which these alone leave it; 1 without them, 0 for a number that stands where it was put
     */
    public record Uncertainty(List<Double> standardErrors, List<List<Double>> correlations, List<Double> learned) {}

    /** Copies the lists. */
    public FitResult {
        starts = List.copyOf(starts);
        traces_mV = List.copyOf(traces_mV);
    }

    /** The best start. */
    public Started bestStart() {
        return starts.get(best);
    }
}
