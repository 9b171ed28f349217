package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import org.junit.jupiter.api.Test;

/** Formulas transcribed from the source, in plain Java. */
final class CalciumPotassiumTest extends ChannelContract {
    private static final double DEFAULT_mM = 2.4e-4;

    @Override
    Channel channel() {
        return Destexhe.calciumPotassium();
    }

    @Override
    double xInf(int state, double v) {
        return xInf(DEFAULT_mM);
    }

    @Override
    double tau_ms(int state, double v) {
        return tau_ms(DEFAULT_mM);
    }

    @Override
    double current(double v, double[] x) {
        return 10 * x[0] * x[0] * (v + 95);
    }

    private static double xInf(double calcium_mM) {
        return 48 * calcium_mM * calcium_mM / (48 * calcium_mM * calcium_mM + 0.03);
    }

    private static double tau_ms(double calcium_mM) {
        return 1 / (48 * calcium_mM * calcium_mM + 0.03);
    }

    /** From far below to far above the 0.025 mM at which half of the gates are open. */
    @Test
    void advance_atAnyCalcium_equalsScalarTwinAndItsPartial() {
        Schema schema = channel().schema();
        int calcium = schema.parameterIndex("calcium_mM");
        int byCalcium = schema.partials().indexOf(Partial.nextByParameter(0, calcium));
        double dt_ms = 0.5, x = 0.3;
        try (MechanismBench bench = new MechanismBench(channel(), 8, dt_ms)) {
            bench.sites.state(0).fill(0, 8, x);
            for (double c = 1e-5; c < 1; c *= 1.7) {
                bench.sites.parameter(calcium).fill(0, 8, c);
                assertThat(bench.next(0)).isCloseTo(next(x, c, dt_ms), within(1e-14));
                bench.run(channel().advancePartials());
                double h = 1e-5 * c, differences = (next(x, c + h, dt_ms) - next(x, c - h, dt_ms)) / (2 * h);
                // Rounding of the difference, 1e-16 over h, and its truncation, 1e-10.
                assertThat(bench.sites.partial(byCalcium).get(0))
                        .isCloseTo(differences, within(1e-8 * Math.abs(differences) + 1e-15 / h));
            }
        }
    }

    private static double next(double x, double calcium_mM, double dt_ms) {
        return xInf(calcium_mM) + (x - xInf(calcium_mM)) * Math.exp(-dt_ms / tau_ms(calcium_mM));
    }
}
