package dev.ranvier.channel;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class PotassiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return HodgkinHuxley.potassium();
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
        return 36 * Math.pow(x[0], 4) * (v + 75);
    }

    private static double alpha(double v) {
        return 0.1 * linoid((v + 55) / 10);
    }

    private static double beta(double v) {
        return 0.125 * Math.exp(-(v + 65) / 80);
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
