package dev.ranvier.cli.table;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.formula.NearestName;
import dev.ranvier.cli.input.Place;
import dev.ranvier.cli.input.Quantity;
import dev.ranvier.cli.input.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of numbers with a header, separated by commas (or semicolons or tabs, if the header has no comma). Blank lines and
 * lines that start with # do not count. Columns nobody asks for may hold anything.
 */
public final class CsvTable {
    private final String file;
    private final List<String> names;
    private final int headerLine;
    private final List<Row> rows;

    private record Row(int line, List<String> cells) {}

    private CsvTable(String file, List<String> names, int headerLine, List<Row> rows) {
        this.file = file;
        this.names = names;
        this.headerLine = headerLine;
        this.rows = rows;
    }

    /** Reads a file; {@code what} says in messages what it should be. */
    public static CsvTable read(Path file, String what) {
        return parse(file.toString(), TextFile.read(file, what));
    }

    /** Reads {@code text}; {@code file} is for messages. */
    public static CsvTable parse(String file, String text) {
        String[] lines = text.split("\r\n|\n|\r", -1);
        int header = 0;
        while (header < lines.length && isComment(lines[header])) {
            header++;
        }
        if (header == lines.length) {
            throw new BadInputException(
                    file + ": empty: a header such as t_ms,v_mV,i_pA and rows of numbers are needed");
        }
        String separator = lines[header].contains(",") ? "," : lines[header].contains(";") ? ";" : "\t";
        List<String> names = names(new Place(file, header + 1, 0), lines[header].split(separator, -1));
        List<Row> rows = new ArrayList<>();
        for (int k = header + 1; k < lines.length; k++) {
            if (!isComment(lines[k])) {
                List<String> cells = List.of(lines[k].split(separator, -1));
                if (cells.size() != names.size()) {
                    throw new BadInputException(
                            new Place(file, k + 1, 0),
                            "the header names " + names.size() + " columns (" + String.join(", ", names)
                                    + "), this row has " + cells.size() + ": every column needs a value in every row");
                }
                rows.add(new Row(k + 1, cells));
            }
        }
        return new CsvTable(file, names, header + 1, rows);
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static List<String> names(Place place, String[] cells) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : cells) {
            String name = cell.strip().replace("\"", "");
            if (number(name).isPresent()) {
                throw new BadInputException(
                        place,
                        "no header: this line holds numbers. The first line must name the columns with their units,"
                                + " for example t_ms,v_mV,i_pA");
            }
            if (!seen.add(name)) {
                throw new BadInputException(place, "column '" + name + "' occurs twice in the header");
            }
            names.add(name);
        }
        return names;
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
        return new Place(file, rows.get(k).line(), 0);
    }

    /** Column {@code stem} in the engine's unit, whichever of the accepted units the header names. */
    public double[] column(String stem, Quantity quantity) {
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

    /** Whether a column is called {@code stem}, in whatever unit, or without one. */
    boolean mentions(String stem) {
        return names.stream()
                .anyMatch(name ->
                        name.equalsIgnoreCase(stem) || name.regionMatches(true, 0, stem + "_", 0, stem.length() + 1));
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
            String cell = rows.get(k).cells().get(column).strip();
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
            String cell = rows.get(k).cells().get(column).strip();
            Optional<Double> value = number(cell);
            if (value.isEmpty() && !cell.isEmpty()) {
                throw new BadInputException(place(k), "column '" + name + "' must hold a number: '" + cell + "'");
            }
            values[k] = value.filter(Double::isFinite).orElse(Double.NaN);
        }
        return values;
    }

    private int index(String name) {
        if (!has(name)) {
            throw new BadInputException(
                    header(), "missing column " + name + ". Columns found: " + String.join(", ", names));
        }
        return names.indexOf(name);
    }

    private BadInputException missing(String stem, Quantity quantity) {
        String accepted = String.join(" or ", quantity.names(stem));
        if (names.contains(stem)) {
            return new BadInputException(header(), "column '" + stem + "' has no unit: call it " + accepted);
        }
        Optional<String> otherUnit =
                names.stream().filter(name -> name.startsWith(stem + "_")).findFirst();
        if (otherUnit.isPresent()) {
            String unit = otherUnit.get().substring(stem.length() + 1);
            String advice = unit.equals("V") ? " and multiply its values by 1000" : " and convert its values";
            return new BadInputException(
                    header(),
                    "column '" + otherUnit.get() + "' has the unit '" + unit + "', which is not accepted: call it "
                            + accepted + advice);
        }
        String meant = NearestName.of(quantity.names(stem).getLast(), names)
                .map(name -> " (is '" + name + "' meant?)")
                .orElse("");
        return new BadInputException(
                header(), "missing column " + accepted + meant + ". Columns found: " + String.join(", ", names));
    }

    private double[] numbers(String name) {
        int column = names.indexOf(name);
        double[] values = new double[rows.size()];
        for (int k = 0; k < values.length; k++) {
            String cell = rows.get(k).cells().get(column).strip();
            Optional<Double> value = number(cell).filter(Double::isFinite);
            if (value.isEmpty()) {
                throw new BadInputException(
                        place(k),
                        "column '" + name + "' must hold a finite number: "
                                + (cell.isEmpty() ? "the cell is empty" : "'" + cell + "'"));
            }
            values[k] = value.get();
        }
        return values;
    }

    private static Optional<Double> number(String cell) {
        try {
            return Optional.of(Double.valueOf(cell));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
