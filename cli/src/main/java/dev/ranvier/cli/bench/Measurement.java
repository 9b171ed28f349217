package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Revisions built and measured in turn.
 *
 * @param suite by which benchmarks
 * @param rounds how many forks each gets
 */
public record Measurement(Suite suite, int rounds) {
    /**
     * A revision and how its benchmarks run.
     *
     * @param revision what is built
     * @param javaOptions more options for the JVMs, split at blanks; may be empty
     */
    public record Subject(Revision revision, String javaOptions) {}

    /** The entries of JMH for each subject, in their order. */
    public List<List<Object>> run(List<Subject> subjects, Workshop workshop, String startedAt, BenchListener listener)
            throws IOException {
        List<InterleavedRun.Contestant> contestants = new ArrayList<>();
        for (Subject subject : subjects) {
            Path jar = workshop.jar(subject.revision());
            contestants.add(new InterleavedRun.Contestant(subject.revision().name(), jar, subject.javaOptions()));
        }
        String name = startedAt + " "
                + subjects.stream().map(subject -> subject.revision().name()).collect(Collectors.joining(" "));
        return new InterleavedRun(contestants, suite, rounds, workshop.folder(), name, listener).run();
    }

    /**
     * Compares two subjects of a run.
     *
     * @throws BadInputException if they have no benchmark in common
     */
    public static ComparisonFiles compare(List<Object> base, List<Object> next, double margin, double confidence) {
        return ComparisonFiles.of(
                "base.json",
                JmhFile.of("base.json", base),
                "new.json",
                JmhFile.of("new.json", next),
                margin,
                confidence);
    }
}
