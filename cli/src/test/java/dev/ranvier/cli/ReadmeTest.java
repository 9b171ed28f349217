package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.command.RanvierCommand;
import dev.ranvier.files.model.ChannelCatalogue;
import dev.ranvier.files.model.ModelReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** What the README says of models, channels, commands and files. */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void modelFiles_areRead() throws IOException {
        List<String> models = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(models)
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
}
