package dev.ranvier.optimise;

/**
 * Conjugate gradients on {@code (J^T J + mu I) y = -J^T r} without forming the matrix (CGLS): the recursion keeps the residual
 * {@code -(r + J y)} itself, so that the condition number of J is not squared in it. Bjorck, Numerical Methods for Least Squares
 * Problems (1996), algorithm 7.4.1 with the damping of section 7.4.
 */
final class ConjugateGradientSteps implements DampedSteps {
    private final Products jacobian;
    private final double[] residuals;
    private final double tolerance;
    private final int mostIterations;

    ConjugateGradientSteps(Products jacobian, double[] residuals, double tolerance, int mostIterations) {
        if (!(tolerance >= 0) || mostIterations < 1) {
            throw new IllegalArgumentException("conjugate gradients need a tolerance of at least 0 and an iteration:"
                    + " tolerance=" + tolerance + ", mostIterations=" + mostIterations);
        }
        this.jacobian = jacobian;
        this.residuals = residuals.clone();
        this.tolerance = tolerance;
        this.mostIterations = mostIterations;
    }

    @Override
    public double[] step(double damping) {
        double[] left = Vectors.sum(new double[residuals.length], -1, residuals);
        double[] slope = jacobian.transposed(left);
        double[] direction = slope.clone(), y = new double[slope.length];
        double square = Vectors.dot(slope, slope), end = tolerance * tolerance * square;
        for (int k = 0; k < mostIterations && square > end; k++) {
            double[] image = jacobian.forward(direction);
            double length = square / (Vectors.dot(image, image) + damping * Vectors.dot(direction, direction));
            Vectors.add(length, direction, y);
            Vectors.add(-length, image, left);
            slope = Vectors.sum(jacobian.transposed(left), -damping, y);
            double next = Vectors.dot(slope, slope);
            direction = Vectors.sum(slope, next / square, direction);
            square = next;
        }
        return y;
    }
}
