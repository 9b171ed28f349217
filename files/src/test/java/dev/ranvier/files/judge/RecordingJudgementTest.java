package dev.ranvier.files.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.SampledSignal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A passive membrane of 100 pF and 10 ms that a step of 50 pA charges, as it is and as it should not be. */
final class RecordingJudgementTest {
    private static final MembraneSize MEMBRANE = new MembraneSize(10_000, 0.1, true);
    private static final double STEP_ms = 0.1;

    private static double[] current_nA() {
        return IntStream.range(0, 1000).mapToDouble(k -> k < 200 ? 0 : 0.05).toArray();
    }

    private static double[] voltage_mV() {
        return IntStream.range(0, 1000)
                .mapToDouble(k -> -70 + (k < 200 ? 0 : 5 * (1 - Math.exp(-(k - 200) * STEP_ms / 10))))
                .toArray();
    }

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    private static RecordingJudgement judged(double dt_ms, double[] voltage_mV, double[] current_nA) {
        return new RecordingJudgement(
                "r.csv",
                new SampledSignal(dt_ms, voltage_mV),
                Optional.of(new SampledSignal(dt_ms, current_nA)),
                MEMBRANE);
    }

    private static List<String> warnings(double dt_ms, double[] voltage_mV, double[] current_nA) {
        return judged(dt_ms, voltage_mV, current_nA).warnings();
    }

    @Test
    void rightRecording_hasNoWarning_withNoiseNeither() {
        Random random = new Random(1);
        double[] noisy = Arrays.stream(voltage_mV())
                .map(v -> v + 0.2 * random.nextGaussian())
                .toArray();
        assertThat(warnings(STEP_ms, voltage_mV(), current_nA())).isEmpty();
        assertThat(warnings(STEP_ms, noisy, current_nA())).isEmpty();
        assertThat(judged(STEP_ms, voltage_mV(), current_nA()).isStill()).isFalse();
    }

    @Test
    void gains_areNamed_andThousandsAreRefused() {
        assertThat(judged(STEP_ms, voltage_mV(), current_nA()).wrongGain()).isEmpty();
        assertThat(judged(STEP_ms, times(2, voltage_mV()), current_nA())
                        .wrongGain()
                        .orElseThrow())
                .contains("a gain of 1.9", "one of 0.5");
        assertThat(judged(STEP_ms, voltage_mV(), times(3, current_nA()))
                        .wrongGain()
                        .orElseThrow())
                .contains("slower", "one of 3.");
        assertThat(judged(STEP_ms, voltage_mV(), times(3, current_nA())).impossibleCurrent())
                .isEmpty();
        assertThat(judged(STEP_ms, voltage_mV(), times(1000, current_nA()))
                        .impossibleCurrent()
                        .orElseThrow())
                .contains("--columns", "divide the current by 10");
        assertThat(judged(STEP_ms, voltage_mV(), times(1e-3, current_nA()))
                        .impossibleCurrent()
                        .orElseThrow())
                .contains("multiply the current by");
    }

    @Test
    void currentsOfAnotherUnit_areNamed() {
        for (double factor : new double[] {1000, 1e-3}) {
            assertThat(warnings(STEP_ms, voltage_mV(), times(factor, current_nA())))
                    .singleElement()
                    .asString()
                    .contains("r.csv: at 20 ms the current changes by", "mV/ms", "Are the units");
        }
    }

    /** A filter of 1 kHz makes a charging current look smaller, the capacitance is a guess. */
    @Test
    void gainsAndSignsOfTheCurrent_areNamed_andFiltersAndGuessesAreNot() {
        double[] filtered = voltage_mV();
        for (int pass = 0; pass < 8; pass++) {
            double[] v = filtered.clone();
            for (int k = 1; k < v.length - 1; k++) {
                filtered[k] = (v[k - 1] + 2 * v[k] + v[k + 1]) / 4;
            }
        }
        for (double[] v : List.of(voltage_mV(), filtered)) {
            for (double factor : new double[] {1, 4, 0.25}) {
                assertThat(warnings(STEP_ms, v, times(factor, current_nA()))).isEmpty();
            }
            assertThat(warnings(STEP_ms, v, times(10, current_nA())))
                    .singleElement()
                    .asString()
                    .contains("Are the units of");
            assertThat(warnings(STEP_ms, v, times(-1, current_nA())))
                    .singleElement()
                    .asString()
                    .contains("Are the units and the signs of");
        }
        assertThat(warnings(STEP_ms, voltage_mV(), times(0.1, current_nA())))
                .singleElement()
                .asString()
                .contains("Are the units of");
    }

