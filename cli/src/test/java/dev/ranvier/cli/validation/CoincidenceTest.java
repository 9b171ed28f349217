package dev.ranvier.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.model.SampledSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoincidenceTest {
    private static final double ROUNDING = 1e-12;

    private static SpikeTrain at(Double... times_ms) {
        return new SpikeTrain(List.of(times_ms));
    }

    /** By hand: rate 3/100, 2 nu delta = 0.12, by chance 0.24 of the two that coincide, (2 - 0.24)/2.5/0.88. */
    @Test
    void factor_isJolivets() {
        Coincidence coincidence = Coincidence.of(at(10.0, 50.0), at(11.0, 52.0, 70.0), 100, 2);
        assertThat(coincidence.coincident()).isEqualTo(2);
        assertThat(coincidence.byChance()).isCloseTo(0.24, within(ROUNDING));
        assertThat(coincidence.factor()).isCloseTo((2 - 0.12 * 2) / 2.5 / 0.88, within(ROUNDING));
    }

    @Test
    void factor_isOneForTheSameTrain_andNegativeForOneThatAvoidsIt() {
        SpikeTrain train = at(10.0, 40.0, 90.0);
        assertThat(Coincidence.of(train, train, 100, 4).factor()).isCloseTo(1, within(ROUNDING));
        assertThat(Coincidence.of(train, at(20.0, 60.0), 100, 4).factor()).isNegative();
        assertThat(Coincidence.of(train, at(), 100, 4).factor()).isZero();
        assertThat(Coincidence.of(at(), at(), 100, 4).factor()).isNaN();
    }

    @Test
    void aSpikeOfTheModel_servesOnce() {
        assertThat(Coincidence.of(at(10.0, 12.0), at(11.0), 100, 4).coincident())
                .isEqualTo(1);
    }

    @Test
    void spikes_areCrossingsBetweenSamples_fromATimeOn_withoutNoiseOnThem() {
        double[] v = {-60, 20, -20, 20, -60, -60, -60, -60, -60, -60, -60, -60, -60, 60, -60};
        SampledSignal voltage = new SampledSignal(0.25, v);
        assertThat(SpikeTrain.of(voltage, 0, 0).times_ms()).containsExactly(0.25 * 0.75, 0.25 * 12.5);
        assertThat(SpikeTrain.of(voltage, 0, 1).times_ms()).containsExactly(0.25 * 12.5);
    }
}
