package dev.ranvier.model;

/** A description that cannot be simulated; the message says what is wrong, where, and the allowed range. */
public final class ModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With a message for the person who wrote the model. */
    public ModelException(String message) {
        super(message);
    }

    /** The value, unless it is not positive or not finite. */
    public static double positive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new ModelException(name + " must be positive and finite: " + name + "=" + value);
        }
        return value;
    }

    /** The value, unless it is negative or not finite. */
    public static double notNegative(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new ModelException(name + " must be finite and not negative: " + name + "=" + value);
        }
        return value;
    }

    /** The value, unless it is not finite. */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new ModelException(name + " must be finite: " + name + "=" + value);
        }
        return value;
    }
}
