package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.carnevalehines.CarnevaleHines;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The balances in plain Java, with the constants of nature in SI units. */
final class BufferedCalciumPoolTest extends MechanismContract {
    private static final double FARADAY_C_per_mol = 1.602176634e-19 * 6.02214076e23;
    private static final double REST_mM = 2.4e-4, TAU_ms = 5, DEPTH_um = 1, KON = 100, KOFF = 0.1, TOTAL_mM = 0.003;
    /** Rounding of a quadratic equation; the Faraday constant is written with ten digits. */
    private static final double RELATIVE = 1e-9;

    @Override
    Mechanism mechanism() {
        return CarnevaleHines.bufferedCalciumPool();
    }

    /** From an empty to a full buffer, in a short step and in one in which it settles. */
    @Test
    void advance_atFixedCurrent_solvesBothBalances() {
        Random random = new Random(1);
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
            for (Step step : new Step[] {new Step(0.025, 0.5), new Step(0.025, 1), new Step(20, 1)}) {
                bench.sites.step(step);
                for (int round = 0; round < 200; round++) {
                    double c = Math.exp(-9 + 7 * random.nextDouble()), b = TOTAL_mM * random.nextDouble();
                    double i = round % 4 == 0 ? 30 : -Math.exp(3 * random.nextGaussian());
                    bench.sites.i().fill(0, 8, i);
                    bench.sites.state(IonPool.CONCENTRATION).fill(0, 8, c);
                    bench.sites.state(CarnevaleHines.BOUND).fill(0, 8, b);
                    bench.run(mechanism().advance());
                    double nextC = bench.sites.next(IonPool.CONCENTRATION).get(5);
                    double nextB = bench.sites.next(CarnevaleHines.BOUND).get(5);
                    double binding = step.theta() * binding(nextC, nextB) + (1 - step.theta()) * binding(c, b);
                    double leaving = step.theta() * (nextC - REST_mM) + (1 - step.theta()) * (c - REST_mM);
                    double influx = -Math.min(0, i) * 10 / (2 * FARADAY_C_per_mol * DEPTH_um);
                    double expectedB = b + step.dt_ms() * binding;
                    double expectedC = c + step.dt_ms() * (influx - leaving / TAU_ms - binding);
                    double size = c + b + step.dt_ms() * (influx + Math.abs(leaving) / TAU_ms + KON * c * TOTAL_mM);
                    assertThat(nextB).isBetween(0.0, TOTAL_mM).isCloseTo(expectedB, within(RELATIVE * size));
                    assertThat(nextC).isPositive().isCloseTo(expectedC, within(RELATIVE * size));
                }
            }
        }
    }

    private static double binding(double c, double b) {
        return KON * c * (TOTAL_mM - b) - KOFF * b;
    }

    /** Rest is a fixed point without a current, and the defaults of the states are it. */
    @Test
    void steadyState_staysWithoutCurrent() {
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
            bench.run(mechanism().steadyState());
            double c = bench.sites.next(IonPool.CONCENTRATION).get(0),
                    b = bench.sites.next(CarnevaleHines.BOUND).get(0);
            assertThat(c).isEqualTo(REST_mM);
            assertThat(binding(c, b)).isCloseTo(0, within(1e-17));
            bench.sites.state(IonPool.CONCENTRATION).fill(0, 8, c);
            bench.sites.state(CarnevaleHines.BOUND).fill(0, 8, b);
            bench.run(mechanism().advance());
            assertThat(bench.sites.next(IonPool.CONCENTRATION).get(0)).isCloseTo(c, within(1e-15 * c));
            assertThat(bench.sites.next(CarnevaleHines.BOUND).get(0)).isCloseTo(b, within(1e-15 * b));
            assertThat(mechanism().schema().states().get(CarnevaleHines.BOUND).value())
                    .isCloseTo(b, within(1e-6));
        }
    }

    /** Without buffer it is the pool that has none: c obeys the same equation, here stepped implicitly. */
    @Test
    void advance_withoutBuffer_isThePoolWithoutOne() {
        double dt_ms = 1e-4;
        try (MechanismBench buffered = new MechanismBench(mechanism(), 8, dt_ms);
                MechanismBench plain = new MechanismBench(Destexhe.calciumPool(), 8, dt_ms)) {
            buffered.sites.step(new Step(dt_ms, 0.5));
            buffered.sites
                    .parameter(mechanism().schema().parameterIndex("total_mM"))
                    .fill(0, 8, 0);
            for (MechanismBench bench : new MechanismBench[] {buffered, plain}) {
                bench.sites.i().fill(0, 8, -2);
                bench.sites.state(IonPool.CONCENTRATION).fill(0, 8, 0.004);
            }
            buffered.run(mechanism().advance());
            plain.run(Destexhe.calciumPool().advance());
            for (int state : new int[] {IonPool.CONCENTRATION, IonPool.REVERSAL}) {
                double expected = plain.sites.next(state).get(0);
                assertThat(buffered.sites.next(state).get(0)).isCloseTo(expected, within(1e-12 * expected));
            }
        }
    }
}
