package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AgreementTest {
    private static final double[] SPIKES = {10, 40, 70, 90};

    @Test
    void coincidence_ofEqualTrains_isOne_andOfFarOnesBelowZero() {
        assertThat(Agreement.coincidence(SPIKES, SPIKES.clone(), 100, 2)).isCloseTo(1, within(1e-12));
        assertThat(Agreement.coincidence(new double[0], new double[0], 100, 2)).isEqualTo(1);
        assertThat(Agreement.coincidence(SPIKES, new double[] {20, 50}, 100, 2)).isNegative();
    }

    @Test
    void coincidence_ofTrainsThatMeetInPart_isThatOfTheFormula() {
        // Three of four meet within 2 ms; by chance 2 * 2 * 3 / 100 * 4 would; norm 3.5 (1 - 2 * 2 * 3 / 100).
        double expected = (3 - 0.48) / (3.5 * 0.88);
        assertThat(Agreement.coincidence(SPIKES, new double[] {11, 40, 71.9}, 100, 2))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void coincidence_takesEverySpikeOnce() {
        assertThat(Agreement.coincidence(new double[] {10, 11}, new double[] {10.5}, 1e6, 2))
                .isCloseTo(1 / 1.5, within(1e-4));
    }
}
