package dev.ranvier.channel;

import java.util.Locale;

/** Whether a gate opens or closes as the voltage rises. */
public enum Orientation {
    /** x_inf rises with the voltage. */
    ACTIVATION,
    /** x_inf falls with the voltage. */
    INACTIVATION;

    /** The orientation in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a gate's name says: an h, as in h, h1 or hs, inactivates. */
    public static Orientation ofName(String gate) {
        return gate.toLowerCase(Locale.ROOT).startsWith("h") ? INACTIVATION : ACTIVATION;
    }
}
