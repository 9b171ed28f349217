package dev.ranvier.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java programs of README.md and docs/EMBEDDING.md compile and run with the engine and the files, and no command line. */
final class DocumentedProgramsTest {
    private static final Path README = Path.of("..", "README.md"),
            EMBEDDING = Path.of("..", "docs", "EMBEDDING.md"),
            MODEL = Path.of("..", "cli", "examples", "hh.yaml"),
            RECORDING =
                    Path.of("..", "cli", "src", "main", "resources", "dev", "ranvier", "cli", "demo", "recording.csv");

    @Test
    void programOfTheReadme_runs(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        assertThat(printedBy(programs(README).getFirst(), folder).lines())
                .hasSize(3)
                .allMatch(line -> line.matches(".* peaks at -?[0-9.]+ mV"));
    }

    @Test
    void programsOfEmbedding_run(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        List<String> programs = programs(EMBEDDING);
        assertThat(programs).hasSize(3);
        assertThat(System.getProperty("java.class.path")).doesNotContain("cli", "picocli");
        assertThat(printedBy(programs.getFirst(), folder))
                .contains("a step takes", "after 800 steps: ")
                .endsWith(" mV\n");
        assertThat(printedBy(programs.get(1), folder)).matches("lane 7: -?[0-9.]+ mV\n");
        assertThat(printedBy(programs.getLast(), folder, MODEL.toString(), RECORDING.toString()))
                .matches("sweep 1: 0\\.12\\d mV\n");
    }

    private static List<String> programs(Path document) throws IOException {
        return Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(document))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String printedBy(String program, Path folder, String... arguments)
            throws IOException, ReflectiveOperationException {
        Matcher name = Pattern.compile("public class (\\w+)").matcher(program);
        assertThat(name.find()).isTrue();
        Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), program);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--add-modules=jdk.incubator.vector",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).isZero();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, DocumentedProgramsTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name.group(1)).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
