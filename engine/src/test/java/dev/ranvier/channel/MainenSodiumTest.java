package dev.ranvier.channel;

import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class MainenSodiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return MainenSejnowski.sodium();
    }

    @Override
    double xInf(int state, double v) {
        return state == 0 ? alpha(0, v) / (alpha(0, v) + beta(0, v)) : 1 / (1 + Math.exp((v + 60) / 6.2));
    }

    @Override
    double tau_ms(int state, double v) {
        return 1 / (alpha(state, v) + beta(state, v));
    }

    @Override
    double current(double v, double[] x) {
        return 2 * x[0] * x[0] * x[0] * x[1] * (v - 60);
    }

    private static double alpha(int state, double v) {
        return state == 0 ? 0.182 * 9 * linoid((v + 30) / 9) : 0.024 * 5 * linoid((v + 45) / 5);
    }

    private static double beta(int state, double v) {
        return state == 0 ? 0.124 * 9 * linoid(-(v + 30) / 9) : 0.0091 * 5 * linoid(-(v + 70) / 5);
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
