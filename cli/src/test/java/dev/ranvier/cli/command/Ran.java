package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command line that has run in this process.
 *
 * @param exitCode how it ended
 * @param out its standard output
 * @param err its standard error
 */
record Ran(int exitCode, String out, String err) {
    /** Runs it. */
    static Ran of(String... arguments) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        int exitCode = RanvierCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** What it says, after checking that it is a complaint about bad input: exit code 2, no stack trace, no output. */
    String complaint() {
        assertThat(exitCode).as(err).isEqualTo(2);
        assertThat(err).doesNotContain("\tat ").startsWith("ranvier: ");
        assertThat(out).isEmpty();
        return err;
    }
}
