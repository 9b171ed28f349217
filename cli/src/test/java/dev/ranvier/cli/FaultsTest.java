package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ranvier.cli.command.RanvierCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What machines do to programs: kill -9 at any moment, disks that fill up, folders that are taken away. Each command is run whole once;
 * after a fault the same command must lead to the same bytes and leave nothing else behind. Takes minutes: {@code mvn verify -Pfaults
 * -Dranvier.kills=50} runs it, kills that often, and prints a line for each.
 */
@Tag("faults")
final class FaultsTest {
    private static final int KILLS = Integer.getInteger("ranvier.kills", 3);
    private static final long LONGEST_s = 300, LOOK_ms = 2, WRITING_ms = 30;

    /** A command, without its folder, and what it writes whose bytes say that it has done the same. Each takes a few seconds. */
    enum Work {
        FIT("starts.csv", "fit fit.yaml --recording trace.csv --jobs 1"),
        KINETICS("channels.rvc", "kinetics gates.csv --network 4 --jobs 1"),
        SWEEP("merged.arrow", "sweep plan.yaml --jobs 1"),
        REDUCE("model.yaml", "reduce neuron.yaml --stimuli stimuli.yaml --ghosts 1 --starts 1 --jobs 1"),
        SIMULATE("trace.csv", "simulate model.yaml");

        private final String result;
        private final String line;

        Work(String result, String line) {
            this.result = result;
            this.line = line;
        }

        /** The folder of the run that nothing happened to. */
        String whole() {
            return "whole-" + name();
        }
    }

    /** How far a run has come, as its folder tells. */
    enum Phase {
        BEFORE_ITS_FOLDER,
        AT_WORK,
        WITH_WORK_KEPT,
        WRITING_THE_END,
        DONE
    }

