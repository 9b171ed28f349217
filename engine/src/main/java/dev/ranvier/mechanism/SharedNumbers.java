package dev.ranvier.mechanism;

import dev.ranvier.memory.Column;

/**
 * Numbers that all sites of a mechanism share in all lanes: the entries of its tables, the weights of its network. A site sees them
 * as {@code quantities} values q, linear in the numbers, and a mechanism declares what depends on these, as
 * {@link Partial#nextByShared} or {@link Partial#currentByShared}. Kernels find the numbers in {@link Sites#shared}.
 */
public interface SharedNumbers {
    /** How many numbers there are. */
    int count();

    /** How many values a site sees. */
    int quantities();

    /** The name of a number in messages. */
    String name(int number);

    /** Writes all numbers, for steps of {@code dt_ms}. */
    void fill(Column values, double dt_ms);

    /** How the sites see a quantity, once the kernel that writes a partial by it has run. */
    Reading reading(Sites x, int quantity);

    /** What a site sees of the numbers w. */
    sealed interface Reading {
        /**
         * {@code q = w_number}, the same at every site.
         *
         * @param number which
         */
        record Whole(int number) implements Reading {}

        /**
         * {@code q = (1 - f) w_k + f w_(k + stride)}, {@code k = node + offset}.
         *
         * @param node of each site, in the low half of the bits; read it with {@link Column#low}
         * @param fraction f of each site: in [0, 1] between the two, outside on the line through them
         * @param offset added to the node
         * @param stride from one number to the other
         */
        record Between(Column node, Column fraction, int offset, int stride) implements Reading {}
    }
}
