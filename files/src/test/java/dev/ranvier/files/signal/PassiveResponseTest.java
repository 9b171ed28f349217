package dev.ranvier.files.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.SampledSignal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sweeps of 100 samples: from -70 mV a step at sample 20, back at 80. */
final class PassiveResponseTest {
    private static final double INTERVAL_ms = 0.1, LEAK_nA_PER_mV = 0.002, HOLDING_nA = -0.01, NOISE_nA = 1e-3;

    private static boolean isStep(int k) {
        return k >= 20 && k < 80;
    }

    /** Leak and a capacitive transient, and a current of a channel that opens in steps to -40 mV and more. */
    private static VoltageFile sweep(double step_mV, long seed, int samples) {
        Random random = new Random(seed);
        double[] v = new double[samples], i = new double[samples];
        for (int k = 0; k < samples; k++) {
            v[k] = isStep(k) ? -70 + step_mV : -70;
            double transient_nA = 0.01 * step_mV * (k >= 80 ? -Math.exp(-(k - 80)) : k >= 20 ? Math.exp(-(k - 20)) : 0);
            i[k] = HOLDING_nA
                    + LEAK_nA_PER_mV * (v[k] + 70)
                    + transient_nA
                    + (isStep(k) ? channel_nA(step_mV) : 0)
                    + NOISE_nA * random.nextGaussian();
        }
        return new VoltageFile(
                new SampledSignal(INTERVAL_ms, v), Optional.of(new SampledSignal(INTERVAL_ms, i)), List.of());
    }

    private static double channel_nA(double step_mV) {
        return step_mV > 30 ? 0.05 * (step_mV - 30) : 0;
    }

    @Test
    void leakAndTransients_areGone_andTheChannelStays() {
        PassiveResponse passive =
                PassiveResponse.of(List.of(sweep(-20, 1, 100), sweep(-10, 2, 100), sweep(10, 3, 100)), "r");
        VoltageFile left = passive.takenFrom(sweep(60, 4, 100), "r sweep 4");
        double[] i = left.current_nA().orElseThrow().values();
        assertThat(Arrays.stream(i, 0, 20).average().orElseThrow()).isCloseTo(0, within(1e-12));
        // 60 mV are 3 times the largest step of those, so its noise is there 3 times, less for the others
        double noise_nA = NOISE_nA * Math.sqrt(1 + 36.0 / 6);
        double[] error = IntStream.range(20, 100)
                .mapToDouble(k -> i[k] - (isStep(k) ? channel_nA(60) : 0))
                .toArray();
        assertThat(Math.sqrt(Arrays.stream(error).map(x -> x * x).average().orElseThrow()))
                .isBetween(0.7 * noise_nA, 1.3 * noise_nA);
        assertThat(left.voltage_mV().values())
                .containsExactly(sweep(60, 4, 100).voltage_mV().values());
        assertThat(left.notes()).singleElement().asString().contains("-3 times");
    }

    @Test
    void whatIsNoOtherSizeOfTheSameCommand_isRefused() {
        List<VoltageFile> small = List.of(sweep(-20, 1, 100));
        assertRefused(List.of(sweep(0, 1, 100)), sweep(60, 1, 100), "does not move");
        assertRefused(small, sweep(60, 1, 90), "same length");
        double[] ramp = IntStream.range(0, 100).mapToDouble(k -> -70 + k).toArray();
        VoltageFile other = new VoltageFile(
                new SampledSignal(INTERVAL_ms, ramp), sweep(60, 1, 100).current_nA(), List.of());
        assertRefused(small, other, "not theirs in another size");
    }

    private static void assertRefused(List<VoltageFile> leak, VoltageFile from, String complaint) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> PassiveResponse.of(leak, "r").takenFrom(from, "r"))
                .withMessageContaining(complaint);
    }
}
