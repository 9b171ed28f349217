package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sweeps as a person names them, counted from 1: {@code 3}, {@code 2,5-7} or {@code all}.
 *
 * @param text what was given, or empty for the only one
 */
public record SweepList(String text) {
    /** The only one there is. */
    public static final SweepList ONLY = new SweepList("");

    private static final String ALL = "all";
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");

    /** Whether any were named. */
    public boolean isGiven() {
        return !text.isEmpty();
    }

    /**
     * The sweeps of a file that has {@code count} of them, from 0.
     *
     * @throws BadInputException if it has not all of them, or has several and none is named
     */
    public List<Integer> of(Path file, int count) {
        List<Integer> sweeps = new ArrayList<>();
        if (text.isEmpty() && count > 1) {
            throw new BadInputException(file + " holds " + count
                    + " sweeps: say which with --sweep 1, --sweep 2,5-7 or --sweep all; 'ranvier recording " + file
                    + "' lists them");
        }
        if (text.isEmpty() || text.equals(ALL)) {
            for (int k = 0; k < count; k++) {
                sweeps.add(k);
            }
            return sweeps;
        }
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new BadInputException(
                        "--sweep: '" + part + "' must be a number from 1, a range such as 5-7, or all");
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from < 1 || to < from || to > count) {
                throw new BadInputException("--sweep " + part.strip() + ": " + file + " has sweeps 1 to " + count);
            }
            for (int k = from; k <= to; k++) {
                sweeps.add(k - 1);
            }
        }
        return sweeps;
    }
}
