package dev.ranvier.channel;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Weights;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.List;

/** {@code f(v) = sum_j w_j phi_j(v)}, {@code phi_j(v) = exp(-z_j^2/2)}, {@code z_j = (v - c_j)/15}, c_j from -70 mV every 20 mV. */
final class Bumps {
    static final int COUNT = 5;
    private static final double WIDTH_mV = 15;

    private Bumps() {}

    static Weights weights(double... w) {
        List<Field> fields = new ArrayList<>();
        for (int j = 0; j < COUNT; j++) {
            fields.add(new Field("w" + j, w[j], -100, 100));
        }
        return new Weights(fields);
    }

    private static double z(int j, double v) {
        return (v + 70 - 20 * j) / WIDTH_mV;
    }

    static double phi(int j, double v) {
        return Math.exp(-z(j, v) * z(j, v) / 2);
    }

    static double slope(int j, double v) {
        return -z(j, v) / WIDTH_mV * phi(j, v);
    }

    static double curvature(int j, double v) {
        return (z(j, v) * z(j, v) - 1) / (WIDTH_mV * WIDTH_mV) * phi(j, v);
    }

    static double sum(Column w, double v) {
        double sum = 0;
        for (int j = 0; j < COUNT; j++) {
            sum += w.get(j) * phi(j, v);
        }
        return sum;
    }

    static double sumSlope(Column w, double v) {
        double sum = 0;
        for (int j = 0; j < COUNT; j++) {
            sum += w.get(j) * slope(j, v);
        }
        return sum;
    }

    static double sumCurvature(Column w, double v) {
        double sum = 0;
        for (int j = 0; j < COUNT; j++) {
            sum += w.get(j) * curvature(j, v);
        }
        return sum;
    }
}
