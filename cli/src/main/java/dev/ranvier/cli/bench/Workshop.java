package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A temporary folder in which revisions are built; it is removed at the end, after an error and after Ctrl-C too. */
public final class Workshop implements AutoCloseable {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (Ranvier.*) [0-9].*\\[.*");
    private static final List<String> BUILD = List.of(
            "mvn", "-B", "-ntp", "-Dmaven.test.skip=true", "-Djacoco.skip=true", "package", "-pl", "benchmarks", "-am");

    private final Repository repository;
    private final BenchListener listener;
    private final Path folder;
    private final Path tree;
    private final Map<String, Path> jars = new HashMap<>();
    private final Thread onExit = new Thread(this::discard);

    /** For revisions of that repository. */
    public Workshop(Repository repository, BenchListener listener) throws IOException {
        this.repository = repository;
        this.listener = listener;
        folder = Files.createTempDirectory("ranvier-bench-");
        tree = folder.resolve("tree");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Where measurements may put what they need until the end. */
    Path folder() {
        return folder;
    }

    /**
     * The archive of benchmarks of a revision, built once for all revisions with the same code.
     *
     * @throws BadInputException if it does not build, with what Maven says
     */
    public Path jar(Revision revision) throws IOException {
        String code = repository.code(revision);
        Path known = jars.get(code);
        if (known != null) {
            return known;
        }
        Path jar = folder.resolve(revision.name() + ".jar");
        repository.checkOut(revision, tree);
        try {
            build(revision);
            Files.copy(tree.resolve("benchmarks").resolve("target").resolve("benchmarks.jar"), jar);
        } finally {
            repository.remove(tree);
        }
        jars.put(code, jar);
        return jar;
    }

    private void build(Revision revision) {
        listener.at("building " + revision.name());
        StringBuilder errors = new StringBuilder();
        try {
            new Command(tree, BUILD)
                    .with("JAVA_HOME", System.getProperty("java.home"))
                    .run(line -> {
                        Matcher module = MODULE.matcher(line);
                        if (module.matches()) {
                            listener.at("building " + revision.name() + " (" + module.group(1) + ")");
                        } else if (line.startsWith("[ERROR] ")) {
                            errors.append("\n  ").append(line);
                        }
                    });
        } catch (BadInputException e) {
            throw errors.isEmpty()
                    ? e
                    : new BadInputException("revision " + revision.name() + " does not build:" + errors);
        }
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException _) {
            // The program is ending; the hook runs or has run.
        }
    }

    /** Ends what still runs first: Maven, or a fork of JMH. */
    private synchronized void discard() {
        List<ProcessHandle> running = ProcessHandle.current().descendants().toList();
        running.forEach(ProcessHandle::destroy);
        running.forEach(process -> process.onExit().join());
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            repository.forgetMissing();
        } catch (IOException | UncheckedIOException | BadInputException e) {
            System.err.println("ranvier: could not remove " + folder + ": " + e.getMessage());
        }
    }
}
