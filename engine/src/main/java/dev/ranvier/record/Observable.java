package dev.ranvier.record;

import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;

/** A number that can be read off a running batch in every lane, with its derivatives. */
public interface Observable {
    /** The number in a lane at the time of row n; called for all lanes in order. */
    double at(long n, int lane);

    /** Writes the number in every lane, {@code row[lane]}; lanes up to {@code width} may be written. */
    default void write(long n, int lanes, int width, Column row) {
        for (int lane = 0; lane < lanes; lane++) {
            row.set(lane, at(n, lane));
        }
    }

    /** Tells {@code scale} times the derivatives of {@link #at} by what stands in the batch; called for all lanes in order. */
    void partials(long n, int lane, double scale, Partials partials);

    /** Takes in derivatives; those that it does not know are nothing to it. */
    interface Partials {
        /** By the voltage of row n at an element. */
        default void byVoltage(int element, double derivative) {}

        /** By a state of a channel in row n, at a site. */
        default void byState(int channel, int state, int site, double derivative) {}

        /** By a state of a channel in row n + 1. */
        default void byNextState(int channel, int state, int site, double derivative) {}

        /** By a target, at a place in one of its rows. */
        default void byTarget(Target target, int row, int place, double derivative) {}
    }
}
