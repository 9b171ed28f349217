package dev.ranvier.files.input;

/**
 * Something that the person at the keyboard has to correct. The message says what is wrong, where, the value, what is
 * allowed and what to do; the program prints it and ends with exit code 2.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public BadInputException(String message) {
        super(message);
    }

    /** With the place in a file in front of the message. */
    public BadInputException(Place place, String message) {
        super(place + ": " + message);
    }
}
