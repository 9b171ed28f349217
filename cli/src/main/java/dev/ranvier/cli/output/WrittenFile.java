package dev.ranvier.cli.output;

import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A single file that appears complete or not at all. */
public final class WrittenFile {
    private WrittenFile() {}

    /** Writes a text; refuses a place that cannot be written. */
    public static void write(Path file, String text) {
        if (Files.isDirectory(file)) {
            throw new BadInputException("file cannot be written: " + file + " is a folder: name a file in it");
        }
        try {
            Path beside = file.resolveSibling(".ranvier-" + UUID.randomUUID());
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "file cannot be written: " + file + ": " + FileTrouble.explained(e) + ". Name another place");
        }
    }
}