    /** Noise that covers the bend of one sample, as long as it does not cover that of several. */
    @Test
    void unitsAndSigns_areNamedUnderNoiseToo_andElectrodesAreNot() {
        double[] i = times(30, current_nA());
        double[] charged = raised(voltage_mV());
        double[] jumping = IntStream.range(0, 1000)
                .mapToDouble(k -> charged[k] + (k < 200 ? 0 : 3))
                .toArray();
        for (long seed = 1; seed <= 20; seed++) {
            double[] noisy = noisy(charged, seed);
            assertThat(warnings(STEP_ms, noisy, i)).isEmpty();
            assertThat(judged(STEP_ms, noisy, i).impossibleCurrent()).isEmpty();
            assertThat(warnings(STEP_ms, noisy, times(-1, i))).anyMatch(note -> note.contains("the signs of"));
            for (double factor : new double[] {1e3, 1e-3}) {
                assertThat(warnings(STEP_ms, noisy, times(factor, i)))
                        .anyMatch(note -> note.contains("Are the units of"));
                assertThat(judged(STEP_ms, noisy, times(factor, i)).impossibleCurrent())
                        .isPresent();
            }
            double[] dead = IntStream.range(0, 1000)
                    .mapToDouble(k -> k < 200 ? -70 : -67)
                    .toArray();
            assertThat(judged(STEP_ms, noisy(dead, seed), times(1e-3, i)).impossibleCurrent())
                    .isEmpty();
            assertThat(judged(STEP_ms, noisy(jumping, seed), i).impossibleCurrent())
                    .isEmpty();
        }
    }

    private static double[] raised(double[] voltage_mV) {
        return Arrays.stream(voltage_mV).map(v -> -70 + 30 * (v + 70)).toArray();
    }

    private static double[] noisy(double[] voltage_mV, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(voltage_mV)
                .map(v -> v + 0.3 * random.nextGaussian())
                .toArray();
    }

    @Test
    void anAmplifierAtItsEnd_isNamed() {
        double[] clipped = IntStream.range(0, 1000)
                .mapToDouble(k -> Math.clamp(-70 + 3.0 * (k - 200), -70, 5))
                .toArray();
        assertThat(warnings(STEP_ms, clipped, current_nA()))
                .anyMatch(note -> note.contains("the amplifier at its end"));
        double[] wave = IntStream.range(0, 1000)
                .mapToDouble(k -> Math.min(-60 + 10 * Math.sin(0.05 * k), -58))
                .toArray();
        assertThat(warnings(STEP_ms, wave, current_nA())).anyMatch(note -> note.contains("the amplifier at its end"));
    }

    @Test
    void roundedVoltages_gapsAndAnEmptyCurrent_areNamed() {
        double[] wave = IntStream.range(0, 1000)
                .mapToDouble(k -> -60 + 20 * Math.sin(0.02 * k))
                .toArray();
        double[] rounded = Arrays.stream(wave).map(v -> 10 * Math.round(v / 10)).toArray();
        double[] gap = wave.clone();
        Arrays.fill(gap, 300, 360, 0);
        Arrays.fill(gap, 500, 501, 40);
        assertThat(warnings(STEP_ms, rounded, current_nA()))
                .anyMatch(note -> note.contains("takes only 5 different values"));
        assertThat(warnings(STEP_ms, gap, current_nA()))
                .anyMatch(
                        note -> note.contains("comes to 0 mV at 30 ms") && note.contains("was nothing recorded then?"));
        assertThat(warnings(STEP_ms, wave, new double[1000])).isEmpty();
        assertThat(judged(STEP_ms, wave, new double[1000]).idleCurrent().orElseThrow())
                .contains("and yet the voltage moves");
        assertThat(judged(STEP_ms, wave, current_nA()).idleCurrent()).isEmpty();
    }

    @Test
    void secondsForMilliseconds_areNamed() {
        assertThat(warnings(1e-3 * STEP_ms, voltage_mV(), current_nA())).anyMatch(note -> note.contains("in seconds?"));
    }

