package dev.ranvier.cli.output;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Turns a tree of maps, lists, texts, numbers and truth values into JSON; NaN and infinities become null. */
public final class Json {
    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    };

    private Json() {}

    /** The text of {@code tree}, indented, ending with a line feed. */
    public static String text(Map<String, Object> tree) {
        return written(tree, INDENTED);
    }

    /** The text of an array, indented, ending with a line feed. */
    public static String text(List<?> elements) {
        return written(elements, INDENTED);
    }

    /** The text of {@code tree} in one line, ending with a line feed. */
    public static String line(Map<String, Object> tree) {
        return written(tree, ObjectWriteContext.empty());
    }

    private static String written(Object value, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(context, text)) {
            write(out, value);
        }
        return text.append('\n').toString();
    }

    /** A text as JSON has it, in quotes. */
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }

    private static void write(JsonGenerator out, Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                out.writeStartObject();
                object.forEach((name, member) -> {
                    out.writeName((String) name);
                    write(out, member);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(element -> write(out, element));
                out.writeEndArray();
            }
            case Double number when !Double.isFinite(number) -> out.writeNull();
            case Double number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            default -> out.writeString(value.toString());
        }
    }
}
