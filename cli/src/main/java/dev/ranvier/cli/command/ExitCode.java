package dev.ranvier.cli.command;

/** How the process ends. */
final class ExitCode {
    /** All went well. */
    static final int DONE = 0;
    /** A bug of the program. */
    static final int BUG = 1;
    /** A benchmark became slower; the number that CI takes for a failure. */
    static final int SLOWER = 1;
    /** Something the person has to correct. */
    static final int BAD_INPUT = 2;
    /** The fit did not converge, the simulation diverged, or the data determine nothing. */
    static final int NOT_CONVERGED = 3;

    private ExitCode() {}
}
