package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.command.RanvierCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops the program from outside, as Ctrl-C does. */
final class InterruptTest {
    private static Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ranvier.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void main_stoppedDuringARecovery_leavesNothing(@TempDir Path folder) throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process ranvier = start(
                    folder.resolveSibling(folder.getFileName() + ".log"),
                    "recover",
                    "--demo",
                    "--seeds",
                    "1000",
                    "--out",
                    folder.resolve("a/b").toString());
            assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
            ranvier.destroy();
            assertThat(ranvier.waitFor()).isNotZero();
        }
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void main_stoppedDuringAFit_goesOnToTheSameNumbers(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(run(
                        "simulate",
                        "examples/hh.yaml",
                        "--out",
                        folder.resolve("run").toString()))
                .isZero();
        Path stopped = folder.resolve("stopped"), whole = folder.resolve("whole");
        Process ranvier = start(folder.resolve("log"), fit(folder, stopped));
        while (ranvier.isAlive() && states(stopped).isEmpty()) {
            Thread.sleep(5);
        }
        ranvier.destroy();
        assertThat(ranvier.waitFor()).isNotZero();
        assertThat(names(stopped)).containsExactly("checkpoints");
        assertThat(run(fit(folder, stopped))).isEqualTo(2);
        assertThat(run(fit(folder, stopped, "--resume"))).isZero();
        assertThat(run(fit(folder, whole))).isZero();
        assertThat(stopped.resolve("starts.csv")).hasSameTextualContentAs(whole.resolve("starts.csv"));
        assertThat(stopped.resolve("checkpoints")).doesNotExist();
    }

    private static String[] fit(Path folder, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "fit",
                "examples/hh-fit.yaml",
                "--recording",
                folder.resolve("run/trace.csv").toString(),
                "--out",
                out.toString(),
                "--starts",
                "12"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static List<Path> states(Path out) throws IOException {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(".state")).toList();
        }
    }

    private static int run(String... arguments) {
        StringWriter out = new StringWriter();
        return RanvierCommand.run(new PrintWriter(out), new PrintWriter(out), arguments);
    }
}
