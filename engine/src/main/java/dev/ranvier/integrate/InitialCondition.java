package dev.ranvier.integrate;

/** Where a run begins. */
public sealed interface InitialCondition {
    /**
     * The row in which a run from here begins, where rows are counted by an {@code int}.
     *
     * @throws ArithmeticException if another run has made 2^31 steps to get here
     */
    default int firstRow() {
        return this instanceof From(State state) ? Math.toIntExact(state.step()) : 0;
    }

    /** At the cell's initial voltage, gates at their steady state there. */
    record AtVoltage() implements InitialCondition {}

    /** At the resting state that the cell reaches from its initial voltage when nothing is done to it; see {@link RestingState}. */
    record AtRest() implements InitialCondition {}

    /** Where another run has ended. */
    record From(State state) implements InitialCondition {}
}
