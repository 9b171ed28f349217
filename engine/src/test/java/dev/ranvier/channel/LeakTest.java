package dev.ranvier.channel;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class LeakTest extends ChannelContract {
    @Override
    Channel channel() {
        return HodgkinHuxley.leak();
    }

    @Override
    double xInf(int state, double v) {
        throw new AssertionError("a leak has no gates");
    }

    @Override
    double tau_ms(int state, double v) {
        throw new AssertionError("a leak has no gates");
    }

    @Override
    double current(double v, double[] x) {
        return 0.3 * (v + 70);
    }
}
