package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class SlowPotassiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.mCurrent();
    }

    @Override
    double xInf(int state, double v) {
        return 1 / (1 + Math.exp(-(v + 35) / 10));
    }

    @Override
    double tau_ms(int state, double v) {
        return 4000 / (3.3 * Math.exp((v + 35) / 20) + Math.exp(-(v + 35) / 20));
    }

    @Override
    double current(double v, double[] x) {
        return 0.004 * x[0] * (v + 90);
    }
}
