package dev.ranvier.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.fit.Unrecorded.Suspect;
import dev.ranvier.loss.SpikeTolerance.Unmatched;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FitJudgementTest {
    @Test
    void unrecorded_namesTheBetterOfTwo_ifItExplainsMuch() {
        Optional<Suspect> much = Optional.of(new Suspect(0.005, 0.9)), some = Optional.of(new Suspect(4, 0.6));
        assertThat(FitJudgement.unrecorded(some, much)).get().asString().startsWith("a current of 5 pA");
        assertThat(FitJudgement.unrecorded(some, Optional.empty()))
                .get()
                .asString()
                .startsWith("an offset of 4 mV")
                .contains("--junction=4");
        assertThat(FitJudgement.unrecorded(Optional.empty(), Optional.of(new Suspect(1, 0.4))))
                .isEmpty();
    }

    /** In 200 ms, with what a model leaves beside it; one of another frequency, of a slope, or of noise is none. */
    @Test
    void hum_isNamed_andOtherWavesAreNot() {
        Random random = new Random(3);
        double[] noise = IntStream.range(0, 2000)
                .mapToDouble(_ -> 0.1 * random.nextGaussian())
                .toArray();
        assertThat(FitJudgement.hum("r.csv", 0.1, plus(noise, 0.5, 50)))
                .get()
                .asString()
                .contains("mV at 50 Hz is 9", "of what is left of r.csv");
        double[] late = plus(noise, 0.5, 60);
        Arrays.fill(late, 0, 500, Double.NaN);
        assertThat(FitJudgement.hum("r.csv", 0.1, late)).get().asString().contains("mV at 60 Hz");
        double[] slope = IntStream.range(0, 2000).mapToDouble(k -> 1e-3 * k).toArray();
        for (double[] none : List.of(noise, slope, plus(noise, 0.5, 43), plus(noise, 0.5, 4))) {
            assertThat(FitJudgement.hum("r.csv", 0.1, none)).isEmpty();
        }
    }

    /** More than is left; less; less than matters; as much as the recording's own steps; without end. */
    @Test
    void stepsAreCoarse_ifTheyCostMoreThanIsLeft() {
        assertThat(FitJudgement.areStepsCoarse(0.7, 0.04)).isTrue();
        assertThat(FitJudgement.areStepsCoarse(0.7, 0.8)).isFalse();
        assertThat(FitJudgement.areStepsCoarse(0.01, 0.002)).isFalse();
        assertThat(FitJudgement.areStepsCoarse(0.7, 1e-5)).isFalse();
        assertThat(FitJudgement.areStepsCoarse(Double.POSITIVE_INFINITY, 0.04)).isFalse();
    }

    private static double[] plus(double[] values, double amplitude, double f_Hz) {
        return IntStream.range(0, values.length)
                .mapToDouble(k -> values[k] + amplitude * Math.sin(1 + 2 * Math.PI * f_Hz * 1e-4 * k))
                .toArray();
    }

    /** Held by its prior; as uncertain as it is large; known; one that may be negative and is zero. */
    @Test
    void hardlyDetermined_namesWhatTheDataSayLittleOf() {
        assertThat(FitJudgement.hardlyDetermined(
                        List.of("held", "vague", "known", "signed"),
                        List.of(0.2, 1.0, 0.9, 0.9),
                        List.of(0.1, 1.5, 0.1, Double.NaN)))
                .containsExactly("held", "vague");
    }

    @Test
    void anOffset_isNamed_andADifferenceThatIsNone() {
        double[] offset = IntStream.range(0, 100)
                .mapToDouble(k -> -14 + 0.1 * Math.sin(k))
                .toArray();
        double[] wave =
                IntStream.range(0, 100).mapToDouble(k -> 14 * Math.sin(k)).toArray();
        assertThat(FitJudgement.offset("r.csv", offset))
                .hasValueSatisfying(note -> assertThat(note).contains("14 mV above the model"));
        assertThat(FitJudgement.offset("r.csv", wave)).isEmpty();
        assertThat(FitJudgement.offset("r.csv", new double[10])).isEmpty();
        double[] diverged = new double[100];
        Arrays.fill(diverged, 1e11);
        assertThat(FitJudgement.offset("r.csv", diverged)).isEmpty();
        assertThat(FitJudgement.undetermined(List.of("a", "b"), List.of(1.0, Double.POSITIVE_INFINITY)))
                .containsExactly("b");
    }

    @Test
    void together_namesGatesOfWhichAllNumbersAreMeant_asOne() {
        List<String> fitted =
                List.of("na.conductance", "na.m.half_mV", "na.m.slope_mV", "na.h.half_mV", "na.h.slope_mV");
        assertThat(FitJudgement.together(List.of("na.m.half_mV", "na.m.slope_mV", "na.h.slope_mV"), fitted))
                .isEqualTo("na.m (all 2), na.h.slope_mV");
        assertThat(FitJudgement.together(List.of("na.conductance"), fitted)).isEqualTo("na.conductance");
    }

    @Test
    void spikes_farFewerOrMoreThanRecorded_areNamed() {
        assertThat(FitJudgement.spikes(10, 0, Unmatched.COUNTED))
                .get()
                .asString()
                .contains("never spikes", "counted");
        assertThat(FitJudgement.spikes(10, 4, Unmatched.PULLED))
                .get()
                .asString()
                .contains("has 4 where", "10 spikes");
        assertThat(FitJudgement.spikes(10, 21, Unmatched.PULLED))
                .get()
                .asString()
                .contains("has 21 where");
        assertThat(FitJudgement.spikes(10, 5, Unmatched.PULLED)).isEmpty();
        assertThat(FitJudgement.spikes(0, 3, Unmatched.PULLED)).isEmpty();
    }
}
