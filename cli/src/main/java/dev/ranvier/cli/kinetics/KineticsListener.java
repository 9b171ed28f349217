package dev.ranvier.cli.kinetics;

/** Hears how the fits go on, from any thread. */
@FunctionalInterface
public interface KineticsListener {
    /** So many of the gates are done. */
    void done(int gates);
}
