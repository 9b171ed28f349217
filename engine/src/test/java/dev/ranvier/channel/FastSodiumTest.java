package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
class FastSodiumTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.sodium();
    }

    double conductance_mS_per_cm2() {
        return 50;
    }

    double threshold_mV() {
        return -60;
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
        return conductance_mS_per_cm2() * x[0] * x[0] * x[0] * x[1] * (v - 50);
    }

    private double alpha(int state, double v) {
        return state == 0
                ? 1.28 * linoid((v - threshold_mV() - 13) / 4)
                : 0.128 * Math.exp(-(v - threshold_mV() - 17) / 18);
    }

    private double beta(int state, double v) {
        return state == 0
                ? 1.4 * linoid(-(v - threshold_mV() - 40) / 5)
                : 4 / (1 + Math.exp(-(v - threshold_mV() - 40) / 5));
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
