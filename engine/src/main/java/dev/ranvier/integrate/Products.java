package dev.ranvier.integrate;

import dev.ranvier.channel.TableSites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;

/**
 * How partial derivatives meet cotangents in the reverse sweep: lane by lane, or one trajectory's partials with many
 * cotangents at once.
 */
interface Products {
    /** {@code y += sign p x}. */
    void add(double sign, Column p, Column x, Column y);

    /** {@code x *= p}. */
    void multiply(Column p, Column x);

    /** {@code bar[node] += (1 - fraction) p x} and {@code bar[node + 1] += fraction p x} of table {@code t}. */
    void scatter(TableSites table, int t, Column x, Block bar, Column cursor);
}
