package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.TreeCells;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.SpikeTimes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TetherTest {
    private static final Tether BY_SPIKES = new Tether.BySpikes(5, 20);

    private static FitProblem problem(double amplitude_nA, double duration_ms, String... numbers) {
        Cell cell = TreeCells.tree();
        return FitProblems.problem(
                cell,
                List.of(numbers).stream()
                        .map(name -> FitProblems.conductance(cell, name, new Transform.Log()))
                        .toList(),
                new Stimulus.Step(2, duration_ms - 5, amplitude_nA),
                duration_ms,
                0);
    }

    private static int spikes(FitProblem problem) {
        var recorded = problem.experiments().getFirst().recorded();
        return SpikeTimes.of(recorded.values(), recorded.interval_ms(), -20).length;
    }

    @Test
    void ofSamples_costsAsAnErrorOfEverySample() {
        FitProblem problem = problem(0.3, 30, "na", "k");
        assertThat(new Tether.OfSamples(0.05).weight(problem, 17)).isCloseTo(0.05, within(1e-15));
        assertThat(Tether.NONE.weight(problem, 17)).isZero();
    }

    /** A spread of 5 spikes / numbers, in units of what is expected of independent samples. */
    @Test
    void bySpikes_isWeakerTheMoreSpikesThereAreForANumber() {
        FitProblem one = problem(0.3, 60, "na"), two = problem(0.3, 60, "na", "k");
        int spikes = spikes(one);
        assertThat(spikes).isGreaterThan(2);
        double recorded_ms = one.experiments().getFirst().recorded().length()
                * one.experiments().getFirst().recorded().interval_ms();
        assertThat(BY_SPIKES.weight(one, 9)).isCloseTo(Math.sqrt(9 * 20 / recorded_ms) / (5 * spikes), within(1e-12));
        assertThat(BY_SPIKES.weight(two, 9)).isCloseTo(2 * BY_SPIKES.weight(one, 9), within(1e-12));
        assertThat(BY_SPIKES.weight(one, 36)).isCloseTo(2 * BY_SPIKES.weight(one, 9), within(1e-12));
    }

    /** A silent recording still says something. */
    @Test
    void bySpikes_takesASilentRecordingForOneSpikeEvery200Milliseconds() {
        FitProblem silent = problem(0.001, 100, "na");
        assertThat(spikes(silent)).isZero();
        double recorded_ms = silent.experiments().getFirst().recorded().length()
                * silent.experiments().getFirst().recorded().interval_ms();
        assertThat(BY_SPIKES.weight(silent, 9))
                .isCloseTo(Math.sqrt(9 * 20 / recorded_ms) / (5 * recorded_ms / 200), within(1e-12));
    }

    /** Every sample by itself, or an error every 20 ms: a prior of a fit by windows weighs more. */
    @Test
    void priorsCountAsErrorsThatSaySomethingOfTheirOwn() {
        FitProblem problem = problem(0.3, 60, "na");
        double recorded_ms = problem.experiments().getFirst().recorded().length()
                * problem.experiments().getFirst().recorded().interval_ms();
        assertThat(Tether.NONE.independentErrors(problem)).isEqualTo(problem.data());
        assertThat(BY_SPIKES.independentErrors(problem)).isCloseTo(recorded_ms / 20, within(1e-9));
        try (StartLanes lanes = new StartLanes(problem, 1, (_, _) -> 2)) {
            StartGroup.weigh(lanes, 0, Stage.free().withTether(BY_SPIKES), 9);
            assertThat(lanes.penalties(0).prior()).isCloseTo(Math.sqrt(9 * 20 / recorded_ms), within(1e-12));
            StartGroup.weigh(lanes, 0, Stage.free(), 9);
            assertThat(lanes.penalties(0).prior()).isCloseTo(Math.sqrt(9.0 / problem.data()), within(1e-12));
        }
    }

    @Test
    void bySpikes_refusesWhatIsNotPositive() {
        assertThatThrownBy(() -> new Tether.BySpikes(0, 20))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("numbersPerSpike");
        assertThatThrownBy(() -> new Tether.BySpikes(5, Double.NaN))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("independent_ms");
    }
}
