package dev.ranvier.cli.model;

import dev.ranvier.cli.input.BadInputException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML. */
final class YamlText {
    private YamlText() {}

    /** What a text holds; {@code file} is for messages, {@code needs} for an empty one. */
    static YamlValue read(String file, String text, String needs) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new YamlValue(file, "", node))
                    .orElseThrow(() -> new BadInputException(file + ": empty: " + needs));
        } catch (MarkedYamlEngineException e) {
            String problem = "not valid YAML: " + e.getProblem() + bracketHint(e.getProblem());
            throw e.getProblemMark()
                    .map(mark -> new BadInputException(YamlValue.place(file, mark), problem))
                    .orElseGet(() -> new BadInputException(file + ": " + problem));
        } catch (YamlEngineException e) {
            throw new BadInputException(file + ": not valid YAML: " + e.getMessage());
        }
    }

    /** People will write {@code record: [v@apical[0]]}. */
    private static String bracketHint(String problem) {
        return problem.contains("[") ? ". Inside [ ] and { } a name with brackets needs quotes: \"apical[0]\"" : "";
    }
}
