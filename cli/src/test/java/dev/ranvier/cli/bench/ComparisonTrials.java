package dev.ranvier.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether {@code ranvier bench compare} finds an injected slowdown of 10 % and is silent on identical code, by forks of JMH on this
 * machine. Each trial measures the benchmark in turn as it is, as it is once more, and 10 % slower.
 *
 * <p>Arguments: {@code benchmarks/target/benchmarks.jar}, number of trials, rounds of each.
 */
final class ComparisonTrials {
    private static final Suite SUITE = Suite.of("InjectedSlowdown", "");
    private static final double MARGIN = 0.05, CONFIDENCE = 0.95;

    private ComparisonTrials() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        int trials = Integer.parseInt(arguments[1]), rounds = Integer.parseInt(arguments[2]);
        List<InterleavedRun.Contestant> contestants = List.of(
                new InterleavedRun.Contestant("base", jar, ""),
                new InterleavedRun.Contestant("same", jar, ""),
                new InterleavedRun.Contestant("slower", jar, "-Dranvier.benchmarks.slowdown=10"));
        int found = 0, alarms = 0;
        for (int trial = 1; trial <= trials; trial++) {
            Path folder = Files.createTempDirectory("ranvier-trial-");
            List<JmhFile> measured = new InterleavedRun(contestants, SUITE, rounds, folder, "trial " + trial, _ -> {})
                    .run().stream().map(entries -> JmhFile.of("trial", entries)).toList();
            Files.delete(folder);
            Comparison same = Comparison.of(measured.get(0), measured.get(1), MARGIN, CONFIDENCE);
            Comparison slower = Comparison.of(measured.get(0), measured.get(2), MARGIN, CONFIDENCE);
            alarms += same.hasRegression() ? 1 : 0;
            found += slower.hasRegression() ? 1 : 0;
            System.out.println("trial " + trial + ": identical " + shown(same) + "; 10 % slower " + shown(slower));
        }
        System.out.println(found + " of " + trials + " slowdowns found, " + alarms + " alarms in " + trials
                + " comparisons of identical code, " + rounds + " rounds each");
    }

    private static String shown(Comparison comparison) {
        Comparison.Row row = comparison.rows().getFirst();
        return ComparisonTable.ratio(row.ratio().value()) + " (" + ComparisonTable.interval(row.ratio()) + ") "
                + row.verdict();
    }
}
