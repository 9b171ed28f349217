package dev.ranvier.files.model;

import java.nio.file.Path;

/** The text of a model file, which can be written anew with other numbers: see {@link #edit}. */
public final class ModelText {
    private final String text;
    private final YamlMapping top;
    private final Path folder;

    /** Of a file whose own files are in {@code folder}. */
    ModelText(String text, YamlMapping top, Path folder) {
        this.text = text;
        this.top = top;
        this.folder = folder;
    }

    /** The text as it was read. */
    public String text() {
        return text;
    }

    /** What it says. */
    YamlMapping top() {
        return top;
    }

    /** A copy to be changed, for a file in {@code folder}. */
    public ModelEdit edit(Path folder) {
        return new ModelEdit(text, top, this.folder, folder);
    }
}
