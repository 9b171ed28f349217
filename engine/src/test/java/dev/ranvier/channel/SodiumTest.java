package dev.ranvier.channel;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class SodiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return HodgkinHuxley.sodium();
    }

    @Override
    double xInf(int state, double v) {
        return alpha(state, v) / (alpha(state, v) + beta(state, v));
    }

    @Override
    double tau_ms(int state, double v) {
        return 1 / (alpha(state, v) + beta(state, v));
    }

    @Override
    double current(double v, double[] x) {
        return 120 * x[0] * x[0] * x[0] * x[1] * (v - 50);
    }

    private static double alpha(int state, double v) {
        return state == 0 ? linoid((v + 40) / 10) : 0.07 * Math.exp(-(v + 65) / 20);
    }

    private static double beta(int state, double v) {
        return state == 0 ? 4 * Math.exp(-(v + 65) / 18) : 1 / (1 + Math.exp(-(v + 35) / 10));
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
