package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.fit.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What one draw of a case came to.
 *
 * @param training_mV the largest RMSE against a noiseless truth that was recorded with noise
 * @param unseen_mV RMSE under each current that no fit has seen
 * @param coincidence of the spikes under these, within 1 ms, the least
 * @param xInf the largest error of x_inf over the visited voltages, x_inf scaled as fits best
 * @param tau the largest error of ln tau there
 * @param covered the part of the true curves there that lies in the bands; NaN where nobody asked
 * @param evidence what the recovery says of itself, where somebody asked
 * @param wrong the name of the one number that was wrong, where there was one
 * @param seconds of the fit
 */
record Draw(
        double training_mV,
        List<Double> unseen_mV,
        double coincidence,
        double xInf,
        double tau,
        double covered,
        Optional<Evidence> evidence,
        Optional<String> wrong,
        double seconds) {
    /** Copies the list. */
    Draw {
        unseen_mV = List.copyOf(unseen_mV);
    }

    /** The worst of the unseen. */
    double worstUnseen_mV() {
        return unseen_mV.stream().mapToDouble(x -> x).max().orElse(Double.NaN);
    }

    /** The mean of the unseen. */
    double meanUnseen_mV() {
        return unseen_mV.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    }

    boolean isExplained() {
        return evidence.orElseThrow().isExplained();
    }

    /** Whether the first that is suspected is the wrong one. */
    boolean isNamed() {
        return evidence.orElseThrow().suspects().stream()
                .limit(1)
                .anyMatch(suspect -> suspect.parameter().name().equals(wrong.orElseThrow()));
    }
}
