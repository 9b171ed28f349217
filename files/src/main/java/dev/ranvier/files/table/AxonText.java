package dev.ranvier.files.table;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Axon Text Files: "ATF" and a version, two counts, so many optional records, then titles of columns and rows. */
final class AxonText {
    private static final Pattern SIGNATURE = Pattern.compile("ATF\\s+[\\d.]+\\s*");
    private static final Pattern COUNTS = Pattern.compile("\\s*(\\d{1,6})\\s+(\\d{1,6})\\s*");

    private AxonText() {}

    /** Goes to the line of the titles and returns its number, or 0, and stays at the beginning, if the text is none. */
    static int titleLine(String file, Lines lines) {
        if (!SIGNATURE.matcher(lines.peek()).matches()) {
            return 0;
        }
        lines.next();
        Matcher counts = COUNTS.matcher(lines.hasNext() ? lines.next().text() : "");
        if (!counts.matches()) {
            throw new BadInputException(
                    new Place(file, 2, 0), "an ATF file has the numbers of its records and of its columns here");
        }
        int records = Integer.parseInt(counts.group(1));
        for (int k = 0; k <= records; k++) {
            if (!lines.hasNext()) {
                throw new BadInputException(
                        new Place(file, lines.number(), 0),
                        "the ATF file ends before its titles: it should have " + records + " records");
            }
            lines.next();
        }
        return lines.number();
    }
}
