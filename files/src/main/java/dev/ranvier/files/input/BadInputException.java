package dev.ranvier.files.input;

/**
 * Something that the person at the keyboard has to correct. The message says what is wrong, where, the value, what is
 * allowed and what to do; the program prints it and ends with exit code 2. What it quotes from a file does no harm to a terminal:
 * control characters are shown by their numbers, and a long quotation is cut.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MOST_CHARACTERS = 2000;

    /** With a message for people. */
    public BadInputException(String message) {
        super(harmless(message));
    }

    /** With the place in a file in front of the message. */
    public BadInputException(Place place, String message) {
        super(harmless(place + ": " + message));
    }

    /** A text whose control characters, but for line feeds, are shown by their numbers, and which is not too long. */
    public static String harmless(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(MOST_CHARACTERS).forEach(c -> {
            if (Character.isISOControl(c) && c != '\n') {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return text.length() > MOST_CHARACTERS ? shown + " ..." : shown.toString();
    }
}
