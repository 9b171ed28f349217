package dev.ranvier.cli.model;

import dev.ranvier.cli.output.Shown;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.NearestName;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.mechanism.Mechanism;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A channel outside of any model: a type that model files may name, or a file of formulas. */
public final class KnownChannel {
    private static final int DIGITS = 12;
    private static final String ENDING = ".channel.yaml";

    private KnownChannel() {}

    /** Whether a file of that name holds formulas. */
    public static boolean isFile(Path path) {
        return path.toString().endsWith(ENDING);
    }

    /** The channel of that file; refuses what is not understood. */
    public static Mechanism read(Path file) {
        String name = file.getFileName().toString();
        return FormulaReader.read(file, name.substring(0, name.length() - ENDING.length()))
                .mechanism();
    }

    /** The channel of that type; refuses unknown ones. */
    public static Mechanism ofType(String type) {
        return ChannelCatalogue.find(type)
                .orElseThrow(() -> new BadInputException(
                        "unknown channel '" + type + "'; " + NearestName.hint(type, ChannelCatalogue.types())));
    }

    /**
     * What can be said of a channel.
     *
     * @param source where its formulas were published, if it says so
     * @param formulas what was understood, if it is given by formulas
     * @param parameters names and default values
     */
    public record Text(String source, Map<String, String> formulas, Map<String, String> parameters) {}

    /** What can be said of a channel. */
    public static Text text(Mechanism mechanism) {
        Map<String, String> parameters = new LinkedHashMap<>();
        mechanism
                .schema()
                .parameters()
                .forEach(field -> parameters.put(field.name(), Shown.number(field.value(), DIGITS)));
        return switch (mechanism) {
            case FormulaChannel channel -> new Text(channel.source(), channel.understood(), parameters);
            case FormulaPool pool -> new Text(pool.source(), pool.understood(), parameters);
            default -> new Text("", Map.of(), parameters);
        };
    }
}
