package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.command.RanvierCommand;
import dev.ranvier.files.model.ChannelCatalogue;
import dev.ranvier.files.model.ModelReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

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

    @Test
    void channels_areThoseOfTheCatalogue() throws IOException {
        assertThat(names("Channels: (.*?)\\. More")).containsExactlyElementsOf(ChannelCatalogue.types());
    }

    @Test
    void commands_areThoseOfTheProgram() throws IOException {
        String table = Files.readString(README).split("\\| command \\|", -1)[1].split("\n\n", -1)[0];
        assertThat(Pattern.compile("`ranvier (\\w+)").matcher(table).results().map(command -> command.group(1)))
                .containsExactlyElementsOf(Arrays.stream(RanvierCommand.class
                                .getAnnotation(Command.class)
                                .subcommands())
                        .map(command -> command.getAnnotation(Command.class).name())
                        .toList());
    }

    @Test
    void files_ofASimulation_areThoseThatItWrites(@TempDir Path folder) throws IOException {
        String model = """
            morphology: {generated: pyramidal, seed: 1, compartments: {per_branch: 1}}
            cell: {axial_resistivity_ohm_cm: 150, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels: [{name: leak, type: pas}]
            simulation: {duration_ms: 1}
            """;
        Path file = Files.writeString(folder.resolve("m.yaml"), model), out = folder.resolve("out");
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        assertThat(RanvierCommand.run(nowhere, nowhere, "simulate", file.toString(), "--out", out.toString()))
                .isZero();
        try (Stream<Path> written = Files.list(out)) {
            assertThat(names("`simulate` writes (.*?)\\. Exit"))
                    .containsExactlyInAnyOrderElementsOf(
                            written.map(path -> path.getFileName().toString()).toList());
        }
    }

    /** What stands in backquotes in the part of the README that {@code pattern} finds. */
    private static List<String> names(String pattern) throws IOException {
        String part = Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`([^`]+)`")
                .matcher(part)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
