package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.List;

/** Formulas transcribed from the source, in plain Java. */
final class TabulatedChannelTest extends ChannelContract {
    @Override
    Channel channel() {
        return new TabulatedChannel(
                "tabulated",
                VoltageGrid.STANDARD,
                List.of(
                        new TabulatedGate("n", new Power.Free(3.7), TabulatedChannelTest::curves),
                        new TabulatedGate("q", new Power.Fixed(2), TabulatedChannelTest::curves)),
                36,
                -75);
    }

    @Override
    double xInf(int state, double v) {
        return 1 / (1 + Math.exp(-logit(Math.clamp(v, VoltageGrid.STANDARD.low_mV(), VoltageGrid.STANDARD.high_mV()))));
    }

    @Override
    double tau_ms(int state, double v) {
        return Math.exp(logTau(Math.clamp(v, VoltageGrid.STANDARD.low_mV(), VoltageGrid.STANDARD.high_mV())));
    }

    @Override
    double current(double v, double[] x) {
        return 36 * Math.pow(x[0], 3.7) * x[1] * x[1] * (v + 75);
    }

    /** Linear interpolation over 0.5 mV: h^2/8 times the largest second derivative of x_inf, 0.0012 per mV^2. */
    @Override
    double twinTolerance() {
        return 5e-5;
    }

    private static void curves(VoltageGrid grid, double[] logitInf, double[] logTau) {
        for (int k = 0; k < grid.nodes(); k++) {
            logitInf[k] = logit(grid.voltage_mV(k));
            logTau[k] = logTau(grid.voltage_mV(k));
        }
    }

    private static double logit(double v) {
        return (v + 40) / 9;
    }

    private static double logTau(double v) {
        return Math.log(1 + 3 * Math.exp(-Math.pow((v + 50) / 30, 2)));
    }
}
