package dev.ranvier.linalg;

/** The implementation or the library that was asked for cannot be had; the message says what to do. */
public final class BlasException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BlasException(String message) {
        super(message);
    }

    BlasException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
