package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.model.ModelReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles, runs and is read. */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void javaExample_compilesAndRuns(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        Path source =
                Files.writeString(folder.resolve("Example.java"), blocks("java").getFirst());
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
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.matches(".* peaks at -?[0-9.]+ mV"));
    }

    @Test
    void modelFiles_areRead() throws IOException {
        assertThat(blocks("yaml"))
                .hasSize(3)
                .allSatisfy(block -> assertThat(ModelReader.parse("README.md", block, Path.of(".")))
                        .isNotNull());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
