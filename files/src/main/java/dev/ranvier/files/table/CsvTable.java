package dev.ranvier.files.table;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.Place;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.formula.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of numbers with a header, separated by commas, semicolons, tabs or blanks. Blank lines and lines that start with # or %
 * do not count. Columns nobody asks for may hold anything. The text is kept and numbers are parsed when they are asked for.
 */
public final class CsvTable {
    private final String file;
    private final String text;
    private final Layout layout;
    private final List<String> names;
    private final int headerLine;
    private final Rows rows;

    private CsvTable(String file, String text, Layout layout, List<String> names, int headerLine, Rows rows) {
        this.file = file;
        this.text = text;
        this.layout = layout;
        this.names = names;
        this.headerLine = headerLine;
        this.rows = rows;
    }

    /** Reads a file; {@code what} says in messages what it should be. */
    public static CsvTable read(Path file, String what) {
        return parse(file.toString(), TextFile.readAnyEncoding(file, what));
    }

    /** Reads {@code text}; {@code file} is for messages. */
    public static CsvTable parse(String file, String text) {
        Lines lines = new Lines(text);
        int titles = AxonText.titleLine(file, lines);
        if (titles == 0) {
            while (lines.hasNext() && lines.next().isComment()) {
                // They do not count.
            }
        }
        if (!lines.isAtContent()) {
            throw new BadInputException(
                    file + ": empty: a header such as t_ms,v_mV,i_pA and rows of numbers are needed");
        }
        String header = lines.text();
        int headerLine = lines.number();
        Rows rows = new Rows();
        while (lines.hasNext()) {
            if (!lines.next().isComment()) {
                rows.add(lines.start(), lines.end(), lines.number());
            }
        }
        Layout layout = Layout.of(header, rows.isEmpty() ? "" : rows.text(text, 0));
        List<String> names = names(new Place(file, headerLine, 0), layout.header(header));
        CsvTable table = new CsvTable(file, text, layout.withDecimalComma(text, rows), names, headerLine, rows);
        table.checkRows();
        return table;
    }

    private void checkRows() {
        for (int k = 0; k < rows.size(); k++) {
            if (!layout.has(names.size(), text, rows.start(k), rows.end(k))) {
                int cells = layout.count(text, rows.start(k), rows.end(k));
                throw new BadInputException(
                        place(k),
                        "the header names " + names.size() + " columns (" + String.join(", ", names)
                                + "), this row has " + cells + ": every column needs a value in every row");
            }
        }
    }

    private static List<String> names(Place place, List<String> cells) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : cells) {
            if (number(name).isPresent()) {
                throw new BadInputException(
                        place,
                        "no header: this line holds numbers. The first line must name the columns with their units,"
                                + " for example t_ms,v_mV,i_pA");
            }
            if (!seen.add(name)) {
                throw new BadInputException(
                        place,
                        "column '" + name
                                + "' occurs twice in the header: rename one of them, or take it out, so that it is"
                                + " clear which is meant");
            }
            names.add(name);
        }
        return names;
    }

    /** Names of the columns. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether numbers are written with a decimal comma. */
    public boolean hasDecimalComma() {
        return layout.decimalComma();
    }

    /** Number of rows. */
    public int rows() {
        return rows.size();
    }

    /** Place of the header. */
    public Place header() {
        return new Place(file, headerLine, 0);
    }

    /** Place of row {@code k}, from 0. */
    public Place place(int k) {
        return new Place(file, rows.line(k), 0);
    }

    /** Column {@code stem} in the engine's unit, whichever of the accepted units the header names. */
    public double[] column(String stem, PhysicalQuantity quantity) {
        List<String> present =
                quantity.names(stem).stream().filter(names::contains).toList();
        if (present.size() > 1) {
            throw new BadInputException(header(), "columns " + present + " give the same quantity; keep one of them");
        }
        if (present.isEmpty()) {
            throw missing(stem, quantity);
        }
        String name = present.getFirst();
        double factor = quantity.unit(stem, name).orElseThrow().factor();
        double[] values = numbers(name);
        for (int k = 0; k < values.length; k++) {
            values[k] *= factor;
        }
        return values;
    }

    /** Whether there is a column of exactly this name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** The cells of the column of exactly this name, none of them empty. */
    public List<String> texts(String name) {
        int column = index(name);
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < rows.size(); k++) {
            String cell = cell(k, column);
            if (cell.isEmpty()) {
                throw new BadInputException(place(k), "column '" + name + "' must not be empty");
            }
            texts.add(cell);
        }
        return texts;
    }

    /** The numbers of the column of exactly this name; NaN where a cell is empty or not finite. */
    public double[] numbersOrNaN(String name) {
        int column = index(name);
        double[] values = new double[rows.size()];
        for (int k = 0; k < values.length; k++) {
            String cell = cell(k, column);
            Optional<Double> value = number(layout.plain(cell));
            if (value.isEmpty() && !cell.isEmpty()) {
                throw new BadInputException(place(k), "column '" + name + "' must hold a number: '" + cell + "'");
            }
            values[k] = value.filter(Double::isFinite).orElse(Double.NaN);
        }
        return values;
    }

    private String cell(int row, int column) {
        return layout.cell(text, rows.start(row), rows.end(row), column);
    }

    private int index(String name) {
        if (!has(name)) {
            throw new BadInputException(
                    header(), "missing column " + name + ". Columns found: " + String.join(", ", names));
        }
        return names.indexOf(name);
    }

    /** The complaint that a quantity is missing, with what may be meant. */
    public BadInputException missing(String stem, PhysicalQuantity quantity) {
        String accepted = String.join(" or ", quantity.names(stem));
        if (names.contains(stem)) {
            return new BadInputException(header(), "column '" + stem + "' has no unit: call it " + accepted);
        }
        Optional<String> otherUnit =
                names.stream().filter(name -> name.startsWith(stem + "_")).findFirst();
        if (otherUnit.isPresent()) {
            String unit = otherUnit.get().substring(stem.length() + 1);
            return new BadInputException(
                    header(),
                    "column '" + otherUnit.get() + "' has the unit '" + unit + "', which is not accepted: call it "
                            + accepted + " and convert its values");
        }
        String meant = NearestName.of(quantity.names(stem).getLast(), names)
                .map(name -> " (is '" + name + "' meant?)")
                .orElse("");
        return new BadInputException(
                header(), "missing column " + accepted + meant + ". Columns found: " + String.join(", ", names));
    }

    /** The numbers of the column of exactly this name, all of them finite. */
    public double[] numbers(String name) {
        return numbers(name, 0, rows.size());
    }

    /** The same of the rows from one to before another. */
    public double[] numbers(String name, int from, int to) {
        int column = index(name);
        double[] values = new double[to - from];
        for (int k = 0; k < values.length; k++) {
            String cell = cell(from + k, column);
            Optional<Double> value = number(layout.plain(cell)).filter(Double::isFinite);
            if (value.isEmpty()) {
                throw new BadInputException(
                        place(from + k),
                        "column '" + name + "' must hold a finite number: "
                                + (cell.isEmpty() ? "the cell is empty" : "'" + cell + "'"));
            }
            values[k] = value.get();
        }
        return values;
    }

    /** A decimal number; Java would also take hexadecimal ones and those with a letter for their type. */
    private static Optional<Double> number(String cell) {
        if (cell.isEmpty() || "dDfFpPxX".indexOf(cell.charAt(cell.length() - 1)) >= 0 || cell.indexOf('x') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.valueOf(cell));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
