package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;

/** Formulas transcribed from the source, in plain Java. */
final class FastSodiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.sodium();
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
        return 50 * x[0] * x[0] * x[0] * x[1] * (v - 50);
    }

    private static double alpha(int state, double v) {
        return state == 0 ? 1.28 * linoid((v + 60 - 13) / 4) : 0.128 * Math.exp(-(v + 60 - 17) / 18);
    }

    private static double beta(int state, double v) {
        return state == 0 ? 1.4 * linoid(-(v + 60 - 40) / 5) : 4 / (1 + Math.exp(-(v + 60 - 40) / 5));
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
