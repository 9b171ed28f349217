package dev.ranvier.files.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class StimulusSpanTest {
    private static final int SAMPLES = 4000;

    private static double[] current(IntToDoubleFunction value) {
        double[] current = new double[SAMPLES];
        Arrays.setAll(current, value);
        return current;
    }

    private static double[] noisy(double[] current, double deviation) {
        Random random = new Random(3);
        return Arrays.stream(current)
                .map(value -> value + deviation * random.nextGaussian())
                .toArray();
    }

    @Test
    void of_commands_isFromTheFirstToTheLastChange() {
        assertThat(StimulusSpan.of(current(_ -> 1))).isEmpty();
        assertThat(StimulusSpan.of(current(k -> k < 700 || k >= 2700 ? 0 : 100)))
                .contains(new StimulusSpan(700, 2700));
        assertThat(StimulusSpan.of(current(k -> Math.clamp(k - 700, 0, 100)))).contains(new StimulusSpan(701, 800));
        assertThat(StimulusSpan.of(current(k -> k >= 700 && k < 2700 && k % 20 < 10 ? 100 : 0)))
                .contains(new StimulusSpan(700, 2690));
        assertThat(StimulusSpan.of(current(k -> k < 700 ? 0 : Math.sin(0.01 * (k - 700)))))
                .contains(new StimulusSpan(701, 3999));
    }

    @Test
    void of_measuredCurrents_isBeyondTheirNoise() {
        double[] step = current(k -> k < 700 || k >= 2700 ? -28 : 100);
        assertThat(StimulusSpan.of(noisy(step, 1))).contains(new StimulusSpan(700, 2700));
        double[] coarse = Arrays.stream(noisy(step, 0.2)).map(Math::rint).toArray();
        assertThat(StimulusSpan.of(coarse)).contains(new StimulusSpan(700, 2700));
        assertThat(StimulusSpan.of(noisy(current(_ -> 0), 1))).isEmpty();
    }
}
