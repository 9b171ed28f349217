package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What machines do to programs: kill -9 at any moment, disks that fill up, folders that are taken away. Each command is run whole once; after a
 * fault the same command must lead to the same bytes and leave nothing else behind. Takes minutes: {@code mvn verify -Pfaults
 * -Dranvier.kills=50} runs it, and kills that often.
 */
@Tag("faults")
final class FaultsTest {
    private static final int KILLS = Integer.getInteger("ranvier.kills", 1);
    private static final long LONGEST_s = 120;

    /** A command, without its folder, and what it writes whose bytes say that it has done the same. */
    enum Work {
        SIMULATE("trace.csv", "simulate model.yaml"),
        FIT("starts.csv", "fit fit.yaml --recording trace.csv --starts 4 --jobs 1"),
        KINETICS("channels.rvc", "kinetics gates.csv --network 8x8 --jobs 1"),
        SWEEP("merged.arrow", "sweep plan.yaml"),
        REDUCE("model.yaml", "reduce neuron.yaml --ghosts 1 --starts 1 --jobs 1");

        private final String result;
        private final String line;

        Work(String result, String line) {
            this.result = result;
            this.line = line;
        }
    }

    private static final String CELL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: %s}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: %s}
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003}
        stimulus:
          - step: {start_ms: 5, duration_ms: 40, amplitude_pA: 15}
        simulation: {duration_ms: 60, dt_ms: 0.025}
        """;
    private static final String PLAN = """
        model: model.yaml
        vary:
          - draw:
              method: sobol
              points: 4000
              numbers: [{key: channels.na.conductance_S_per_cm2, uniform: {low: 0.06, high: 0.24}}]
        keep: {spikes: [v]}
        chunk_points: 256
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

    @TempDir
    private Path folder;

    private Process start(Work work, String out, List<String> more, String limit) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ranvier.cli.Main"));
        command.addAll(List.of(work.line.split(" ")));
        command.addAll(List.of("--out", out));
        command.addAll(more);
        if (!limit.isEmpty()) {
            command.addAll(0, List.of("bash", "-c", "ulimit -f " + limit + "; exec \"$@\"", "bash"));
        }
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private int run(Work work, String out, String... more) throws IOException, InterruptedException {
        return ended(start(work, out, List.of(more), ""));
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(LONGEST_s, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** The command until it is done: a fit that was stopped says that it wants to be resumed. */
    private void finish(Work work, String out) throws IOException, InterruptedException {
        int code = run(work, out);
        if (work == Work.FIT && code == 2) {
            assertThat(folder.resolve("log")).content().contains("--resume");
            code = run(work, out, "--resume");
        }
        assertThat(code).as(Files.readString(folder.resolve("log"))).isZero();
    }

    private void prepare() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("model.yaml"), CELL.formatted("0.12", "0.036"));
        Files.writeString(folder.resolve("fit.yaml"), CELL.formatted("{fit: 0.1}", "{fit: 0.04}"));
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Files.writeString(folder.resolve("neuron.yaml"), FULL);
        StringBuilder table = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent,family\n");
        for (int gate = 0; gate < 12; gate++) {
            for (int v = -90; v <= 70; v += 5) {
                double x = 1 / (1 + Math.exp((v + 30.0 + 6 * gate) / (5 + gate))),
                        tau = 1 + gate + 10 / Math.cosh((v + 40.0) / 15);
                table.append("c,g%d,%d,%s,%s,1,K%n".formatted(gate, v, x, tau));
            }
        }
        Files.writeString(folder.resolve("gates.csv"), table);
        assertThat(run(Work.SIMULATE, "run")).isZero();
        Files.copy(folder.resolve("run/trace.csv"), folder.resolve("trace.csv"));
    }

    /** The same bytes, but for the name of the folder, which a reduced model's first line has. */
    private void assertSame(Work work, String out) throws IOException {
        assertThat(text(out, work).replace(out, "whole")).isEqualTo(text("whole", work));
    }

    private String text(String out, Work work) throws IOException {
        return Files.readString(folder.resolve(out).resolve(work.result), StandardCharsets.ISO_8859_1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyMoment_theSameCommandGivesTheSameBytes(Work work) throws IOException, InterruptedException {
        prepare();
        long began = System.nanoTime();
        assertThat(run(work, "whole"))
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        long whole_ms = (System.nanoTime() - began) / 1_000_000;
        List<String> left = names();
        Random random = new Random(work.line.hashCode());
        for (int kill = 0; kill < KILLS; kill++) {
            String out = "killed" + kill;
            Process process = start(work, out, List.of(), "");
            process.waitFor((long) (whole_ms * random.nextDouble()), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            finish(work, out);
            assertSame(work, out);
            assertThat(names().stream().map(name -> name.replace(out, "whole")).collect(Collectors.toSet()))
                    .isEqualTo(Set.copyOf(left));
            delete(folder.resolve(out));
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** No file may be longer than 16 KiB: reports are, states of a fit and records of a journal are not. */
    @ParameterizedTest
    @EnumSource
    void diskFull_isSaidInALine_andNothingIsLost(Work work) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to set a limit");
        prepare();
        assertThat(run(work, "whole")).isZero();
        int code = ended(start(work, "full", List.of(), "16"));
        List<String> said = Files.readAllLines(folder.resolve("log"));
        assertThat(code).as(said.toString()).isEqualTo(2);
        assertThat(said.getLast()).startsWith("ranvier: ").containsAnyOf("cannot write", "File too large");
        assertThat(said).noneMatch(line -> line.startsWith("\tat "));
        finish(work, "full");
        assertSame(work, "full");
    }

    /** The folder is taken away in the middle: what was computed is there, in the folder or where the last line says. */
    @ParameterizedTest
    @EnumSource
    void folderDeleted_theResultsAreThere_orTheCommandCanBeRunAgain(Work work)
            throws IOException, InterruptedException {
        prepare();
        long began = System.nanoTime();
        assertThat(run(work, "whole")).isZero();
        long whole_ms = (System.nanoTime() - began) / 1_000_000;
        Process process = start(work, "gone", List.of(), "");
        process.waitFor(whole_ms / 2, TimeUnit.MILLISECONDS);
        if (Files.exists(folder.resolve("gone"))) {
            Files.move(folder.resolve("gone"), folder.resolve("away"));
        }
        int code = ended(process);
        List<String> said = Files.readAllLines(folder.resolve("log"));
        assertThat(said).noneMatch(line -> line.startsWith("\tat ") || line.contains("this is a bug"));
        if (code != 0) {
            assertThat(code).as(said.toString()).isEqualTo(2);
            finish(work, "gone");
        }
        assertSame(work, "gone");
    }

    /** Nothing is computed for a folder that cannot be made. */
    @ParameterizedTest
    @EnumSource
    void folderThatCannotBeMade_isRefusedInALine(Work work) throws IOException, InterruptedException {
        prepare();
        Files.writeString(folder.resolve("file"), "");
        for (String out : List.of("file", "file/below", "/proc/ranvier")) {
            assertThat(run(work, out)).as(out).isEqualTo(2);
            assertThat(Files.readAllLines(folder.resolve("log")).getLast())
                    .startsWith("ranvier: ")
                    .contains(out);
        }
    }

    /** One is refused, or waits and finds the work done; whatever it is, the folder holds what one run makes. */
    @ParameterizedTest
    @EnumSource
    void twoRunsInOneFolder_doNotHurtEachOther(Work work) throws IOException, InterruptedException {
        prepare();
        assertThat(run(work, "whole")).isZero();
        Process first = start(work, "both", List.of(), ""), second = start(work, "both", List.of(), "");
        List<Integer> codes = List.of(ended(first), ended(second));
        assertThat(codes)
                .as(Files.readString(folder.resolve("log")))
                .isSubsetOf(0, 2)
                .contains(0);
        assertSame(work, "both");
        assertThat(names().stream().filter(name -> name.startsWith("both")).map(name -> name.replace("both", "whole")))
                .containsExactlyInAnyOrderElementsOf(names().stream()
                        .filter(name -> name.startsWith("whole"))
                        .toList());
    }
}
