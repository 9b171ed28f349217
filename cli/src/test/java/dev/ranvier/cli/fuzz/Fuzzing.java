package dev.ranvier.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.command.RanvierCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs commands on files that are almost right: none crashes the program, hangs it, or makes it say more than what is wrong. So many
 * cases of each format as {@code -Dranvier.fuzz.cases} says, from the seed {@code -Dranvier.fuzz.first} on; a case is its seed.
 */
final class Fuzzing {
    private static final int CASES = Integer.getInteger("ranvier.fuzz.cases", 150);
    private static final long FIRST = Long.getLong("ranvier.fuzz.first", 1);
    private static final double MOST_SECONDS = 20;
    private static final long HANGS_SECONDS = 120;
    private static final int MOST_LINES = 12, MOST_CHARACTERS = 20_000;

    private Fuzzing() {}

    /** A command and its file. */
    @FunctionalInterface
    interface Case {
        List<String> command(Mutation mutation, Path here) throws IOException;
    }

    /** How a command ended. */
    record Ran(int exitCode, String out, String err, double seconds) {}

    static Ran run(List<String> command) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        long begin_ns = System.nanoTime();
        int exitCode = RanvierCommand.run(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString(), (System.nanoTime() - begin_ns) * 1e-9);
    }

    /** Runs the cases, each in a folder of its own that goes with it. */
    static void fuzz(Path folder, Case one) throws IOException {
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (long seed = FIRST; seed < FIRST + CASES; seed++) {
            Path here = Files.createDirectory(folder.resolve("case" + seed));
            List<String> command = one.command(new Mutation(seed), here);
            FutureTask<Ran> running = new FutureTask<>(() -> run(command));
            Thread.ofPlatform().daemon().start(running);
            Ran ran = ended(running, seed);
            refused += ran.exitCode == 2 ? 1 : 0;
            String fault = fault(ran);
            if (!fault.isEmpty()) {
                wrong.add("seed " + seed + ": " + fault + ": " + ran.err.substring(0, Math.min(400, ran.err.length())));
            }
            delete(here);
        }
        assertThat(wrong).as("cases that went wrong, of " + CASES).isEmpty();
        assertThat(refused).as("cases that were refused, of " + CASES).isGreaterThan(CASES / 5);
    }

    private static Ran ended(FutureTask<Ran> running, long seed) {
        try {
            return running.get(HANGS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("seed " + seed + " does not end", e);
        }
    }

    /** What is wrong with an end; empty if nothing is. */
    private static String fault(Ran ran) {
        String said = ran.err.replace("\r", "").replace("\n", "");
        boolean isVerdict = ran.exitCode == 1 && said.contains(" slower, "); // of bench compare
        if (ran.exitCode != 0 && ran.exitCode != 2 && ran.exitCode != 3 && !isVerdict) {
            return "exit code " + ran.exitCode;
        }
        if (ran.err.contains("\tat ") || ran.err.contains("not enough memory") || ran.err.contains("Exception")) {
            return "a trace, or no memory";
        }
        if (ran.seconds > MOST_SECONDS) {
            return ran.seconds + " s";
        }
        if (ran.err.lines().count() > MOST_LINES || ran.err.length() > MOST_CHARACTERS) {
            return "it says too much";
        }
        return said.chars().anyMatch(Character::isISOControl) ? "control characters" : "";
    }

    private static void delete(Path here) throws IOException {
        try (var files = Files.walk(here)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
