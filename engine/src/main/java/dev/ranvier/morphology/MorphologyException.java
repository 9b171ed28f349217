package dev.ranvier.morphology;

/** A shape that is no neuron's; the message says what is wrong, where, the allowed range and what to do. */
public final class MorphologyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With a message for the person who drew or described the cell. */
    public MorphologyException(String message) {
        super(message);
    }

    static double positive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new MorphologyException(name + " must be positive and finite: " + name + "=" + value);
        }
        return value;
    }

    static double positive(String place, String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new MorphologyException(place + ": " + name + " must be positive and finite: " + name + "=" + value);
        }
        return value;
    }

    static double notNegative(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new MorphologyException(name + " must be finite and not negative: " + name + "=" + value);
        }
        return value;
    }

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new MorphologyException(name + " must be finite: " + name + "=" + value);
        }
        return value;
    }

    static double fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new MorphologyException(name + " must be in [0, 1]: " + name + "=" + value);
        }
        return value;
    }
}
