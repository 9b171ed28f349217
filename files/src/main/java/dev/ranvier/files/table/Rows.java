package dev.ranvier.files.table;

import java.util.Arrays;

/** Where the rows of a table are in its text. */
final class Rows {
    private static final int FIELDS = 3;

    private int[] places = new int[FIELDS * 64];
    private int size;

    void add(int start, int end, int line) {
        if (FIELDS * size == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[FIELDS * size] = start;
        places[FIELDS * size + 1] = end;
        places[FIELDS * size + 2] = line;
        size++;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int start(int row) {
        return places[FIELDS * row];
    }

    int end(int row) {
        return places[FIELDS * row + 1];
    }

    int line(int row) {
        return places[FIELDS * row + 2];
    }

    String text(String text, int row) {
        return text.substring(start(row), end(row));
    }
}
