package dev.ranvier.integrate;

/** Called once a time row, when the voltage of row n and the gates around it are known. */
@FunctionalInterface
public interface StepListener {
    /** A listener that does nothing. */
    StepListener NONE = n -> {};

    /**
     * Row n of the voltage is there; the gates of row n too, and with {@link Scheme#STAGGERED} also those of row n + 1, half a
     * step before and after this time.
     */
    void at(int n);
}
