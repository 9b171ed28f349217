package dev.ranvier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.mechanism.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that describe stimuli and conductances. */
final class SignalTest {
    private static final Stimulus STEP = new Stimulus.Step(1, 5, 0.1),
            RAMP = new Stimulus.Ramp(2, 4, 0.1, -0.2),
            SAMPLED = new Stimulus.Sampled(new SampledSignal(2, new double[] {0.1, 0.2, -0.1})),
            SUM = new Stimulus.Sum(List.of(STEP, Stimulus.none(), SAMPLED));
    private static final Conductance
            EVENTS =
                    new Conductance.Events(
                            List.of(new Conductance.Event(3, 0.2), new Conductance.Event(1, 0.1)), 0.5, 2),
            OPENED = new Conductance.Sampled(new SampledSignal(2, new double[] {0.1, 0.2}));

    static Stream<Signal<?>> signals() {
        return Stream.of(STEP, RAMP, SAMPLED, SUM, Stimulus.none(), EVENTS, OPENED, EventTrain.of(0.3, 1.5, 3, 4.7));
    }

    private static double mean(Signal<?> signal) {
        return switch (signal) {
            case Stimulus stimulus -> stimulus.mean_nA(1.5, 4.7);
            case Conductance conductance -> conductance.mean_uS(1.5, 4.7);
            case EventTrain train -> train.weight(1.5, 4.7);
        };
    }

    @ParameterizedTest
    @MethodSource("signals")
    void with_itsOwnValues_isTheSame(Signal<?> signal) {
        assertThat(signal.values()).hasSize(signal.parameters());
        Signal<?> same = signal.with(signal.values());
        assertThat(same.values()).containsExactly(signal.values());
        assertThat(mean(same)).isEqualTo(mean(signal));
    }

    /** Twice the amplitudes are twice the signal. */
    @ParameterizedTest
    @MethodSource("signals")
    void amplitudes_areWhatTheSignalIsProportionalTo(Signal<?> signal) {
        double[] values = signal.values();
        IntStream.range(0, values.length).filter(signal::isAmplitude).forEach(k -> values[k] *= 2);
        assertThat(mean(signal.with(values))).isEqualTo(2 * mean(signal));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void fields_haveNamesOfTheirOwn_andHoldTheValues(Signal<?> signal) {
        double[] values = signal.values();
        List<Field> fields =
                IntStream.range(0, values.length).mapToObj(signal::field).toList();
        assertThat(fields.stream().map(Field::name)).doesNotHaveDuplicates();
        for (int k = 0; k < values.length; k++) {
            assertThat(values[k]).isBetween(fields.get(k).low(), fields.get(k).high());
        }
    }

    @Test
    void names_sayWhichNumberItIs() {
        assertThat(names(RAMP)).containsExactly("start_ms", "duration_ms", "from_nA", "to_nA");
        assertThat(names(SUM))
                .containsExactly(
                        "part[0].start_ms",
                        "part[0].duration_ms",
                        "part[0].amplitude_nA",
                        "part[2].sample[0]_nA",
                        "part[2].sample[1]_nA",
                        "part[2].sample[2]_nA");
        assertThat(names(EVENTS)).containsExactly("event[0].weight_uS", "event[1].weight_uS");
        assertThat(names(OPENED)).containsExactly("sample[0]_uS", "sample[1]_uS");
    }

    private static List<String> names(Signal<?> signal) {
        return IntStream.range(0, signal.parameters())
                .mapToObj(k -> signal.field(k).name())
                .toList();
    }

    @Test
    void with_aNumberThatIsNotAllowed_isRefused() {
        double[] negative = Arrays.stream(EVENTS.values()).map(x -> -x).toArray();
        assertThatThrownBy(() -> EVENTS.with(negative))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("weight_uS");
    }
}
