package dev.ranvier.cli.sweep;

import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.model.YamlValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files that a plan needs: itself, and every file that a text in it, or in such a file, names. */
final class NamedFiles {
    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();

    private NamedFiles(Path folder) {
        this.folder = folder;
    }

    /** By what they are called as seen from the plan's folder. */
    static Map<String, Path> of(Path plan) {
        NamedFiles named = new NamedFiles(plan.toAbsolutePath().normalize().resolveSibling(""));
        named.add(plan.toAbsolutePath().normalize());
        return named.files;
    }

    private void add(Path file) {
        if (files.putIfAbsent(folder.relativize(file).toString(), file) == null
                && file.toString().matches(".*\\.ya?ml")) {
            YamlValue.of(file.toString(), TextFile.read(file, "file"), "a file is needed")
                    .texts()
                    .forEach(text -> addIfFile(text, file.resolveSibling("")));
        }
    }

    private void addIfFile(String text, Path beside) {
        try {
            Path file = beside.resolve(text).normalize();
            if (Files.isRegularFile(file)) {
                add(file);
            }
        } catch (InvalidPathException _) {
            // Not the name of a file.
        }
    }
}
