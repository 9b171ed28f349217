package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Mechanism;
import org.junit.jupiter.api.Test;

/** The balance and the Nernst equation in plain Java, constants of nature in SI units. */
final class CalciumPoolTest extends MechanismContract {
    private static final double DT_ms = 0.1;
    private static final double REST_mM = 2.4e-4, TAU_ms = 5, DEPTH_m = 1e-6, OUTSIDE_mM = 2, TEMPERATURE_K = 309.15;
    private static final double FARADAY_C_per_mol = 1.602176634e-19 * 6.02214076e23;
    private static final double GAS_J_per_mol_K = 1.380649e-23 * 6.02214076e23;
    /** The constants of nature are written with ten digits. */
    private static final double RELATIVE = 1e-9;

    @Override
    Mechanism mechanism() {
        return Destexhe.calciumPool();
    }

    @Test
    void advance_atFixedCurrent_isTheSolutionOfTheBalance() {
        for (double i_uA_per_cm2 : new double[] {-100, -1, 0}) {
            double i_A_per_m2 = i_uA_per_cm2 * 1e-2;
            double influx_mM_per_ms = -i_A_per_m2 / (2 * FARADAY_C_per_mol * DEPTH_m) * 1e-3;
            double inf = REST_mM + TAU_ms * influx_mM_per_ms, start = 0.003;
            checkAdvance(i_uA_per_cm2, start, inf + (start - inf) * Math.exp(-DT_ms / TAU_ms));
        }
    }

    @Test
    void advance_withCurrentOutward_emptiesNothing() {
        checkAdvance(50, 0.003, REST_mM + (0.003 - REST_mM) * Math.exp(-DT_ms / TAU_ms));
    }

    private static void checkAdvance(double i_uA_per_cm2, double calcium_mM, double expected_mM) {
        try (MechanismBench bench = new MechanismBench(Destexhe.calciumPool(), 8, DT_ms)) {
            bench.sites.state(IonPool.CONCENTRATION).fill(0, 8, calcium_mM);
            bench.sites.i().fill(0, 8, i_uA_per_cm2);
            bench.run(Destexhe.calciumPool().advance());
            check(bench, expected_mM);
        }
    }

    @Test
    void steadyState_isRest() {
        try (MechanismBench bench = new MechanismBench(Destexhe.calciumPool(), 8, DT_ms)) {
            bench.run(Destexhe.calciumPool().steadyState());
            check(bench, REST_mM);
        }
    }

    private static void check(MechanismBench bench, double expected_mM) {
        double nernst_mV =
                1e3 * GAS_J_per_mol_K * TEMPERATURE_K / (2 * FARADAY_C_per_mol) * Math.log(OUTSIDE_mM / expected_mM);
        for (int lane = 0; lane < 8; lane++) {
            assertThat(bench.sites.next(IonPool.CONCENTRATION).get(lane))
                    .isCloseTo(expected_mM, within(RELATIVE * expected_mM));
            assertThat(bench.sites.next(IonPool.REVERSAL).get(lane)).isCloseTo(nernst_mV, within(RELATIVE * 120));
        }
    }
}
