package dev.ranvier.fit;

import dev.ranvier.parameter.Parameter;
import java.util.List;

/**
 * What recordings say of a recovery: how sure it is, whether the model explains them, and if not which of its known numbers may be
 * wrong.
 *
 * @param bands one a gate, channel by channel
 * @param deviations of the numbers that were fitted, in the engine's units
 * @param deviation_mV of a sample: of what is left, as if it were white
 * @param explanations one a recording
 * @param byHalvedSteps_mV how far the model at each recording is from itself by steps half as long, as {@link Experiment#rmse_mV}
 * @param suspects known numbers, those that would explain most first; where everything is explained, those with which it would be
 *     so better than by chance
 * @param identifiability what the recordings determine, and what trades off
 */
public record Evidence(
        List<Bounds> bands,
        List<Double> deviations,
        double deviation_mV,
        List<Explanation> explanations,
        List<Double> byHalvedSteps_mV,
        List<Suspect> suspects,
        Identifiability identifiability) {
    /** Deviations that make a band of 95 %. */
    public static final double SURE = 1.96;

    /**
     * Standard deviations of the curves of a gate at the nodes of its grid: of logit x_inf and of ln tau.
     *
     * @param logitInf of {@code ln(x_inf / (1 - x_inf))}
     * @param logTau of {@code ln(tau / ms)}
     */
    public record Band(List<Double> logitInf, List<Double> logTau) {
        /** Copies the lists. */
        public Band {
            logitInf = List.copyOf(logitInf);
            logTau = List.copyOf(logTau);
        }

        /** Of curve 0, logit x_inf, or 1, ln tau. */
        List<Double> deviations(int curve) {
            return curve == 0 ? logitInf : logTau;
        }
    }

    /**
     * How far the curves of a gate may be from what was found.
     *
     * @param below deviations on the side of smaller values
     * @param above deviations on the side of larger values
     */
    public record Bounds(Band below, Band above) {
        /** The same on both sides. */
        public static Bounds around(Band band) {
            return new Bounds(band, band);
        }

        /** The deviation of curve 0, logit x_inf, or 1, ln tau, at a node, on the side of {@code off}: negative is below. */
        public double deviation(int curve, int node, double off) {
            return (off < 0 ? below : above).deviations(curve).get(node);
        }
    }

    /**
     * Whether a recording is explained: what the model leaves of it is hardly more than its noise, and as white, or as correlated as
     * noise may be ({@link Noise}).
     *
     * @param rmse_mV distance of model and recording
     * @param noise_mV noise on the recording, as its third differences tell
     * @param correlation of the noise of one sample and the next; 0 where it is white
     * @param ljungBox {@link Whiteness#ljungBox} of what is left
     * @param explained the verdict
     * @param from_ms where the twentieth of the recording begins that is the farthest off
     * @param to_ms where it ends
     * @param share its part of the squared distance
     */
    public record Explanation(
            double rmse_mV,
            double noise_mV,
            double correlation,
            double ljungBox,
            boolean explained,
            double from_ms,
            double to_ms,
            double share) {}

    /**
     * A known number that might be wrong.
     *
     * @param parameter the number, in the engine's unit, or a factor on it
     * @param value where it goes when it is fitted too
     * @param explained the part of the squared distance that goes then
     */
    public record Suspect(Parameter parameter, double value, double explained) {}

    /** Copies the lists. */
    public Evidence {
        bands = List.copyOf(bands);
        deviations = List.copyOf(deviations);
        explanations = List.copyOf(explanations);
        byHalvedSteps_mV = List.copyOf(byHalvedSteps_mV);
        suspects = List.copyOf(suspects);
    }

    /** The same with other bands and suspects. */
    Evidence with(List<Bounds> bands, List<Suspect> suspects) {
        return new Evidence(bands, deviations, deviation_mV, explanations, byHalvedSteps_mV, suspects, identifiability);
    }

    /** Whether every recording is explained. */
    public boolean isExplained() {
        return explanations.stream().allMatch(Explanation::explained);
    }
}
