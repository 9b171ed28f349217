package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;

/** Formulas transcribed from the source, in plain Java. */
final class DelayedRectifierTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.potassium();
    }

    @Override
    double xInf(int state, double v) {
        return alpha(v) / (alpha(v) + beta(v));
    }

    @Override
    double tau_ms(int state, double v) {
        return 1 / (alpha(v) + beta(v));
    }

    @Override
    double current(double v, double[] x) {
        return 5 * Math.pow(x[0], 4) * (v + 90);
    }

    private static double alpha(double v) {
        return 0.16 * linoid((v + 60 - 15) / 5);
    }

    private static double beta(double v) {
        return 0.5 * Math.exp(-(v + 60 - 10) / 40);
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
