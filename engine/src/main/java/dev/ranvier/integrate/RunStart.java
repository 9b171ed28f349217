package dev.ranvier.integrate;

/** Where a run of a batch begins. */
public sealed interface RunStart permits InitialCondition, RunStart.Reached {
    /**
     * The row in which a run from here begins, where rows are counted by an {@code int}.
     *
     * @throws ArithmeticException if another run has made 2^31 steps to get here
     */
    int firstRow();

    /**
     * Where another run has led to.
     *
     * @param firstRow a row of the batch, as it stands there; of differentials, what stands beside it
     */
    record Reached(int firstRow) implements RunStart {}
}
