package dev.ranvier.cli.input;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Turns JSON into a tree, of bounded depth, of maps without a key twice, lists, texts, doubles, truth values and null; NaN and
 * Infinity count as numbers.
 */
public final class JsonText {
    private static final int DEEPEST = 40;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private JsonText() {}

    /**
     * The object that is all of the text.
     *
     * @throws IllegalArgumentException if it is none, with the reason and the column
     */
    public static Map<?, ?> object(String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            in.nextToken();
            if (value(in) instanceof Map<?, ?> object && in.nextToken() == null) {
                return object;
            }
            throw new IllegalArgumentException("not one JSON object");
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not valid JSON: " + reason(e) + " (column "
                            + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()) + ")",
                    e);
        }
    }

    /**
     * The array that is all of a file's text.
     *
     * @throws BadInputException if it is none, with the line and the column
     */
    public static List<?> array(String file, String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            in.nextToken();
            if (value(in) instanceof List<?> list && in.nextToken() == null) {
                return list;
            }
            throw new BadInputException(new Place(file, 1, 0), "not one JSON array");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place = at == null ? new Place(file, 1, 1) : new Place(file, at.getLineNr(), at.getColumnNr());
            throw new BadInputException(place, "not valid JSON: " + reason(e));
        }
    }

    /** Without what the library says of places, which are ours to say. */
    private static String reason(JacksonException e) {
        return e.getOriginalMessage().replaceAll(" ?\\([^()]*\\[Source:.*?]\\)", "");
    }

    private static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    object.put(name, value(in));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> in.getString();
            case null, default -> null;
        };
    }
}
