package dev.ranvier.cli.kinetics;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose lines fit into memory: refuses a longer one before it is collected. */
final class ShortLines extends FilterReader {
    private static final int LONGEST = 1 << 25;

    private int length;

    ShortLines(Reader text) {
        super(text);
    }

    @Override
    public int read(char[] to, int from, int count) throws IOException {
        int read = super.read(to, from, count);
        for (int k = from; k < from + read; k++) {
            length = to[k] == '\n' || to[k] == '\r' ? 0 : length + 1;
            if (length > LONGEST) {
                throw new IOException(
                        "a line has more than " + LONGEST + " characters, and a gate needs a line of its own");
            }
        }
        return read;
    }
}
