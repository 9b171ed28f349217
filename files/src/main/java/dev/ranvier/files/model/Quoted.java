package dev.ranvier.files.model;

import java.nio.file.Path;

/** Texts in quotes, for model files. */
final class Quoted {
    private Quoted() {}

    /** Any text. */
    static String text(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The path of a file from a folder, or its whole path where there is none from there. */
    static String file(Path file, Path folder) {
        Path from = folder.toAbsolutePath().normalize(),
                to = file.toAbsolutePath().normalize();
        return text(to.getRoot().equals(from.getRoot()) ? from.relativize(to).toString() : to.toString());
    }
}
