package dev.ranvier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A golden trace: rows of numbers below '#' lines and a header. */
public record Csv(List<String> header, List<double[]> rows) {
    /** Reads a resource below /golden. */
    public static Csv golden(String name) {
        try (InputStream in = Objects.requireNonNull(Csv.class.getResourceAsStream("/golden/" + name), name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads text. */
    public static Csv parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
        List<double[]> rows = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        return new Csv(List.of(lines.getFirst().split(",", -1)), rows);
    }

    /** One column. */
    public double[] column(String name) {
        int k = header.indexOf(name);
        return rows.stream().mapToDouble(row -> row[k]).toArray();
    }
}
