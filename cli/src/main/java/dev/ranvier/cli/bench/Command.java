package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Another program that is run to its end. */
final class Command {
    private static final int LAST_LINES = 15;

    private final ProcessBuilder builder;

    /** A program with its arguments, in that folder. */
    Command(Path folder, List<String> words) {
        builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    }

    /** With an environment variable. */
    Command with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** What it prints. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        run(lines::add);
        return lines;
    }

    /**
     * Runs it and hands on every line that it prints.
     *
     * @throws BadInputException if it is not there or fails, with the last lines that it printed
     */
    void run(Consumer<String> listener) {
        String name = String.join(" ", builder.command());
        Deque<String> last = new ArrayDeque<>();
        try {
            Process process = builder.start();
            try (BufferedReader in = process.inputReader()) {
                process.getOutputStream().close();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    listener.accept(line);
                    last.addLast(line);
                    if (last.size() > LAST_LINES) {
                        last.removeFirst();
                    }
                }
                int status = process.waitFor();
                if (status != 0) {
                    throw new BadInputException(
                            "'" + name + "' failed (" + status + "):\n  " + String.join("\n  ", last));
                }
            }
        } catch (IOException e) {
            throw new BadInputException("'" + name + "' cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
