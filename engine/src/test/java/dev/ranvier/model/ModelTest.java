package dev.ranvier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelTest {
    @Test
    void mean_ofStep_isItsShareOfTheInterval() {
        Stimulus step = new Stimulus.Step(5, 10, 2);
        assertThat(step.mean_nA(0, 4)).isZero();
        assertThat(step.mean_nA(4, 6)).isEqualTo(1);
        assertThat(step.mean_nA(6, 7)).isEqualTo(2);
        assertThat(step.mean_nA(14.5, 15.5)).isEqualTo(1);
        assertThat(step.mean_nA(15, 16)).isZero();
    }

    @Test
    void mean_ofRampAndSum_isExact() {
        Stimulus ramp = new Stimulus.Ramp(10, 10, 0, 1);
        assertThat(ramp.mean_nA(10, 20)).isEqualTo(0.5);
        assertThat(ramp.mean_nA(8, 12)).isCloseTo(0.05, within(1e-15));
        Stimulus sum = new Stimulus.Sum(List.of(ramp, new Stimulus.Step(10, 10, 3)));
        assertThat(sum.mean_nA(10, 20)).isEqualTo(3.5);
        assertThat(Stimulus.none().mean_nA(0, 1)).isZero();
    }

    @Test
    void mean_ofHeldSamples_weighsEachByItsTime() {
        SampledSignal signal = new SampledSignal(0.1, new double[] {1, 2, 4});
        assertThat(signal.meanHeld(0, 0.1)).isCloseTo(1, within(1e-12));
        assertThat(signal.meanHeld(0.05, 0.15)).isCloseTo(1.5, within(1e-12));
        assertThat(signal.meanHeld(0, 0.3)).isCloseTo(7 / 3.0, within(1e-12));
        assertThat(signal.meanHeld(5, 6)).isEqualTo(4);
        assertThat(signal.linear(0.15)).isCloseTo(3, within(1e-12));
    }

    @Test
    void isConstant_neverLies() {
        Random random = new Random(1);
        List<Stimulus> stimuli = List.of(
                new Stimulus.Step(5, 10, 2),
                new Stimulus.Ramp(10, 10, 0, 1),
                new Stimulus.Sampled(new SampledSignal(0.5, new double[] {1, 2, 4})),
                new Stimulus.Sum(List.of(new Stimulus.Step(5, 10, 2), new Stimulus.Step(7, 2, 1))));
        for (Stimulus stimulus : stimuli) {
            for (int k = 0; k < 1000; k++) {
                double from = 25 * random.nextDouble(), to = from + 3 * random.nextDouble();
                if (stimulus.isConstant(from, to)) {
                    double middle = (from + to) / 2;
                    assertThat(stimulus.mean_nA(from, middle)).isCloseTo(stimulus.mean_nA(middle, to), within(1e-12));
                }
            }
        }
    }

    @Test
    void badValues_areNamed() {
        assertThatThrownBy(() -> new Cell(-1, 1, -70, List.of())).hasMessageContaining("area_um2=-1");
        assertThatThrownBy(() -> new Cell(1, Double.NaN, -70, List.of()))
                .hasMessageContaining("capacitance_uF_per_cm2=NaN");
        assertThatThrownBy(() -> new Insertion("na", HodgkinHuxley.sodium(), Map.of("g", 1.0)))
                .hasMessageContaining("na")
                .hasMessageContaining("conductance_mS_per_cm2");
        assertThatThrownBy(() -> new Insertion("na", HodgkinHuxley.sodium(), Map.of("reversal_mV", 1e9)))
                .hasMessageContaining("[-1000.0, 1000.0]");
        assertThatThrownBy(() -> new SampledSignal(0, new double[] {1})).hasMessageContaining("interval_ms=0");
    }
}
