package dev.ranvier.channel;

import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.mechanism.Channel;

/** The form of the fast potassium current with the constants of the slow one. */
final class MainenMCurrentTest extends MainenPotassiumTest {
    @Override
    Channel channel() {
        return MainenSejnowski.mCurrent();
    }

    @Override
    double current(double v, double[] x) {
        return 0.01 * x[0] * (v + 90);
    }

    @Override
    double alpha(double v) {
        return 0.001 * 9 * linoid((v + 30) / 9);
    }

    @Override
    double beta(double v) {
        return 0.001 * 9 * linoid(-(v + 30) / 9);
    }
}
