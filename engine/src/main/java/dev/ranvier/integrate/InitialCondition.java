package dev.ranvier.integrate;

/** What a cell is like at first. */
public sealed interface InitialCondition extends RunStart {
    @Override
    default int firstRow() {
        return this instanceof From(State state) ? Math.toIntExact(state.step()) : 0;
    }

    /** At the cell's initial voltage, gates at their steady state there. */
    record AtVoltage() implements InitialCondition {}

    /** At the resting state that the cell reaches from its initial voltage when nothing is done to it; see {@link RestingState}. */
    record AtRest() implements InitialCondition {}

    /** At the steady state in which the voltage clamp holds the cell at its first command, looked for as {@link AtRest}. */
    record AtHold() implements InitialCondition {}

    /** Where another run has ended. */
    record From(State state) implements InitialCondition {}
}
