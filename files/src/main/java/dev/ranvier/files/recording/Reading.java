package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.formula.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person says about a file that does not say it itself.
 *
 * @param columns which column, channel or array is what
 * @param interval_ms from sample to sample, for files without times
 */
public record Reading(Map<Dimension, Column> columns, Optional<Double> interval_ms) {
    /** Nothing: the file says all. */
    public static final Reading PLAIN = new Reading(Map.of(), Optional.empty());

    private static final Map<String, Dimension> ROLES = Map.of(
            "time",
            Dimension.TIME,
            "voltage",
            Dimension.VOLTAGE,
            "current",
            Dimension.CURRENT,
            "observed",
            Dimension.OTHER);
    private static final Pattern PAIR = Pattern.compile("\\s*(\\w+)\\s*=\\s*(.+?)(?::([^:=]+))?\\s*");

    /** Copies the map. */
    public Reading {
        columns = Map.copyOf(columns);
    }

    /**
     * A column that is named.
     *
     * @param name its name, or its number from 1
     * @param unit its unit, if that is said too
     */
    public record Column(String name, Optional<Unit> unit) {
        /** Its index among names, or -1. A name counts before a number. */
        public int among(List<String> names) {
            int index = names.indexOf(name);
            if (index < 0 && name.matches("\\d{1,6}")) {
                int number = Integer.parseInt(name);
                index = number <= names.size() ? number - 1 : -1;
            }
            return index;
        }

        /** The complaint that there is none among names. */
        public String missing(Dimension dimension, List<String> names) {
            return (dimension == Dimension.OTHER
                            ? "no column '" + name
                                    + "', which is to be the quantity observed: say what it is called here, as in"
                                    + " --columns observed=NAME; "
                            : "--columns: no such column: '" + name + "'; ")
                    + NearestName.hint(name, names);
        }

        /** The file of that name, in the folder of another file or, where it is not there, in the working directory. */
        public Path fileBeside(Path other) {
            Path beside = other.resolveSibling(name);
            return Files.exists(beside) || !Files.exists(Path.of(name)) ? beside : Path.of(name);
        }
    }

    /**
     * Reads {@code time=Zeit,voltage=Vm:mV,current=3:pA}.
     *
     * @throws BadInputException if it is not so written, or a unit does not measure that
     */
    public static Map<Dimension, Column> columns(String text) {
        Map<Dimension, Column> columns = new EnumMap<>(Dimension.class);
        for (String part : text.split(",", -1)) {
            Matcher pair = PAIR.matcher(part);
            if (!pair.matches()) {
                throw new BadInputException("--columns: '" + part
                        + "' must be time, voltage, current or observed, = and a column, as in voltage=Vm or"
                        + " voltage=2:mV");
            }
            Dimension role = ROLES.get(pair.group(1).toLowerCase(Locale.ROOT));
            if (role == null) {
                throw new BadInputException("--columns: no such quantity: '" + pair.group(1) + "'; "
                        + NearestName.hint(pair.group(1), List.of("time", "voltage", "current", "observed")));
            }
            Optional<Unit> unit = Optional.ofNullable(pair.group(3)).map(Unit::of);
            if (unit.isPresent() && !role.isMeasuredIn(unit.get())) {
                throw new BadInputException(
                        "--columns: '" + unit.get().name() + "' is no unit of " + pair.group(1) + " that is known");
            }
            columns.put(role, new Column(pair.group(2), unit));
        }
        return columns;
    }

    /** The same where the person does not say which column is the quantity observed: the one of this name. */
    public Reading observing(String column) {
        Map<Dimension, Column> all = new EnumMap<>(Map.of(Dimension.OTHER, new Column(column, Optional.empty())));
        all.putAll(columns);
        return new Reading(all, interval_ms);
    }

    /** The column that is said to be that. */
    public Optional<Column> column(Dimension dimension) {
        return Optional.ofNullable(columns.get(dimension));
    }
}
