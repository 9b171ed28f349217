package dev.ranvier.bindings.openblas;

/** The library that was asked for by its path cannot be used; the message says why. */
public final class OpenBlasException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OpenBlasException(String message) {
        super(message);
    }
}
