package dev.ranvier.optimise;

/** How far an {@link Optimiser} is. */
public enum Status {
    /** It has a question. */
    RUNNING,
    /** What it minimises is as low as its settings ask for. */
    CONVERGED,
    /** It found no lower point, however short the step: the end of its precision, or of the problem's. */
    STALLED,
    /** The values of its best steps no longer fell; see {@link EarlyStopping}. */
    STOPPED,
    /** What it minimises is not a number where it stands. */
    DIVERGED
}
