package dev.ranvier.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class CurveFitterTest {
    private static final List<Integer> HIDDEN = List.of(16, 16);

    @Test
    void fit_potassium_isNearAtAndBetweenTheData() {
        Screening screening = new Screening(SyntheticGates.potassium());
        FittedCurves fitted = new CurveFitter(HIDDEN, Holdout.NONE).fit(screening);
        assertThat(fitted.score().worst()).isLessThan(1e-8);
        assertThat(fitted.score().maxErrorXInf()).isLessThan(1e-4);
        assertThat(fitted.overshoot()).isLessThan(0.02);
        assertThat(fitted.starts()).isEqualTo(1);
    }

    @Test
    void fit_everyOtherVoltage_isNearAtTheOthersToo() {
        Screening screening = new Screening(SyntheticGates.potassium());
        FittedCurves fitted = new CurveFitter(HIDDEN, Holdout.ODD).fit(screening);
        assertThat(fitted.score().worst()).isLessThan(1e-8);
        CurveValues values = CurveValues.of(fitted.curves(), SyntheticGates.VOLTAGE_mV);
        assertThat(Score.of(screening, values, k -> k % 2 == 1).worst()).isLessThan(1e-5);
    }

    @Test
    void fit_constantCurves_areExact() {
        Screening screening = new Screening(SyntheticGates.of(v -> 0.25, v -> 7));
        FittedCurves fitted = new CurveFitter(List.of(3), Holdout.NONE).fit(screening);
        CurveValues values = CurveValues.of(fitted.curves(), new double[] {-130, -33.3, 120});
        assertThat(DoubleStream.of(values.xInf()))
                .containsOnly(values.xInf()[0])
                .allMatch(x -> Math.abs(x - 0.25) < 1e-15);
        assertThat(DoubleStream.of(values.tau_ms())).allMatch(tau -> Math.abs(tau - 7) < 1e-13);
        assertThat(screening.flags()).containsExactlyInAnyOrder(Flag.X_INF_FLAT, Flag.TAU_CONSTANT);
    }

    @Test
    void fit_instantaneousGate_hasATinyTau() {
        Screening screening = new Screening(SyntheticGates.of(v -> 1 / (1 + Math.exp(-v / 8)), v -> 0));
        FittedCurves fitted = new CurveFitter(HIDDEN, Holdout.NONE).fit(screening);
        assertThat(DoubleStream.of(CurveValues.of(fitted.curves(), SyntheticGates.VOLTAGE_mV)
                        .tau_ms()))
                .allMatch(tau -> Math.abs(tau / Screening.INSTANT_ms - 1) < 1e-12);
        assertThat(fitted.score().mseXInf()).isLessThan(1e-8);
        assertThat(fitted.score().mseTau()).isNaN();
    }

    @Test
    void fit_jump_isFollowedAndFlagged() {
        Screening screening = new Screening(SyntheticGates.of(
                v -> 1 / (1 + Math.exp(-(v + 20) / 9)), v -> v < -31 ? 3 : 9 + v / 100));
        FittedCurves fitted = new CurveFitter(HIDDEN, Holdout.NONE).fit(screening);
        assertThat(fitted.score().worst()).isLessThan(1e-6);
        assertThat(screening.flags()).contains(Flag.DISCONTINUOUS);
    }

    @Test
    void fit_twice_isTheSameToTheLastBit() {
        Screening screening = new Screening(SyntheticGates.inactivation());
        CurveFitter fitter = new CurveFitter(HIDDEN, Holdout.NONE);
        assertThat(fitter.fit(screening)).isEqualTo(fitter.fit(screening));
    }

    @Test
    void fit_valuesThatNoGateHas_areLeftOutOfFitAndScore() {
        GateSamples good = SyntheticGates.inactivation();
        double[] x = good.xInf().clone(), tau = good.tau_ms().clone();
        x[3] = 1.4;
        x[20] = Double.NaN;
        tau[30] = 500;
        tau[40] = -2;
        Screening screening = new Screening(new GateSamples(good.voltage_mV(), x, tau));
        assertThat(screening.flags())
                .containsExactlyInAnyOrder(
                        Flag.X_INF_OUTSIDE_0_1, Flag.MISSING_POINTS, Flag.OUTLIER, Flag.TAU_NOT_POSITIVE);
        FittedCurves fitted = new CurveFitter(HIDDEN, Holdout.NONE).fit(screening);
        assertThat(fitted.score().worst()).isLessThan(1e-8);
        CurveValues values = CurveValues.of(fitted.curves(), good.voltage_mV());
        assertThat(Score.of(new Screening(good), values, k -> true).worst()).isLessThan(1e-5);
    }

    @Test
    void score_isThePublishedOne() {
        GateSamples data = new GateSamples(
                new double[] {0, 1, 2, 3}, new double[] {0, 0.5, 0.5, 1}, new double[] {10, 20, 30, 40});
        double[] x = {0.1, 0.5, 0.5, 1}, tau = {10, 20, 33, 40};
        Score score = Score.of(new Screening(data), new CurveValues(x, tau), k -> true);
        double variance = Arrays.stream(data.tau_ms())
                .map(t -> (t - 25) * (t - 25))
                .average()
                .orElseThrow();
        assertThat(score.mseXInf()).isEqualTo(0.1 * 0.1 / 4);
        assertThat(score.mseTau()).isCloseTo(9 / 4.0 / variance, within(1e-15));
        assertThat(score.maxErrorXInf()).isEqualTo(0.1);
        assertThat(score.maxRelativeErrorTau()).isEqualTo(0.1);
        assertThat(Score.of(new Screening(data), new CurveValues(x, tau), k -> false)
                        .worst())
                .isNaN();
    }
}
