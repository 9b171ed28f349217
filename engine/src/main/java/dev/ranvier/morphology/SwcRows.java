package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the rows of an SWC text, each for itself: seven numbers, {@code id type x y z radius parent}. */
final class SwcRows {
    private static final String COLUMNS = "id type x y z radius parent";
    private static final int COLUMN_COUNT = 7;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int SHOWN_CHARACTERS = 40;
    /** Of whole numbers too, which programs write as 1.000 or 1.0e+00. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** Beyond which a coordinate or a radius is no length of a cell. */
    private static final double FARTHEST_um = 1e9;

    private final String source;
    private final double um_per_unit;
    private final SwcRepair repair;
    private final Map<String, Integer> counts;

    private SwcRows(String source, double um_per_unit, SwcRepair repair, Map<String, Integer> counts) {
        this.source = source;
        this.um_per_unit = um_per_unit;
        this.repair = repair;
        this.counts = counts;
    }

    /** Mends what a row alone is wrong in, and counts it. */
    static List<SwcPoint> parse(
            String text, String source, double um_per_unit, SwcRepair repair, Map<String, Integer> counts) {
        return new SwcRows(source, um_per_unit, repair, counts).parse(text);
    }

    private List<SwcPoint> parse(String text) {
        List<SwcPoint> points = new ArrayList<>();
        int line = 0;
        if (text.stripLeading().startsWith("(") || text.stripLeading().startsWith(";")) {
            throw error(
                    1,
                    "this looks like a Neurolucida file (.asc), and SWC is all that is read: convert it, with"
                            + " NLMorphologyConverter or 'morph-tool convert file cell.asc cell.swc', say");
        }
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            line++;
            requireText(raw, line);
            int comment = raw.indexOf('#');
            String row = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (!row.isEmpty()) {
                points.add(point(row, line));
            }
        }
        if (points.isEmpty()) {
            throw new MorphologyException(source + ":" + Math.max(1, line)
                    + ": the file ends without a point; a morphology needs rows of " + COLUMNS);
        }
        return points;
    }

    private SwcPoint point(String row, int line) {
        String[] cells = BLANKS.split(row, -1);
        if (cells.length > COLUMN_COUNT && repair.ignoreExtraColumns()) {
            counts.merge("rows with more than seven columns", 1, Integer::sum);
        } else if (cells.length != COLUMN_COUNT) {
            throw error(
                    line,
                    "a row has " + COLUMN_COUNT + " columns, " + COLUMNS + "; this one has " + cells.length + ": "
                            + shown(row)
                            + (row.matches(".*[,;].*") ? "; separate them by spaces, with a point for decimals" : "")
                            + (cells.length > COLUMN_COUNT ? "; or repair: {columns: ignore_extra}" : ""));
        }
        int id = integer(cells[0], "id", 0, line), type = integer(cells[1], "type", 0, line);
        double x = length_um(cells[2], "x", line),
                y = length_um(cells[3], "y", line),
                z = length_um(cells[4], "z", line);
        double radius = radius_um(cells[5], line);
        int parentId = integer(cells[6], "parent", SwcPoint.NO_PARENT, line);
        if (parentId == id) {
            throw error(line, "point " + id + " is its own parent; name the point before it, or -1 for the root");
        }
        return new SwcPoint(line, id, type, new Point(x, y, z, radius), parentId);
    }

    private double radius_um(String cell, int line) {
        double radius_um = length_um(cell, "radius", line);
        if (repair.leastRadius_um().isPresent()
                && radius_um < repair.leastRadius_um().getAsDouble()) {
            counts.merge("radii raised to the least one", 1, Integer::sum);
            return repair.leastRadius_um().getAsDouble();
        }
        if (!(radius_um > 0)) {
            throw error(
                    line,
                    "radius must be positive: radius=" + shown(cell)
                            + "; measure it again, or repair: {least_radius_um: 0.1}");
        }
        return radius_um;
    }

    private int integer(String cell, String column, int least, int line) {
        double value = DECIMAL.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        if (!(value >= least && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw error(
                    line,
                    column + " must be a whole number from " + least + " to " + Integer.MAX_VALUE + ": " + column + "="
                            + shown(cell));
        }
        return (int) value;
    }

    private double length_um(String cell, String column, int line) {
        double value = DECIMAL.matcher(cell).matches() ? Double.parseDouble(cell) * um_per_unit : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error(
                    line,
                    column + " must be a finite number: " + column + "=" + shown(cell)
                            + (cell.contains(",") ? "; write decimals with a point" : ""));
        }
        if (Math.abs(value) > FARTHEST_um) {
            throw error(
                    line,
                    column + " must lie within " + FARTHEST_um + " um: " + column + "=" + shown(cell)
                            + "; check the unit");
        }
        return value;
    }

    private void requireText(String raw, int line) {
        for (int k = 0; k < raw.length(); k++) {
            char c = raw.charAt(k);
            if (c < ' ' && c != '\t' && c != '\f') {
                throw error(
                        line,
                        "not text: it contains byte " + (int) c + " at column " + (k + 1)
                                + "; give an SWC file, saved as UTF-8 or ASCII");
            }
        }
    }

    private MorphologyException error(int line, String message) {
        return new MorphologyException(source + ":" + line + ": " + message);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
