package dev.ranvier.files.input;

/**
 * A place in a file of text, printed as compilers do: {@code file:line:column}.
 *
 * @param file the file, as it was given
 * @param line from 1
 * @param column from 1, or 0 for the whole line
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + (column > 0 ? ":" + column : "");
    }
}
