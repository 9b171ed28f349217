package dev.ranvier.optimise;

import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/** {@code (J J^T + mu I) z = r}, {@code y = -J^T z}: as many equations as residuals. */
final class DualSteps implements DampedSteps {
    private final List<double[]> columns;
    private final double[] residuals;
    private final Gram gram;

    /** For the columns of J and r, all of one length. */
    DualSteps(List<double[]> columns, double[] residuals) {
        this.columns = List.copyOf(columns);
        this.residuals = residuals.clone();
        try (Arena scratch = Arena.ofConfined()) {
            Matrix jacobian = Matrix.zeros(scratch, residuals.length, columns.size());
            for (int j = 0; j < residuals.length; j++) {
                int row = j;
                jacobian.setRow(
                        j, columns.stream().mapToDouble(column -> column[row]).toArray());
            }
            gram = new Gram(Gram.products(jacobian));
        }
    }

    @Override
    public double[] step(double damping) {
        return step(damping, residuals);
    }

    @Override
    public Optional<BentStep> bent(double damping) {
        return Optional.of(BentStep.of(columns, residuals, step(damping), other -> step(damping, other)));
    }

    private double[] step(double damping, double[] ofResiduals) {
        return PrimalSteps.descent(columns, gram.solve(damping, ofResiduals));
    }
}
