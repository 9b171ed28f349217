package dev.ranvier.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Rig;
import dev.ranvier.files.model.ModelReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C library and its examples, where this machine has a C compiler, and Python. */
final class HostTest {
    private static final Path SOURCES = Path.of("..", "native", "host"), MODEL = Path.of("examples", "hh.yaml");
    private static final String COMPILER = "cc", PYTHON = "python3";

    @TempDir
    static Path folder;

    /** What a process has printed, and its exit code. */
    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void buildLibrary() throws Exception {
        assumeThat(isThere(COMPILER)).as("a C compiler, cc").isTrue();
        Ended build = run(
                SOURCES.resolve("build").toAbsolutePath().toString(),
                System.getProperty("java.home"),
                folder.toAbsolutePath().toString());
        assertThat(build.err()).isEmpty();
        assertThat(build.code()).isZero();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static Ended run(String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ""), err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("RANVIER_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RANVIER_CLASS_PATH", absoluteClassPath());
        builder.environment().put("RANVIER_JAVA_OPTS", "-Xlog:disable -Xshare:auto");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String built(Path source) throws Exception {
        String program = folder.toAbsolutePath()
                .resolve(source.getFileName().toString().replace(".c", ""))
                .toString();
        Ended build = run(
                COMPILER,
                "-std=gnu11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-I" + folder.toAbsolutePath(),
                "-o",
                program,
                source.toAbsolutePath().toString(),
                "-L" + folder.toAbsolutePath(),
                "-lranvier",
                "-lm",
                "-lpthread",
                "-Wl,-rpath," + folder.toAbsolutePath());
        assertThat(build.err()).isEmpty();
        return program;
    }

    @Test
    void exampleInC_printsWhatJavaComputes() throws Exception {
        Ended ended =
                run(built(SOURCES.resolve("example.c")), MODEL.toAbsolutePath().toString(), "10");
        assertThat(ended.err()).doesNotContain("example:");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).containsExactlyElementsOf(expected());
    }

    private static List<String> expected() {
        Rig rig = ModelReader.read(MODEL).rig().withCurrent(0).withConductance(0, -77);
        List<String> lines = new ArrayList<>();
        try (Neuron neuron = Neuron.of(rig, 3)) {
            for (int lane = 0; lane < 3; lane++) {
                neuron.current_nA(0).set(lane, 0.01 * lane);
            }
            long perMs = Math.round(1 / rig.simulation().dt_ms());
            for (int n = 0; neuron.time_ms() < 10; n++) {
                neuron.conductance_uS(0).set(2, neuron.voltage_mV(2) > -40 ? 1e-4 : 0);
                neuron.step();
                if ((n + 1) % perMs == 0) {
                    lines.add(String.format(Locale.ROOT, "%.3f", neuron.time_ms()) + " "
                            + twelve(neuron.voltage_mV(0)) + " "
                            + twelve(neuron.voltage_mV(1)) + " " + twelve(neuron.voltage_mV(2)));
                }
            }
        }
        return lines;
    }

    /** As C's {@code %.12g}. */
    private static String twelve(double x) {
        return new java.math.BigDecimal(x)
                .round(new java.math.MathContext(12))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void exampleInPython_printsWhatJavaComputes() throws Exception {
        assumeThat(isThere(PYTHON)).as("Python, python3").isTrue();
        String library = folder.toAbsolutePath()
                .resolve(System.mapLibraryName("ranvier"))
                .toString();
        Ended ended = run(
                PYTHON,
                SOURCES.resolve("example.py").toAbsolutePath().toString(),
                library,
                MODEL.toAbsolutePath().toString(),
                "400");
        assertThat(ended.code()).as(ended.err()).isZero();
        try (Neuron neuron = Neuron.of(ModelReader.read(MODEL).rig().withCurrent(0), 1)) {
            assertThat(ended.out().lines().mapToDouble(Double::parseDouble))
                    .hasSize(400)
                    .allSatisfy(v_mV -> assertThat(v_mV).isEqualTo(neuron.step(0.02)));
        }
    }

    @Test
    void documentsExamples_printWhatJavaComputes() throws Exception {
        Files.copy(MODEL, folder.resolve("hh.yaml"));
        double v_mV = -70, last_mV = 0;
        try (Neuron neuron = Neuron.of(ModelReader.read(MODEL).rig().withCurrent(0), 1);
                Neuron steady = neuron.fork()) {
            while (neuron.time_ms() < 20) {
                v_mV = neuron.step(v_mV < -60 ? 0.02 : 0);
            }
            for (int n = 0; n < 400; n++) {
                last_mV = steady.step(0.02);
            }
        }
        Files.writeString(folder.resolve("document.c"), block("c"));
        Ended inC = run(built(folder.resolve("document.c")));
        assertThat(Double.parseDouble(inC.out().strip())).as(inC.err()).isEqualTo(v_mV);
        assumeThat(isThere(PYTHON)).as("Python, python3").isTrue();
        assumeThat(System.mapLibraryName("ranvier")).isEqualTo("libranvier.so");
        Ended inPython = run(PYTHON, "-c", block("python"));
        assertThat(Double.parseDouble(inPython.out().strip()))
                .as(inPython.err())
                .isEqualTo(last_mV);
    }

    private static String block(String language) throws IOException {
        return Files.readString(Path.of("..", "docs", "EMBEDDING.md"))
                .split("```" + language + "\n", -1)[1]
                .split("```", -1)[0];
    }

    /** Threads of the host's own, errors, and a thousand openings. */
    @Test
    void contract_isKept() throws Exception {
        Ended ended =
                run(built(SOURCES.resolve("contract.c")), MODEL.toAbsolutePath().toString(), "20");
        assertThat(ended.out() + ended.err()).doesNotContain("contract:");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("ok");
    }
}
