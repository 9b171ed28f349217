package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
final class LowThresholdCalciumTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.lowThresholdCalcium();
    }

    @Override
    double xInf(int state, double v) {
        return 1 / (1 + Math.exp((v + 2 + 81) / 4));
    }

    @Override
    double tau_ms(int state, double v) {
        return 30.8 + (211.4 + Math.exp((v + 2 + 113.2) / 5)) / (3.7 * (1 + Math.exp((v + 2 + 84) / 3.2)));
    }

    @Override
    double current(double v, double[] x) {
        return 0.4 * sInf(v) * sInf(v) * x[0] * (v - 120);
    }

    private static double sInf(double v) {
        return 1 / (1 + Math.exp(-(v + 2 + 57) / 6.2));
    }
}
