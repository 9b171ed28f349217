package dev.ranvier.files.input;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that people name. */
public final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /** The text of an UTF-8 file, without a byte-order mark; {@code what} says in messages what the file should be. */
    public static String read(Path file, String what) {
        if (!Files.exists(file)) {
            throw new BadInputException(what + " not found: " + file + " (looked in "
                    + file.toAbsolutePath().normalize().getParent() + ")");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(what + " is a folder, not a file: " + file);
        }
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (AccessDeniedException _) {
            throw new BadInputException(what + " cannot be read: " + file + ". Check its permissions (ls -l)");
        } catch (CharacterCodingException _) {
            throw new BadInputException(what + " is not text (UTF-8): " + file);
        } catch (IOException e) {
            throw new BadInputException(what + " cannot be read: " + file + ": " + e.getMessage());
        }
    }
}
