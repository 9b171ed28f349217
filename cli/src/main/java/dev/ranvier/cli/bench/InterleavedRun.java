package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.JsonText;
import dev.ranvier.cli.input.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several archives of benchmarks measured in turn on the same machine: of each benchmark, one fork from every archive, then the
 * same in the opposite order (A B, B A, A B ...). What changes the machine's speed for longer than a round meets all alike, and a
 * steady drift cancels over two rounds. Forks of the same round are pairs.
 */
public final class InterleavedRun {
    private final List<Contestant> contestants;
    private final Suite suite;
    private final int rounds;
    private final Path folder;
    private final String name;
    private final BenchListener listener;

    /**
     * What is measured.
     *
     * @param name for messages
     * @param jar its benchmarks
     * @param javaOptions more options for their JVMs, split at blanks
     */
    public record Contestant(String name, Path jar, String javaOptions) {}

    /**
     * A run that has not begun.
     *
     * @param contestants what is measured
     * @param suite by which benchmarks
     * @param rounds how many forks each gets
     * @param folder for files that may go when it has ended
     * @param name of the run, no other has it
     * @param listener hears what it is at
     */
    public InterleavedRun(
            List<Contestant> contestants, Suite suite, int rounds, Path folder, String name, BenchListener listener) {
        this.contestants = contestants;
        this.suite = suite;
        this.rounds = rounds;
        this.folder = folder;
        this.name = name;
        this.listener = listener;
    }

    /**
     * Measures; for each contestant the entries as JMH writes them, without the path of its Java and with the name of the run.
     *
     * @throws BadInputException if there is no such benchmark, or one fails
     */
    public List<List<Object>> run() throws IOException {
        List<List<String>> benchmarks =
                contestants.stream().map(this::benchmarks).toList();
        Set<String> all = new LinkedHashSet<>();
        benchmarks.reversed().forEach(all::addAll);
        if (all.isEmpty()) {
            throw new BadInputException("no benchmark matches '" + suite.pattern()
                    + "'; 'java -jar benchmarks/target/benchmarks.jar -l' lists them");
        }
        List<List<Object>> entries =
                contestants.stream().<List<Object>>map(_ -> new ArrayList<>()).toList();
        int done = 0;
        for (String benchmark : all) {
            for (int round = 0; round < rounds; round++) {
                for (int turn = 0; turn < contestants.size(); turn++) {
                    int k = round % 2 == 0 ? turn : contestants.size() - 1 - turn;
                    if (benchmarks.get(k).contains(benchmark)) {
                        listener.at("measuring " + 100 * done / (all.size() * rounds * contestants.size()) + " %: "
                                + benchmark.replaceFirst("^.*\\.(?=[^.]*\\.[^.]*$)", "") + ", round " + (round + 1)
                                + " of " + rounds + ", " + contestants.get(k).name());
                        entries.get(k).addAll(fork(contestants.get(k), benchmark));
                    }
                    done++;
                }
            }
        }
        return entries;
    }

    private List<String> benchmarks(Contestant contestant) {
        List<String> lines = new Command(folder, java(contestant, List.of("-l", suite.pattern()))).lines();
        return lines.stream()
                .filter(line -> line.matches("[\\w$]+(\\.[\\w$]+)+"))
                .toList();
    }

    private List<Object> fork(Contestant contestant, String benchmark) throws IOException {
        Path file = folder.resolve("fork.json");
        List<String> arguments = new ArrayList<>(List.of("^" + benchmark.replace(".", "\\.") + "$", "-f", "1"));
        arguments.addAll(suite.arguments());
        arguments.addAll(List.of("-foe", "true", "-rf", "json", "-rff", file.toString()));
        if (!contestant.javaOptions().isEmpty()) {
            arguments.addAll(List.of("-jvmArgsPrepend", contestant.javaOptions()));
        }
        new Command(folder, java(contestant, arguments)).run(_ -> {});
        List<?> entries = JsonText.array(contestant.name(), TextFile.read(file, "result of JMH"));
        Files.delete(file);
        return IntStream.range(0, entries.size())
                .mapToObj(k -> (Object) stripped((Map<?, ?>) entries.get(k)))
                .toList();
    }

    private Map<String, Object> stripped(Map<?, ?> entry) {
        Map<String, Object> kept = new LinkedHashMap<>();
        entry.forEach((key, value) -> {
            if (!key.equals("jvm")) {
                kept.put(String.valueOf(key), value);
            }
        });
        kept.put(JmhFile.RUN, name);
        return kept;
    }

    /** JMH's lock is for one user of a machine; forks that meet others' are noise, which the intervals tell. */
    private static List<String> java(Contestant contestant, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-jar",
                contestant.jar().toAbsolutePath().toString()));
        words.addAll(arguments);
        return words;
    }
}
