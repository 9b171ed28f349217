package dev.ranvier.files.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads files that people name. */
public final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** What is no ordinary file may be endless, and an array has no more elements than that. */
    private static final int MOST_BYTES_OF_A_DEVICE = 64 << 20, MOST_BYTES = Integer.MAX_VALUE - 8;

    private static final int MiB = 1 << 20;
    /** What no text has in it: control characters but for white space. */
    private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\x7f]");

    private TextFile() {}

    /** The text of an UTF-8 file, without a byte-order mark; {@code what} says in messages what the file should be. */
    public static String read(Path file, String what) {
        try {
            return withoutMark(strict(bytes(file, what), StandardCharsets.UTF_8));
        } catch (CharacterCodingException _) {
            throw new BadInputException(what + " is not text (UTF-8): " + file);
        }
    }

    /** The text of a file in UTF-8, in UTF-16 with a byte-order mark, or else in Latin-1. */
    public static String readAnyEncoding(Path file, String what) {
        byte[] bytes = bytes(file, what);
        String text;
        try {
            text = withoutMark(strict(bytes, isUtf16(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
        } catch (CharacterCodingException _) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (BINARY.matcher(text).find()) {
            throw new BadInputException(what + " is not text: " + file);
        }
        return text;
    }

    /** Whether bytes begin as a text in UTF-16 does. */
    public static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    }

    private static String strict(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static byte[] bytes(Path file, String what) {
        check(file, what);
        int most = Files.isRegularFile(file) ? MOST_BYTES : MOST_BYTES_OF_A_DEVICE;
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > most) {
                throw tooLong(file, what, most);
            }
            byte[] bytes = most == MOST_BYTES ? in.readAllBytes() : in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLong(file, what, most);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, what, e);
        }
    }

    private static BadInputException tooLong(Path file, String what, int most) {
        return new BadInputException(what + " is too long: " + file + " has more than " + most / MiB
                + " MiB" + (most == MOST_BYTES ? "" : " and is no ordinary file, perhaps an endless one")
                + ": give a shorter file");
    }

    /** Refuses a file that is not there, or a folder. */
    public static void check(Path file, String what) {
        if (!Files.exists(file)) {
            throw new BadInputException(what + " not found: " + file + " (looked in "
                    + file.toAbsolutePath().normalize().getParent() + ")");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(what + " is a folder, not a file: " + file);
        }
    }

    /** The complaint about a file that cannot be read. */
    public static BadInputException unreadable(Path file, String what, IOException reason) {
        return new BadInputException(
                reason instanceof AccessDeniedException
                        ? what + " cannot be read: " + file + ". Check its permissions (ls -l)"
                        : what + " cannot be read: " + file + ": " + reason.getMessage());
    }
}
