package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
class HighThresholdCalciumTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.highThresholdCalcium();
    }

    double conductance_mS_per_cm2() {
        return 0.1;
    }

    double reversal_mV() {
        return 120;
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
        return conductance_mS_per_cm2() * x[0] * x[0] * x[1] * (v - reversal_mV());
    }

    private static double alpha(int state, double v) {
        return state == 0 ? 0.055 * 3.8 * linoid((v + 27) / 3.8) : 0.000457 * Math.exp((-13 - v) / 50);
    }

    private static double beta(int state, double v) {
        return state == 0 ? 0.94 * Math.exp((-75 - v) / 17) : 0.0065 / (Math.exp((-15 - v) / 28) + 1);
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