    private static final String CELL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: %s}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: %s}
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003}
        stimulus:
          - step: {start_ms: 5, duration_ms: 40, amplitude_pA: 15}
        simulation: {duration_ms: 20, dt_ms: 0.025}
        """;
    private static final String PLAN = """
        model: model.yaml
        vary:
          - draw:
              method: sobol
              points: 200
              numbers: [{key: channels.na.conductance_S_per_cm2, uniform: {low: 0.06, high: 0.24}}]
        keep: {spikes: [v]}
        chunk_points: 20
        """;

    private static final String FULL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, length_um: 90, diameter_um: 2}
            - {name: basal, type: basal, parent: soma, at: 0.5, length_um: 80, diameter_um: 1.5}
          compartments: {per_branch: 1}
        cell: {axial_resistivity_ohm_cm: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: leak, type: pospischil-leak, conductance_mS_per_cm2: 0.1, reversal_mV: -70}
          - {name: na, type: pospischil-sodium, conductance_mS_per_cm2: 50, v_t_mV: -60}
          - {name: kd, type: pospischil-potassium, conductance_mS_per_cm2: 5, v_t_mV: -60}
        simulation: {duration_ms: 40, dt_ms: 0.05, spike_threshold_mV: -10}
        """;
    private static final String STIMULI = """
        duration_ms: 15
        training: [step: {start_ms: 2, duration_ms: 10, amplitude_pA: 200}]
        held_out: [step: {start_ms: 2, duration_ms: 10, amplitude_pA: 250}]
        """;

    @TempDir
    private static Path folder;

    /** What makes commands start fast: archives of their classes, which only jars can have. */
    @TempDir
    private static Path kept;

    private static String classes = "";

    /** How long each command takes. */
    private static final Map<Work, Long> WHOLE_ms = new EnumMap<>(Work.class);

    private static Process start(Work work, String out, String limit) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + kept.resolve(work + ".jsa"),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                "dev.ranvier.cli.Main"));
        if (work != Work.KINETICS) {
            command.add(
                    1,
                    "-XX:TieredStopAtLevel=1"); // Short runs but for matrices: what is compiled well would not be used.
        }
        command.addAll(arguments(work, out));
        if (!limit.isEmpty()) {
            command.addAll(0, List.of("bash", "-c", "ulimit -f " + limit + "; exec \"$@\"", "bash"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static List<String> arguments(Work work, String out) {
        List<String> arguments = new ArrayList<>();
        for (String word : work.line.split(" ", -1)) {
            arguments.add(word.contains(".") ? folder.resolve(word).toString() : word);
        }
        arguments.addAll(List.of("--out", folder.resolve(out).toString()));
        return arguments;
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(LONGEST_s, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** How a command ended that ran here, where everything is compiled: in a hundredth of the time. */
    private record Ran(int exitCode, String said) {}

    private static Ran run(Work work, String out, String... more) {
        List<String> arguments = arguments(work, out);
        arguments.addAll(List.of(more));
        return assertTimeoutPreemptively(Duration.ofSeconds(LONGEST_s), () -> {
            StringWriter said = new StringWriter();
            PrintWriter all = new PrintWriter(said);
            return new Ran(RanvierCommand.run(all, all, arguments.toArray(String[]::new)), said.toString());
        });
    }

    /** The command until it is done: a fit that was stopped says that it wants to be resumed. */
    private static void finish(Work work, String out) {
        Ran ran = run(work, out);
        if (work == Work.FIT && ran.exitCode == 2) {
            assertThat(ran.said).contains("--resume");
            ran = run(work, out, "--resume");
        }
        assertThat(ran.exitCode).as(ran.said).isZero();
    }

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        classes = JarredClassPath.in(kept);
        Files.writeString(folder.resolve("model.yaml"), CELL.formatted("0.12", "0.036"));
        Files.writeString(folder.resolve("fit.yaml"), CELL.formatted("{fit: 0.1}", "{fit: 0.04}"));
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Files.writeString(folder.resolve("neuron.yaml"), FULL);
        Files.writeString(folder.resolve("stimuli.yaml"), STIMULI);
        StringBuilder table = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent,family\n");
        for (int gate = 0; gate < 4; gate++) {
            for (int v = -90; v <= 70; v += 5) {
                double x = 1 / (1 + Math.exp((v + 30.0 + 6 * gate) / (5 + gate))),
                        tau = 1 + gate + 10 / Math.cosh((v + 40.0) / 15);
                table.append("c,g%d,%d,%s,%s,1,K%n".formatted(gate, v, x, tau));
            }
        }
        Files.writeString(folder.resolve("gates.csv"), table);
        finish(Work.SIMULATE, "run");
        Files.copy(folder.resolve("run/trace.csv"), folder.resolve("trace.csv"));
        for (Work work : Work.values()) {
            finish(work, work.whole());
            assertThat(ended(start(work, "first-" + work, "")))
                    .as(Files.readString(folder.resolve("log")))
                    .isZero();
            long began_ns = System.nanoTime();
            assertThat(ended(start(work, "second-" + work, ""))).isZero();
            WHOLE_ms.put(work, (System.nanoTime() - began_ns) / 1_000_000);
            assertSame(work, "second-" + work);
            System.out.println(work + " takes " + whole_ms(work) + " ms");
        }
    }

    private static long whole_ms(Work work) {
        return Objects.requireNonNull(WHOLE_ms.get(work));
    }

    /** The same bytes, but for the name of the folder, which a reduced model's first line has; the same files and no other. */
    private static void assertSame(Work work, String out) throws IOException {
        assertThat(text(out, work).replace(out, work.whole())).isEqualTo(text(work.whole(), work));
        assertThat(names(out)).isEqualTo(names(work.whole()));
    }

    private static String text(String out, Work work) throws IOException {
        return Files.readString(folder.resolve(out).resolve(work.result), StandardCharsets.ISO_8859_1);
    }

    private static List<String> names(String out) throws IOException {
        Path all = folder.resolve(out);
        try (Stream<Path> files = Files.exists(all) ? Files.walk(all) : Stream.empty()) {
            return files.map(file -> all.relativize(file).toString()).sorted().toList();
        } catch (UncheckedIOException | NoSuchFileException _) {
            return List.of(); // it went while it was looked at
        }
    }

    private static Phase phase(Work work, String out) throws IOException {
        List<String> names = names(out);
        if (names.contains(work.result)) {
            return Phase.DONE;
        }
        if (names.stream().anyMatch(name -> name.startsWith(".ranvier-") && name.contains("/"))) {
            return Phase.WRITING_THE_END;
        }
        if (names.stream().anyMatch(name -> name.matches(".*[.](state|journal|arrow)"))) {
            return Phase.WITH_WORK_KEPT;
        }
        return names.isEmpty() ? Phase.BEFORE_ITS_FOLDER : Phase.AT_WORK;
    }

    /**
     * One of three kills is at any moment, one some time after the command has something to lose, one while it writes the end. A run
     * that ends before its kill says how long runs take at present.
     */
    private static Phase kill(Work work, String out, Random random, int kill) throws IOException, InterruptedException {
        long began_ns = System.nanoTime();
        Process process = start(work, out, "");
        Phase until = List.of(Phase.BEFORE_ITS_FOLDER, Phase.AT_WORK, Phase.WRITING_THE_END)
                .get(kill % 3);
        while (process.isAlive() && phase(work, out).compareTo(until) < 0) {
            process.waitFor(LOOK_ms, TimeUnit.MILLISECONDS);
        }
        long most_ms = until == Phase.WRITING_THE_END ? WRITING_ms : whole_ms(work) / (until == Phase.AT_WORK ? 2 : 1);
        if (process.waitFor((long) (most_ms * random.nextDouble()), TimeUnit.MILLISECONDS)) {
            WHOLE_ms.put(work, (System.nanoTime() - began_ns) / 1_000_000);
            return Phase.DONE;
        }
        process.destroyForcibly().waitFor();
        return phase(work, out);
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyMoment_theSameCommandGivesTheSameBytes(Work work) throws IOException, InterruptedException {
        Random random = new Random(work.line.hashCode());
        Map<Phase, Integer> killed = new EnumMap<>(Phase.class);
        long began_ns = System.nanoTime();
        for (int kill = 0, run = 0; kill < KILLS; run++) {
            String out = "killed-" + work + run;
            Phase phase = kill(work, out, random, run);
            finish(work, out);
            assertSame(work, out);
            delete(folder.resolve(out));
            killed.merge(phase, 1, Integer::sum);
            kill += phase == Phase.DONE ? 0 : 1;
            System.out.printf(
                    "%s: kill %d of %d, after %.0f s: %s%n",
                    work, kill, KILLS, (System.nanoTime() - began_ns) * 1e-9, phase);
        }
        System.out.println(work + ": killed " + killed);
        assertThat(killed.keySet()).hasSizeGreaterThan(KILLS < 10 ? 0 : 2);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** No file may be longer than 12 KiB: reports are, states of a fit and records of a journal are not. */
    @ParameterizedTest
    @EnumSource
    void diskFull_isSaidInALine_andNothingIsLost(Work work) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to set a limit");
        String out = "full-" + work;
        int code = ended(start(work, out, "12"));
        List<String> said = Files.readAllLines(folder.resolve("log"));
        assertThat(code).as(said.toString()).isEqualTo(2);
        assertThat(said.getLast()).startsWith("ranvier: ").containsAnyOf("cannot write", "File too large");
        assertThat(said).noneMatch(line -> line.startsWith("\tat "));
        finish(work, out);
        assertSame(work, out);
    }

    /** The folder is taken away in the middle: what was computed is there, in the folder or where the last line says. */
    @ParameterizedTest
    @EnumSource
    void folderDeleted_theResultsAreThere_orTheCommandCanBeRunAgain(Work work)
            throws IOException, InterruptedException {
        String out = "gone-" + work;
        Process process = start(work, out, "");
        while (process.isAlive() && phase(work, out).compareTo(Phase.AT_WORK) < 0) {
            process.waitFor(LOOK_ms, TimeUnit.MILLISECONDS);
        }
        process.waitFor(whole_ms(work) / 4, TimeUnit.MILLISECONDS);
        Path place = folder.resolve(out), away = folder.resolve("away-" + work);
        if (Files.exists(place)) {
            Files.move(place, away);
        }
        if (phase(work, "away-" + work) == Phase.DONE) {
            Files.move(away, place); // It was done before.
        }
        int code = ended(process);
        List<String> said = Files.readAllLines(folder.resolve("log"));
        assertThat(said).noneMatch(line -> line.startsWith("\tat ") || line.contains("this is a bug"));
        if (code != 0) {
            assertThat(code).as(said.toString()).isEqualTo(2);
            finish(work, out);
        }
        assertSame(work, out);
    }

    /** Nothing is computed for a folder that cannot be made. */
    @ParameterizedTest
    @EnumSource
    void folderThatCannotBeMade_isRefusedInALine(Work work) throws IOException, InterruptedException {
        String file = "file-" + work;
        Files.writeString(folder.resolve(file), "");
        for (String out : List.of(file, file + "/below", "/proc/ranvier")) {
            Ran ran = run(work, out);
            assertThat(ran.exitCode).as(out).isEqualTo(2);
            assertThat(ran.said.lines().toList().getLast())
                    .startsWith("ranvier: ")
                    .contains(out);
        }
    }

    /** One is refused, or waits and finds the work done; whatever it is, the folder holds what one run makes. */
    @ParameterizedTest
    @EnumSource
    void twoRunsInOneFolder_doNotHurtEachOther(Work work) throws IOException, InterruptedException {
        String out = "both-" + work;
        Process first = start(work, out, ""), second = start(work, out, "");
        List<Integer> codes = List.of(ended(first), ended(second));
        assertThat(codes).isSubsetOf(0, 2).contains(0);
        assertSame(work, out);
    }
}
