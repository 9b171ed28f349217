package dev.ranvier.kinetics;

import dev.ranvier.optimise.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Residuals of {@link Omnimodel#tau_ms} in well-scaled coordinates: a over 20 mV, ln b, coefficients times powers of 20 mV; of
 * tau itself over its standard deviation, or of ln tau, whose residuals lead there from far away.
 */
final class BellProblem implements LeastSquares.InFeatures {
    private static final double UNIT_mV = 20;

    /** What is compared with the data. */
    enum Of {
        TAU,
        LOG_TAU
    }

    private final double[] voltage_mV;
    private final double[] target_ms;
    private final int order;
    private final Of of;
    private final double scale;

    BellProblem(double[] voltage_mV, double[] target_ms, int order, Of of) {
        this.voltage_mV = voltage_mV;
        this.target_ms = target_ms;
        this.order = order;
        this.of = of;
        double sd = of == Of.TAU ? Math.max(Score.standardDeviation(target_ms), 1e-6 * target_ms[0]) : 1;
        this.scale = 1 / (sd * Math.sqrt(target_ms.length));
    }

    /** Coordinates with linear coefficients only. */
    double[] start(double middle_mV, double height_ms, double left_per_unit, double right_per_unit) {
        double[] theta = new double[2 + 2 * order];
        theta[0] = middle_mV / UNIT_mV;
        theta[1] = Math.log(2 * height_ms);
        theta[2] = left_per_unit;
        theta[2 + order] = right_per_unit;
        return theta;
    }

    /** The same curve in coordinates of this order, which is not lower. */
    double[] raised(double[] theta) {
        int lower = (theta.length - 2) / 2;
        double[] raised = new double[2 + 2 * order];
        System.arraycopy(theta, 0, raised, 0, 2 + lower);
        System.arraycopy(theta, 2 + lower, raised, 2 + order, lower);
        return raised;
    }

    /** The parameters as the omnimodel has them. */
    double[] published(double[] theta) {
        double[] p = theta.clone();
        p[0] = theta[0] * UNIT_mV;
        p[1] = Math.exp(theta[1]);
        for (int j = 1; j <= order; j++) {
            p[1 + j] = theta[1 + j] / Math.pow(UNIT_mV, j);
            p[1 + order + j] = theta[1 + order + j] / Math.pow(UNIT_mV, j);
        }
        return p;
    }

    @Override
    public Optional<double[]> residuals(double[] theta) {
        double[] p = published(theta), r = new double[target_ms.length];
        for (int k = 0; k < r.length; k++) {
            double tau = Omnimodel.tau_ms(p, voltage_mV[k]);
            r[k] = scale * (of == Of.TAU ? tau - target_ms[k] : Math.log(tau / target_ms[k]));
            if (!Double.isFinite(r[k])) {
                return Optional.empty();
            }
        }
        return Optional.of(r);
    }

    /** {@code d ln tau / d ln b = 1}, by c_j {@code L y^j}, by e_j {@code -R y^j}, L and R the parts of the two exponentials. */
    @Override
    public List<double[]> features(double[] theta) {
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < theta.length; j++) {
            columns.add(new double[target_ms.length]);
        }
        double[] p = published(theta);
        for (int k = 0; k < target_ms.length; k++) {
            double y = voltage_mV[k] / UNIT_mV - theta[0], left = 0, right = 0, leftSlope = 0, rightSlope = 0;
            for (int j = order; j >= 1; j--) {
                leftSlope = leftSlope * y + j * theta[1 + j];
                rightSlope = rightSlope * y + j * theta[1 + order + j];
                left = (left + theta[1 + j]) * y;
                right = (right + theta[1 + order + j]) * y;
            }
            double ofLeft = 1 / (1 + Math.exp(right + left)), ofRight = 1 - ofLeft;
            double factor = scale * (of == Of.TAU ? Omnimodel.tau_ms(p, voltage_mV[k]) : 1);
            columns.get(0)[k] = factor * (ofRight * rightSlope - ofLeft * leftSlope);
            columns.get(1)[k] = factor;
            double power = factor;
            for (int j = 1; j <= order; j++) {
                power *= y;
                columns.get(1 + j)[k] = ofLeft * power;
                columns.get(1 + order + j)[k] = -ofRight * power;
            }
        }
        return columns;
    }

    @Override
    public double[] step(double[] y) {
        return y;
    }
}
