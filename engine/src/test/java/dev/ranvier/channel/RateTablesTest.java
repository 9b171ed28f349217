package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.formula.RateTables;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.model.Insertion;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sodium with its rates in tables. */
final class RateTablesTest extends ChannelContract {
    private static final double STATED = 1e-7;
    private static final FormulaChannel SODIUM = tabulated(HodgkinHuxley.sodium(), Set.of());

    @Override
    Channel channel() {
        return SODIUM;
    }

    private static FormulaChannel tabulated(Channel channel, Set<String> free) {
        return (FormulaChannel) new Insertion(channel).tabulated(free).mechanism();
    }

    @Override
    double xInf(int state, double v) {
        return alpha(state, v) * tau_ms(state, v);
    }

    @Override
    double tau_ms(int state, double v) {
        double beta = state == 0 ? 4 * Math.exp(-(v + 65) / 18) : 1 / (1 + Math.exp(-(v + 35) / 10));
        return 1 / (alpha(state, v) + beta);
    }

    private static double alpha(int state, double v) {
        double y = (v + 40) / 10;
        return state == 1 ? 0.07 * Math.exp(-(v + 65) / 20) : y == 0 ? 1 : -y / Math.expm1(-y);
    }

    @Override
    double current(double v, double[] x) {
        return 120 * x[0] * x[0] * x[0] * x[1] * (v - 50);
    }

    @Override
    double twinTolerance() {
        return 1e-8;
    }

    @Test
    void tables_ofEveryChannelOfTheCatalogue_keepTheStatedError() {
        int gates = 0;
        for (var mechanism : Catalogue.mechanisms()) {
            if (mechanism instanceof FormulaChannel channel) {
                RateTables tables = tabulated(channel, Set.of()).tables();
                assertThat(tables.errors().values())
                        .as(channel.schema().name())
                        .allSatisfy(error -> assertThat(error).isLessThan(STATED));
                gates += tables.errors().size();
            }
        }
        assertThat(gates).isEqualTo(20);
    }

    @Test
    void tabulated_takesParametersOfTablesAway_andKeepsGatesExactThatDependOnOthers() {
        FormulaChannel sodium = tabulated(Pospischil.sodium(), Set.of());
        assertThat(sodium.schema().parameterIndex("rate_factor")).isNegative();
        assertThat(sodium.schema().parameterIndex("v_t_mV")).isNegative();
        assertThat(sodium.schema().parameterIndex("reversal_mV")).isNotNegative();

        FormulaChannel fitted = tabulated(Pospischil.sodium(), Set.of("v_t_mV"));
        assertThat(fitted.tables().exact()).isEqualTo(Map.of("m", "depends on v_t", "h", "depends on v_t"));
        assertThat(fitted.schema().shared().count()).isZero();

        assertThat(tabulated(Destexhe.calciumPotassium(), Set.of()).tables().exact())
                .isEqualTo(Map.of("m", "depends on calcium"));
    }

    @Test
    void tabulated_leavesWhatJumpsExact() {
        FormulaChannel channel = MechanismFormulas.named("jump")
                .conductance(1)
                .reversal(0)
                .gateByTarget("m", 1, "if(v < -40, 0.2, 0.8)", "1")
                .gateByTarget("h", 1, "1/(1 + exp((v + 60)/7))", "2 + exp(-((v + 60)/20)^2)")
                .channel();
        RateTables tables = tabulated(channel, Set.of()).tables();
        assertThat(tables.errors()).containsOnlyKeys("h");
        assertThat(tables.exact()).isEqualTo(Map.of("m", "is too steep for tables"));
    }

    @Test
    void tables_outsideTheirRange_holdTheLastValue_andNothingDependsOnTheVoltage() {
        try (MechanismBench bench = new MechanismBench(channel(), 8, 0.025)) {
            for (double v : new double[] {-1e9, -200, 200, 1e9, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
                bench.sites.v().fill(0, 8, v);
                bench.sites.state(0).fill(0, 8, 0.5);
                double inside = Math.clamp(v, -200, 200), inf = xInf(0, inside);
                double expected = inf + (0.5 - inf) * Math.exp(-0.025 / tau_ms(0, inside));
                assertThat(bench.next(0)).as("%s mV", v).isCloseTo(expected, within(1e-9));
            }
        }
    }
}
