package dev.ranvier.cli.output;

/** Makes of any text one that can be shown and written: what people give ends up in messages, pages and files. */
public final class Printable {
    private static final int LONGEST = 2000, BEGINNING = 1200, END = 600;

    private Printable() {}

    /**
     * The text on one line: control characters, those that turn the direction of writing, and halves of surrogate pairs as
     * {@code \\u001b}, and of a long text only its beginning and its end.
     */
    public static String line(String text) {
        if (text.length() <= LONGEST) {
            return escaped(text);
        }
        return escaped(text.substring(0, BEGINNING)) + " [... " + (text.length() - BEGINNING - END)
                + " characters ...] " + escaped(text.substring(text.length() - END));
    }

    /** Whether the text is shown as it is. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(Printable::isPlain);
    }

    private static String escaped(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                escaped.appendCodePoint(point);
            } else if (point == '\n' || point == '\r' || point == '\t') {
                escaped.append(' ');
            } else {
                escaped.append(String.format("\\u%04x", point));
            }
        });
        return escaped.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
