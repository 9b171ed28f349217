package dev.ranvier.sweep;

import java.util.List;

/** The points of a sweep. Immutable; point k is a function of the design and k alone, so points can be computed anywhere in any order. */
public interface Design {
    /** The numbers of a point, by name. */
    List<String> names();

    /** How many points there are. */
    long points();

    /**
     * Point {@code k}, one number a name; a new array.
     *
     * @throws IndexOutOfBoundsException if k is not in [0, points)
     */
    double[] at(long k);
}