    /** A pulse, as it was and turned round: the current goes on, but the voltage knows of it before. */
    @Test
    void aTraceReversedInTime_isNamed() {
        double[] i = IntStream.range(0, 1000)
                .mapToDouble(k -> k < 200 || k >= 600 ? 0 : 0.05)
                .toArray();
        double[] v = new double[1000];
        v[0] = -70;
        for (int k = 1; k < 1000; k++) {
            v[k] = v[k - 1] + STEP_ms * (i[k - 1] / 0.1 - (v[k - 1] + 70) / 10);
        }
        double[] jumping = IntStream.range(0, 1000)
                .mapToDouble(k -> v[k] + 10 * i[Math.max(0, k - 1)])
                .toArray();
        for (double[] voltage : List.of(v, jumping)) {
            assertThat(warnings(STEP_ms, voltage, i)).isEmpty();
            assertThat(warnings(STEP_ms, turned(voltage), turned(i)))
                    .anyMatch(note -> note.contains("is the trace reversed in time?"));
        }
        double[] fast = IntStream.range(0, 1000)
                .mapToDouble(k -> -70 + (k < 200 ? 0 : 0.05 - 0.05 * Math.exp(-(k - 200) / 2.0)))
                .toArray();
        assertThat(warnings(STEP_ms, fast, times(0.1, current_nA()))).isEmpty();
        assertThat(warnings(STEP_ms, turned(fast), turned(times(0.1, current_nA()))))
                .anyMatch(note -> note.contains("reversed in time"));
    }

    /** The voltage falls as a ramp of current ends, and stays. */
    @Test
    void spikeThatFallsWhereARampEnds_isNotReversed() {
        double[] i = IntStream.range(0, 1000)
                .mapToDouble(k -> k < 200 || k >= 600 ? 0 : 0.05 * (k - 200) / 400)
                .toArray();
        double[] v = IntStream.range(0, 1000)
                .mapToDouble(k -> k < 560 ? -65 : k < 600 ? -65 + 2 * (600 - k) : -65 - 5 * Math.exp(-(k - 600) / 1e4))
                .toArray();
        assertThat(warnings(STEP_ms, v, i)).noneMatch(note -> note.contains("reversed in time"));
    }

    private static double[] turned(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(k -> values[values.length - 1 - k])
                .toArray();
    }

    @Test
    void twoRecordingsInOne_areNamed() {
        double[] pasted = voltage_mV();
        for (int k = 700; k < pasted.length; k++) {
            pasted[k] -= 6;
        }
        assertThat(warnings(STEP_ms, pasted, current_nA()))
                .singleElement()
                .asString()
                .contains("at 70 ms the voltage jumps by -6 mV", "two recordings in one");
    }

    @Test
    void swappedColumns_areRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> warnings(STEP_ms, times(1000, current_nA()), voltage_mV()))
                .withMessageContaining("r.csv: the voltage takes only 2 different values")
                .withMessageContaining("swapped?");
    }

    @Test
    void voltagesOfNoMembrane_areNamedOrRefused() {
        assertThat(warnings(STEP_ms, times(10, voltage_mV()), times(10, current_nA())))
                .anyMatch(note -> note.contains("unusual for a neuron"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> warnings(STEP_ms, times(1000, voltage_mV()), current_nA()))
                .withMessageContaining("which no membrane does");
    }

    @Test
    void silence_isSilence_withNoiseAndHumToo() {
        Random random = new Random(2);
        double[] noise = IntStream.range(0, 1000)
                .mapToDouble(_ -> -70 + 0.3 * random.nextGaussian())
                .toArray();
        double[] flat = IntStream.range(0, 1000).mapToDouble(_ -> -70).toArray();
        double[] hum = IntStream.range(0, 1000)
                .mapToDouble(k -> noise[k] + 2 * Math.sin(2 * Math.PI * 0.05 * STEP_ms * k))
                .toArray();
        for (double[] still : List.of(flat, noise, hum)) {
            RecordingJudgement silent = judged(STEP_ms, still, new double[1000]);
            assertThat(silent.isStill()).isTrue();
            assertThat(silent.isCurrentConstant()).isTrue();
            assertThat(silent.isDriven()).isFalse();
        }
        RecordingJudgement dead = judged(STEP_ms, noise, current_nA());
        assertThat(dead.isStill()).isTrue();
        assertThat(dead.isCurrentConstant()).isFalse();
        assertThat(judged(STEP_ms, noise, times(10, current_nA())).isDriven()).isTrue();
    }
}
