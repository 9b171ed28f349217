package dev.ranvier.saved;

import java.io.IOException;

/** A file that is not what it should be: of something else, of another version, cut short or changed. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    /** With what is wrong, for a sentence that begins with the file. */
    public DamagedException(String message) {
        super(message);
    }
}
