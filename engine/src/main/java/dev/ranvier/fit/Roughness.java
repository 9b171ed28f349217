package dev.ranvier.fit;

import dev.ranvier.mechanism.VoltageGrid;

/**
 * How much the two curves of a gate bend: {@code f''(v) (10 mV)^2 sqrt(h / 10 mV)} by second differences over h = 4 mV, so that
 * the sum of squares is the integral of the squared curvature whatever h is.
 */
record Roughness(VoltageGrid grid) {
    private static final double SPACING_mV = 4, SCALE_mV = 10;

    /** Nodes between two voltages at which the curvature is taken. */
    int spacing() {
        return Math.max(1, (int) Math.rint(SPACING_mV / grid.spacing_mV()));
    }

    /** Linear in the curves, {@code [curve][node]}. */
    double[] of(double[][] curves) {
        int spacing = spacing(), each = (grid.nodes() - 1) / spacing - 1;
        double h = spacing * grid.spacing_mV() / SCALE_mV, scale = Math.sqrt(h) / (h * h);
        double[] differences = new double[2 * each];
        for (int curve = 0; curve < 2; curve++) {
            for (int k = 0; k < each; k++) {
                int middle = (k + 1) * spacing;
                differences[curve * each + k] = scale
                        * (curves[curve][middle + spacing]
                                - 2 * curves[curve][middle]
                                + curves[curve][middle - spacing]);
            }
        }
        return differences;
    }
}
