package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.files.model.KnownChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/CHANNELS.md} is what the catalogue says. {@code mvn verify -Dranvier.write=docs} writes it anew. */
final class ChannelsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/CHANNELS.md");
    private static final String INTRODUCTION = """
        # The channels of the catalogue

        What stands behind each `type:` of a model file: its source, its formulas and its parameters with their defaults. In formulas v is
        the voltage in mV; names stand without the unit that ends them; rates are times `rate_factor`, time constants over it;
        `linoid(x)` is x/(1 - exp(-x)), and every quotient of that shape is safe where it is 0/0. `ranvier channel TYPE` prints the same with curves, and
        `--out DIR` draws them. This file is written from the catalogue, and a test holds it to it.
        """;

    @Test
    void document_isWhatTheCatalogueSays() throws IOException {
        String expected = INTRODUCTION
                + Catalogue.mechanisms().stream()
                        .map(mechanism -> section(mechanism.schema().name(), KnownChannel.text(mechanism)))
                        .collect(Collectors.joining());
        if ("docs".equals(System.getProperty("ranvier.write"))) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String section(String name, KnownChannel.Text text) {
        StringBuilder section = new StringBuilder("\n## " + name + "\n\n");
        if (!text.source().isEmpty()) {
            section.append(text.source()).append(".\n\n");
        }
        if (!text.formulas().isEmpty()) {
            section.append("```\n");
            text.formulas()
                    .forEach((what, formula) ->
                            section.append(what).append(" = ").append(formula).append('\n'));
            section.append("```\n\n");
        }
        return section.append(text.parameters().entrySet().stream()
                        .map(parameter -> "`" + parameter.getKey() + "` " + parameter.getValue())
                        .collect(Collectors.joining(", ")))
                .append("\n")
                .toString();
    }
}
