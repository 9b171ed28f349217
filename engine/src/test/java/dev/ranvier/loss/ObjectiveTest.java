package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectiveTest {
    private static final Sampling SAMPLING = new Sampling(0.1, 300), OTHER = new Sampling(0.2, 200);
    private final double[][] traces = {Traces.spiking(SAMPLING, 8), Traces.spiking(OTHER, 12, 24)};
    private final VoltageError error = new VoltageError(SAMPLING, Traces.spiking(SAMPLING, 9));
    private final VanRossumDistance distance =
            new VanRossumDistance(OTHER, Traces.spiking(OTHER, 14, 22), new SmoothSpikes(-20), 5);
    private final SoftDtw warped = new SoftDtw(OTHER, Traces.spiking(OTHER, 14, 22), 0.4, 4, 20);
    private final Objective squares =
            new Objective(List.of(new Objective.Term(0, 0.5, error), new Objective.Term(1, 30, distance)));

    @Test
    void evaluate_sumsWeightedTermsOverTheirRecordings() {
        Objective all = new Objective(List.of(
                new Objective.Term(0, 0.5, error),
                new Objective.Term(1, 30, distance),
                new Objective.Term(1, 0.2, warped)));
        double[][] bars = new double[2][], own = new double[3][];
        for (int n = 0; n < 3; n++) {
            own[n] = new double[traces[Math.min(1, n)].length];
        }
        bars[0] = new double[300];
        bars[1] = new double[200];
        double expected = 0.5 * error.evaluate(traces[0], 0.5, own[0])
                + 30 * distance.evaluate(traces[1], 30, own[1])
                + 0.2 * warped.evaluate(traces[1], 0.2, own[2]);
        assertThat(all.evaluate(traces, 1, bars)).isEqualTo(expected);
        assertThat(bars[0]).isEqualTo(own[0]);
        for (int k = 0; k < 200; k++) {
            assertThat(bars[1][k]).isCloseTo(own[1][k] + own[2][k], within(1e-12));
        }
        assertThat(all.isSumOfSquares()).isFalse();
        assertThatThrownBy(() -> all.residuals(traces)).hasMessageContaining("SoftDtw is no sum of squares");
    }

    @Test
    void residuals_areTheSameSumAndTheSameSlope() {
        assertThat(squares.isSumOfSquares()).isTrue();
        StackedResiduals there = squares.residuals(traces);
        double[] r = there.residuals();
        double[][] bars = {new double[300], new double[200]}, back = {new double[300], new double[200]};
        double value = squares.evaluate(traces, 1, bars);
        assertThat(LossContract.dot(r, r)).isCloseTo(value, within(1e-12 * value));
        double[] twice = r.clone();
        for (int j = 0; j < r.length; j++) {
            twice[j] *= 2;
        }
        there.pullBack(twice, back);
        double[][] tangents = {Traces.random(300, 1), Traces.random(200, 2)};
        double slope = 0;
        for (int n = 0; n < 2; n++) {
            for (int k = 0; k < bars[n].length; k++) {
                assertThat(back[n][k]).isCloseTo(bars[n][k], within(1e-12 * value));
            }
            slope += LossContract.dot(bars[n], tangents[n]);
        }
        assertThat(2 * LossContract.dot(r, there.pushForward(tangents))).isCloseTo(slope, within(1e-12 * value));
    }

    @Test
    void badTerms_areRefused() {
        assertThatThrownBy(() -> new Objective(List.of())).hasMessageContaining("at least one term");
        assertThatThrownBy(() -> new Objective.Term(0, 0, error)).hasMessageContaining("weight=0.0");
        assertThatThrownBy(() ->
                        new Objective(List.of(new Objective.Term(0, 1, error), new Objective.Term(0, 1, distance))))
                .hasMessageContaining("losses of recording 0 must have one sampling");
    }
}
