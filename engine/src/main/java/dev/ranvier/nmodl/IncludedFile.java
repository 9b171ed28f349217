package dev.ranvier.nmodl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that another one includes. */
final class IncludedFile {
    private IncludedFile() {}

    /** Its text; it must be in the folder of the other, or below. */
    static String text(Path path, String name) {
        try {
            Path included = path.resolveSibling(name);
            if (!included.normalize()
                    .toAbsolutePath()
                    .startsWith(path.toAbsolutePath().normalize().getParent())) {
                throw new IllegalArgumentException("a file is included from its own folder only: " + name);
            }
            return Files.readString(included, StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("cannot read " + name + "; put it into the folder of the .mod file", e);
        }
    }
}
