package dev.ranvier.channel;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;

/** Formulas transcribed from the source, in plain Java. */
class DelayedRectifierTest extends ChannelContract {
    @Override
    Channel channel() {
        return Pospischil.potassium();
    }

    double conductance_mS_per_cm2() {
        return 5;
    }

    double threshold_mV() {
        return -60;
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
        return conductance_mS_per_cm2() * Math.pow(x[0], 4) * (v + 90);
    }

    private double alpha(double v) {
        return 0.16 * linoid((v - threshold_mV() - 15) / 5);
    }

    private double beta(double v) {
        return 0.5 * Math.exp(-(v - threshold_mV() - 10) / 40);
    }

    /** y / (1 - exp(-y)). */
    private static double linoid(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }
}
