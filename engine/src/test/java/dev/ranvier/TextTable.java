package dev.ranvier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A CSV table with words and numbers, below '#' lines and a header. */
public record TextTable(List<String> header, List<List<String>> rows) {
    /** Reads text. */
    public static TextTable parse(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        return new TextTable(lines.getFirst(), lines.subList(1, lines.size()));
    }

    /** A resource below /morphology. */
    public static TextTable resource(String name) {
        return parse(resourceText("/morphology/" + name));
    }

    /** The text of a resource. */
    public static String resourceText(String path) {
        try (InputStream in = Objects.requireNonNull(TextTable.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cell. */
    public String word(int row, String column) {
        return rows.get(row).get(header.indexOf(column));
    }

    /** A cell as a number. */
    public double number(int row, String column) {
        return Double.parseDouble(word(row, column));
    }

    /** Number of rows. */
    public int count() {
        return rows.size();
    }
}
