package dev.ranvier.files.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the cells of a table are written.
 *
 * @param separator between them; a blank stands for any number of blanks
 * @param decimalComma whether numbers have a comma for a point
 * @param wideHeader whether names of columns are two blanks apart and may contain one
 */
record Layout(char separator, boolean decimalComma, boolean wideHeader) {
    private static final char QUOTE = '"', BLANK = ' ';
    private static final Pattern BLANKS = Pattern.compile("\\s+"), WIDE = Pattern.compile("\\s{2,}");

    /** As a header and the first row tell. */
    static Layout of(String header, String row) {
        char separator = BLANK;
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            int count = new Layout(candidate, false, false).count(header, 0, header.length()) - 1;
            if (count > most) {
                separator = candidate;
                most = count;
            }
        }
        Layout layout = new Layout(separator, false, false);
        boolean wide = separator == BLANK
                && !row.isBlank()
                && layout.header(header).size() != layout.count(row, 0, row.length());
        return new Layout(separator, false, wide);
    }

    /** The same, with a decimal comma if rows have commas and no point. */
    Layout withDecimalComma(String text, Rows rows) {
        if (separator == ',') {
            return this;
        }
        boolean comma = false;
        for (int row = 0; row < rows.size(); row++) {
            for (int k = rows.start(row); k < rows.end(row); k++) {
                if (text.charAt(k) == '.') {
                    return this;
                }
                comma |= text.charAt(k) == ',';
            }
        }
        return new Layout(separator, comma, wideHeader);
    }

    /** The names in a header. */
    List<String> header(String header) {
        if (separator == BLANK && header.indexOf(QUOTE) < 0) {
            return List.of((wideHeader ? WIDE : BLANKS).split(header.strip(), -1));
        }
        List<String> names = new ArrayList<>();
        int cells = count(header, 0, header.length());
        for (int k = 0; k < cells; k++) {
            names.add(cell(header, 0, header.length(), k));
        }
        if (names.size() > 1 && names.getLast().isEmpty()) {
            names.removeLast();
        }
        return names;
    }

    /** Number of cells of a line. */
    int count(String text, int start, int end) {
        int count = 0;
        for (int at = start; at >= 0; count++) {
            at = next(text, skipped(text, at, end), end);
        }
        return count;
    }

    /** A cell of a line, without quotes around it. */
    String cell(String text, int start, int end, int number) {
        int from = skipped(text, start, end), next = next(text, from, end);
        for (int k = 0; k < number && next >= 0; k++) {
            from = skipped(text, next, end);
            next = next(text, from, end);
        }
        String cell = text.substring(from, next < 0 ? end : next - 1).strip();
        return cell.indexOf(QUOTE) < 0 ? cell : cell.replace("\"", "").strip();
    }

    /** Whether the cells of a line are that many, or one more that is empty, behind a separator at the end. */
    boolean has(int cells, String text, int start, int end) {
        int count = count(text, start, end);
        return count == cells
                || (count == cells + 1 && cell(text, start, end, cells).isEmpty());
    }

    /** Behind blanks, where they separate. */
    private int skipped(String text, int at, int end) {
        int from = at;
        while (separator == BLANK && from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from;
    }

    /** Behind the next separator, or -1 if there is none. */
    private int next(String text, int at, int end) {
        boolean quoted = false;
        for (int k = at; k < end; k++) {
            char c = text.charAt(k);
            quoted ^= c == QUOTE;
            if (!quoted && (c == separator || (separator == BLANK && c == '\t'))) {
                return k + 1;
            }
        }
        return -1;
    }

    /** A number with a point. */
    String plain(String cell) {
        return decimalComma ? cell.replace(',', '.') : cell;
    }
}
