package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A minimiser that is fed: it asks, and goes on when it is told. So many of them can be answered together, see {@link
 * MultiStart}, and one can be saved between any two questions. It is deterministic: the same answers give the same bits.
 *
 * @param <Q> what it asks: a point, or a point and what it wants to know there
 * @param <A> what it is told
 */
public interface Optimiser<Q, A> {
    /** Whether, and why not, there is a question. */
    Status status();

    /**
     * What it wants to know next; the same until it is told.
     *
     * @throws IllegalStateException unless RUNNING
     */
    Q ask();

    /** Answers the last question; the answer is not modified. */
    void tell(A answer);

    /** Steps it has taken from the start. */
    int steps();

    /** The last point that it has taken, and knows the value of; the start before the first answer. A copy. */
    double[] point();

    /** The value there; infinite before the first answer. */
    double value();

    /** Writes all it needs to go on with the same bits. */
    void save(DataOutput out) throws IOException;

    /**
     * Becomes what was saved; its own settings must be those of the one that was.
     *
     * @throws IOException if it was not saved by an optimiser of this kind and size
     */
    void restore(DataInput in) throws IOException;
}
