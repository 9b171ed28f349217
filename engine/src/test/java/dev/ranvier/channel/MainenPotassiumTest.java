package dev.ranvier.channel;

import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
class MainenPotassiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return MainenSejnowski.potassium();
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
        return 20 * x[0] * (v + 90);
    }

    double alpha(double v) {
        return 0.02 * 9 * linoid((v - 25) / 9);
    }

    double beta(double v) {
        return 0.002 * 9 * linoid(-(v - 25) / 9);
    }

    /** y / (1 - exp(-y)). */
    static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
