package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sodium with curves for its inactivation. */
final class HybridChannelTest extends ChannelContract {
    private static final BoltzmannCurves CURVES = new BoltzmannCurves(-60, -8, 3);

    @Override
    Channel channel() {
        return hybrid(HodgkinHuxley.sodium(), "h");
    }

    private static HybridChannel hybrid(Channel channel, String gate) {
        return new HybridChannel(
                channel, VoltageGrid.STANDARD, List.of(new GateKinetics(gate, Orientation.INACTIVATION, CURVES)));
    }

    @Override
    double xInf(int state, double v) {
        return state == 0 ? alpha(v) / (alpha(v) + beta(v)) : 1 / (1 + Math.exp((onGrid(v) + 60) / 8));
    }

    @Override
    double tau_ms(int state, double v) {
        return state == 0 ? 1 / (alpha(v) + beta(v)) : 3 / Math.sqrt(Math.cosh((onGrid(v) + 60) / 32));
    }

    private static double onGrid(double v) {
        return Math.clamp(v, VoltageGrid.STANDARD.low_mV(), VoltageGrid.STANDARD.high_mV());
    }

    @Override
    double current(double v, double[] x) {
        return 120 * x[0] * x[0] * x[0] * x[1] * (v - 50);
    }

    /** Linear interpolation over 0.5 mV. */
    @Override
    double twinTolerance() {
        return 5e-5;
    }

    private static double alpha(double v) {
        double y = (v + 40) / 10;
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }

    private static double beta(double v) {
        return 4 * Math.exp(-(v + 65) / 18);
    }

    @Test
    void channel_refusesWhatIsNoGateOnItsOwn() {
        assertThatThrownBy(() -> hybrid(HodgkinHuxley.sodium(), "n")).hasMessageContaining("it has m, h");
        assertThatThrownBy(() -> hybrid(HodgkinHuxley.potassiumScheme(), "o"))
                .hasMessageContaining("no gate on its own");
        assertThatThrownBy(() -> hybrid(channel(), "h")).hasMessageContaining("by curves already");
    }
}
