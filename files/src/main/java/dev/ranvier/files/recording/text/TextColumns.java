package dev.ranvier.files.recording.text;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.Unit;
import dev.ranvier.files.table.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the columns of a table are. Of each quantity these count, the first kind that there is: those that the person names; t, v and
 * i with a unit; those that are called so in words; those whose unit is one of it. A table that has a v or an i with a unit, as we write
 * them, is taken at its word: nothing else in it is a voltage or a current.
 */
final class TextColumns {
    private static final Map<Dimension, String> STEMS =
            Map.of(Dimension.TIME, "t", Dimension.VOLTAGE, "v", Dimension.CURRENT, "i");
    private static final Map<Dimension, Set<String>> WORDS = Map.of(
            Dimension.TIME, Set.of("time", "times", "zeit", "temps", "tiempo"),
            Dimension.VOLTAGE, Set.of("vm", "voltage", "membrane voltage", "membrane potential", "potential", "v_m"),
            Dimension.CURRENT, Set.of("im", "current", "injected current", "stimulus", "command", "i_inj", "iinj"));
    /** A name, and a unit in brackets or behind the last underscore. */
    private static final Pattern BRACKETS = Pattern.compile("(.*?)\\s*[(\\[]([^()\\[\\]]*)[)\\]]\\s*");

    private static final Pattern UNDERSCORE = Pattern.compile("(.*)_([A-Za-z\u00b5\u03bc]+)");

    private final CsvTable table;
    private final Reading reading;
    private final List<Column> columns = new ArrayList<>();

    /** A column with what its name says. */
    record Column(String name, String stem, Unit unit) {
        Channel channel() {
            return new Channel(name, unit);
        }
    }

    TextColumns(CsvTable table, Reading reading) {
        this.table = table;
        this.reading = reading;
        table.names().forEach(name -> columns.add(column(name)));
    }

    private static Column column(String name) {
        for (Pattern pattern : List.of(BRACKETS, UNDERSCORE)) {
            Matcher parts = pattern.matcher(name);
            if (parts.matches()) {
                Unit unit = Unit.of(parts.group(2));
                if (unit.dimension() != Dimension.OTHER) {
                    return new Column(name, parts.group(1), unit);
                }
            }
        }
        return new Column(name, name, Unit.of(""));
    }

    /** The columns of a quantity, none if there are none; what is neither time, voltage nor current only if it is named. */
    List<Column> of(Dimension dimension) {
        Optional<Reading.Column> named = reading.column(dimension);
        if (named.isPresent() || dimension == Dimension.OTHER) {
            return named.map(column -> named(column, dimension)).stream().toList();
        }
        String stem = STEMS.getOrDefault(dimension, "");
        List<Column> found = matching(dimension, stem::equals);
        if (found.size() > 1) {
            throw new BadInputException(
                    table.header(),
                    "columns " + found.stream().map(Column::name).toList()
                            + " give the same quantity; keep one of them");
        }
        if (found.isEmpty() && (mentions(stem) || (dimension != Dimension.TIME && isOwn()))) {
            return List.of();
        }
        if (found.isEmpty()) {
            Set<String> words = WORDS.getOrDefault(dimension, Set.of());
            found = matching(dimension, name -> words.contains(name.toLowerCase(Locale.ROOT)));
        }
        return found.isEmpty() ? matching(dimension, _ -> true) : found;
    }

    private boolean isOwn() {
        return !matching(Dimension.VOLTAGE, "v"::equals).isEmpty()
                || !matching(Dimension.CURRENT, "i"::equals).isEmpty();
    }

    private List<Column> matching(Dimension dimension, Predicate<String> stem) {
        return electrodes()
                .filter(column -> column.unit().dimension() == dimension && stem.test(column.stem()))
                .toList();
    }

    /** Whether a column is called {@code stem}, in whatever unit, or without one. */
    boolean mentions(String stem) {
        return electrodes()
                .map(Column::name)
                .anyMatch(name ->
                        name.equalsIgnoreCase(stem) || name.regionMatches(true, 0, stem + "_", 0, stem.length() + 1));
    }

    /** All but that which is said to be something else. */
    private Stream<Column> electrodes() {
        int other = reading.column(Dimension.OTHER)
                .map(column -> column.among(table.names()))
                .orElse(-1);
        return IntStream.range(0, columns.size()).filter(k -> k != other).mapToObj(columns::get);
    }

    private Column named(Reading.Column named, Dimension dimension) {
        int index = named.among(table.names());
        if (index < 0) {
            throw new BadInputException(table.header(), named.missing(dimension, table.names()));
        }
        Column column = columns.get(index);
        Unit unit = named.unit().orElse(column.unit());
        if (!dimension.isMeasuredIn(unit)) {
            throw new BadInputException(
                    table.header(),
                    "--columns: the unit of column '" + column.name() + "' is not known: add it, as in " + named.name()
                            + ":" + dimension.unit());
        }
        return new Column(column.name(), column.stem(), unit);
    }
}
