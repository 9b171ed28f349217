package dev.ranvier.files.recording;

/** What the numbers of a channel measure. */
public enum Dimension {
    /** Voltages, in millivolts to the engine. */
    VOLTAGE("mV"),
    /** Currents, in nanoamperes to the engine. */
    CURRENT("nA"),
    /** Times, in milliseconds to the engine. */
    TIME("ms"),
    /** Anything else, which the engine does not know. */
    OTHER("");

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    /** Whether numbers in a unit can be one; anything else comes in any unit. */
    public boolean isMeasuredIn(Unit unit) {
        return this == OTHER || unit.dimension() == this;
    }

    /** The engine's unit. */
    public String unit() {
        return unit;
    }
}
