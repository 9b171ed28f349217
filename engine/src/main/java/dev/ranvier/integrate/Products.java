package dev.ranvier.integrate;

import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;

/**
 * How partial derivatives meet cotangents in the reverse sweep: lane by lane, or one trajectory's partials with many
 * cotangents at once. Each method gives an operation of a class of its own, to be run at every step, so that the compiler
 * sees one kind of loop in it.
 */
interface Products {
    /** Elements of a batch: {@code [from, to)}, of which the first {@code real} are no ghosts. */
    record Span(int from, int to, int real) {}

    /** {@code y += sign p x}. */
    Runnable add(double sign, Column p, Column x, Column y, Span span);

    /** {@code y = p x}. */
    Runnable assign(Column p, Column x, Column y, Span span);

    /** {@code y += x, x = 0}. */
    Runnable collect(Column x, Column y, Span span);

    /** {@code y += p x, x = 0}. */
    Runnable feed(Column p, Column x, Column y, Span span);

    /** {@code x *= p}. */
    Runnable multiply(Column p, Column x, Span span);

    /** {@code y = x}. */
    Runnable copy(Column x, Column y, Span span);

    /** {@code x = 0}. */
    Runnable clear(Column x, Span span);

    /** {@code y = q x, x *= p}. */
    Runnable part(Column p, Column q, Column x, Column y, Span span);

    /** {@code bar_c -= (u_c - u_p) (x_c - x_p)} for every node c with a parent p. */
    Runnable axial(TreeSolver tree, Column u, Column x, Column bar);

    /** {@code bar += sign sum of p x}, over the elements of each lane. */
    Runnable sum(double sign, Column p, Column x, Column bar, Span span);

    /** {@code bar[k] += sign (1 - f) p x} and {@code bar[k + stride] += sign f p x}, at the place of each element. */
    Runnable scatter(double sign, Column p, Between place, Column x, Block bar, Span span);

    /** {@code x = A^-T x}, A the matrix of a step with the diagonal {@code d}, which is modified. */
    Runnable solveTransposed(TreeSolver tree, Column d, Column x);

    /** {@code y_j += sign x_n} for every place j, n the element of its node; see {@link Edge.Gather}. */
    Runnable gather(double sign, int[] nodes, Column x, Column y);

    /** {@code y_n += sign x_j}: {@link #gather}, transposed. */
    Runnable scatter(double sign, int[] nodes, Column x, Column y);
}
