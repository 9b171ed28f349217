package dev.ranvier.files.table;

/** Walks over the lines of a text, which end as on any system. */
final class Lines {
    private final String text;
    private int start;
    private int end = -1;
    private int next;
    private int number;

    Lines(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return next < text.length();
    }

    /** The next line, without going there. */
    String peek() {
        Lines ahead = new Lines(text);
        ahead.next = next;
        return ahead.next().text();
    }

    /** Goes to the next line. */
    Lines next() {
        start = next;
        end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        next = end + 1;
        if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
            next++;
        }
        number++;
        return this;
    }

    /** Whether it is at a line that counts. */
    boolean isAtContent() {
        return end >= start && number > 0 && !isComment();
    }

    /** Whether the line is blank or a remark. */
    boolean isComment() {
        String line = text().stripLeading();
        return line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%';
    }

    /** The line. */
    String text() {
        return text.substring(start, end);
    }

    /** Where it begins in the text. */
    int start() {
        return start;
    }

    /** Where it ends. */
    int end() {
        return end;
    }

    /** Its number, from 1. */
    int number() {
        return number;
    }
}
