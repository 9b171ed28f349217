package dev.ranvier.fit;

import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.model.ModelException;
import dev.ranvier.record.SpikeTimes;
import java.util.Arrays;

/** What ties numbers to where they start. */
public sealed interface Tether {
    /** The tether of a stage that has none. */
    Tether NONE = new OfSamples(0);

    /**
     * The root of what a change by 1 of a number's coordinate costs, in units of the objective.
     *
     * @param problem whose recordings and numbers they are
     * @param expected the objective where a stage begins, or what it is taken for
     */
    double weight(FitProblem problem, double expected);

    /** How many errors of the recordings say something of their own: as much as one of them a prior counts. */
    double independentErrors(FitProblem problem);

    /**
     * As much as an error of every sample.
     *
     * @param error_mV of what is observed, in mV or what counts as much
     */
    record OfSamples(double error_mV) implements Tether {
        @Override
        public double weight(FitProblem problem, double expected) {
            return Math.sqrt(problem.unitValue()) * error_mV;
        }

        @Override
        public double independentErrors(FitProblem problem) {
            return problem.data();
        }
    }

    /**
     * The more, the less recordings say of so many numbers: {@code objective independent_ms / recorded_ms / spread^2}, {@code spread =
     * numbersPerSpike spikes / numbers} being the standard deviation of a coordinate around its start. A recording counts as one spike
     * every 200 ms at least.
     *
     * @param numbersPerSpike how many numbers a recorded spike tells
     * @param independent_ms after which time an error says something new
     */
    record BySpikes(double numbersPerSpike, double independent_ms) implements Tether {
        private static final double PER_SPIKE_ms = 200;

        /**
         * Refuses what is not positive.
         *
         * @throws ModelException if one is not
         */
        public BySpikes {
            ModelException.positive("numbersPerSpike", numbersPerSpike);
            ModelException.positive("independent_ms", independent_ms);
        }

        @Override
        public double weight(FitProblem problem, double expected) {
            double spikes =
                    problem.experiments().stream().mapToLong(BySpikes::spikes).sum();
            double spread = numbersPerSpike
                    * Math.max(spikes, recorded_ms(problem) / PER_SPIKE_ms)
                    / problem.block().size();
            return Math.sqrt(expected / independentErrors(problem)) / spread;
        }

        @Override
        public double independentErrors(FitProblem problem) {
            return recorded_ms(problem) / independent_ms;
        }

        private static double recorded_ms(FitProblem problem) {
            return problem.experiments().stream()
                    .mapToDouble(experiment ->
                            experiment.samples().length * experiment.recorded().interval_ms())
                    .sum();
        }

        /** Those of a recorded voltage after the lead. */
        private static long spikes(Experiment experiment) {
            return experiment.clamped().isPresent()
                    ? 0
                    : Arrays.stream(SpikeTimes.of(
                                    experiment.recorded().values(),
                                    experiment.recorded().interval_ms(),
                                    StimulusWindow.THRESHOLD_mV))
                            .filter(t_ms -> t_ms >= experiment.lead_ms())
                            .count();
        }
    }
}
