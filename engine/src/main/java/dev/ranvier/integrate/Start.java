package dev.ranvier.integrate;

/** Where a run begins. */
public sealed interface Start {
    /** At the cell's initial voltage, gates at their steady state there. */
    record AtVoltage() implements Start {}

    /** At the resting state that the cell reaches from its initial voltage when nothing is done to it; see {@link RestingState}. */
    record AtRest() implements Start {}

    /** Where another run has ended. */
    record From(State state) implements Start {}
}
