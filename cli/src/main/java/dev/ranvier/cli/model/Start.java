package dev.ranvier.cli.model;

import java.util.Map;

/**
 * A number of a learned channel.
 *
 * @param value the number, where a fit starts if it is fitted
 * @param fitted whether a fit may change it
 */
public record Start(double value, boolean fitted) {
    /** What a fit found for the parameter {@code name}, from now on fixed; this if it was not fitted. */
    Start orFound(Map<String, Double> found, String name) {
        return fitted ? new Start(found.getOrDefault(name, value), false) : this;
    }
}
