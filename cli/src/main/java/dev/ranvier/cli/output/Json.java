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
    private Json() {}

    /** The text of {@code tree}, indented, ending with a line feed. */
    public static String text(Map<String, Object> tree) {
        StringWriter text = new StringWriter();
        ObjectWriteContext indented = new ObjectWriteContext.Base() {
            @Override
            public DefaultPrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        };
        try (JsonGenerator out = new JsonFactory().createGenerator(indented, text)) {
            write(out, tree);
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
