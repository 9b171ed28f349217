package dev.ranvier.loss;

import java.util.Arrays;

/** Residuals that are measures, with the sparse derivatives of each. */
final class MeasuredResiduals implements Linearisation {
    private final Measure[] rows;
    private final double[] residuals;

    MeasuredResiduals(Measure[] rows) {
        this.rows = rows;
        this.residuals = Arrays.stream(rows).mapToDouble(Measure::value).toArray();
    }

    @Override
    public double[] residuals() {
        return residuals;
    }

    @Override
    public double[] pushForward(double[] tangent) {
        double[] product = new double[rows.length];
        for (int j = 0; j < rows.length; j++) {
            product[j] = rows[j].along(tangent);
        }
        return product;
    }

    @Override
    public void pullBack(double[] residualBar, double[] traceBar) {
        for (int j = 0; j < rows.length; j++) {
            rows[j].pullBack(residualBar[j], traceBar);
        }
    }
}
