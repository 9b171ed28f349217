package dev.ranvier.channel;

/** A channel with gates that are given by their curves. */
public interface Tabulated {
    /** The tables of these gates. */
    VoltageTables tables();
}
