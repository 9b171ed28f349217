package dev.ranvier.files.table;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Writes columns of equal length under a header; numbers are rounded to 12 significant digits. */
public final class CsvWriter {
    private static final MathContext ROUNDING = new MathContext(12);
    private static final double SMALLEST_PLAIN = 1e-4;

    private final int rows;
    private final Map<String, IntFunction<String>> columns = new LinkedHashMap<>();

    /** A table of that many rows, without columns yet. */
    public CsvWriter(int rows) {
        this.rows = rows;
    }

    /** Adds a column of numbers to the right. */
    public CsvWriter column(String name, double[] values) {
        double[] kept = values.clone();
        return column(name, k -> text(kept[k]));
    }

    /** Adds a column to the right that holds {@code cell.apply(k)} in row k. */
    public CsvWriter column(String name, IntFunction<String> cell) {
        columns.put(name, cell);
        return this;
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            write(out);
        }
    }

    /** Writes the table. */
    public void write(Writer out) throws IOException {
        out.write(String.join(",", columns.keySet()) + "\n");
        for (int k = 0; k < rows; k++) {
            String separator = "";
            for (IntFunction<String> column : columns.values()) {
                out.write(separator);
                out.write(column.apply(k));
                separator = ",";
            }
            out.write("\n");
        }
    }

    /** A text as a cell: in quotes if it would be more than one without. */
    public static String cell(String text) {
        return text.matches("[^,\";\\s]*(?: [^,\";\\s]+)*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** A number as a cell, rounded to 12 significant digits. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
        return rounded.signum() != 0 && Math.abs(value) < SMALLEST_PLAIN ? rounded.toString() : rounded.toPlainString();
    }
}
