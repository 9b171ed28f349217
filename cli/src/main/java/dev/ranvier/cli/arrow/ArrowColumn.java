package dev.ranvier.cli.arrow;

/**
 * A column of a table.
 *
 * @param name its title
 * @param type what it holds
 */
public record ArrowColumn(String name, Type type) {
    /** What a column holds; never nothing. */
    public enum Type {
        /** Whole numbers of 64 bits. */
        WHOLE(2),
        /** Doubles. */
        NUMBER(2),
        /** Texts. */
        TEXT(3),
        /** Lists of doubles. */
        NUMBERS(4);

        /**
         * Buffers that a batch has for such a column: which values are there, then offsets, then values; of lists also which of their
         * values.
         */
        final int buffers;

        Type(int buffers) {
            this.buffers = buffers;
        }
    }
}
