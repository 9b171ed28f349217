package dev.ranvier.cli.judge;

/** Data that determine nothing of what is asked for: the program says so and ends with exit code 3. */
public final class UndeterminedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public UndeterminedException(String message) {
        super(message);
    }
}
