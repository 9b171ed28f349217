package dev.ranvier.kinetics;

import dev.ranvier.optimise.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Residuals of {@link Omnimodel#xInf} in well-scaled coordinates: slope times 10 mV, half voltage over 10 mV and, for SM2,
 * height and foot.
 */
final class SigmoidProblem implements LeastSquares.InFeatures {
    private static final double UNIT_mV = 10;

    private final double[] voltage_mV;
    private final double[] target;
    private final int parameters;

    /** For x_inf at the voltages, with 2 or 4 parameters. */
    SigmoidProblem(double[] voltage_mV, double[] target, int parameters) {
        this.voltage_mV = voltage_mV;
        this.target = target;
        this.parameters = parameters;
    }

    /** Coordinates of a sigmoid of height 1 and foot 0. */
    double[] start(double slope_per_mV, double half_mV) {
        double[] theta = new double[parameters];
        theta[0] = slope_per_mV * UNIT_mV;
        theta[1] = half_mV / UNIT_mV;
        if (parameters == 4) {
            theta[2] = 1;
        }
        return theta;
    }

    /** The parameters as the omnimodel has them. */
    double[] published(double[] theta) {
        double[] p = theta.clone();
        p[0] = theta[0] / UNIT_mV;
        p[1] = theta[0] * theta[1];
        return p;
    }

    @Override
    public Optional<double[]> residuals(double[] theta) {
        double[] p = published(theta), r = new double[target.length];
        double scale = 1 / Math.sqrt(r.length);
        for (int k = 0; k < r.length; k++) {
            r[k] = scale * (Omnimodel.xInf(p, voltage_mV[k]) - target[k]);
        }
        return Optional.of(r);
    }

    @Override
    public List<double[]> features(double[] theta) {
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < parameters; j++) {
            columns.add(new double[target.length]);
        }
        double height = parameters == 4 ? theta[2] : 1, scale = 1 / Math.sqrt(target.length);
        for (int k = 0; k < target.length; k++) {
            double y = voltage_mV[k] / UNIT_mV - theta[1], s = 1 / (1 + Math.exp(-theta[0] * y));
            columns.get(0)[k] = scale * height * s * (1 - s) * y;
            columns.get(1)[k] = -scale * height * s * (1 - s) * theta[0];
            if (parameters == 4) {
                columns.get(2)[k] = scale * s;
                columns.get(3)[k] = scale;
            }
        }
        return columns;
    }

    @Override
    public double[] step(double[] y) {
        return y;
    }
}
