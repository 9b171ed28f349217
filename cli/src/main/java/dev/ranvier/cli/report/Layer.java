package dev.ranvier.cli.report;

/** Something drawn in a chart. */
public sealed interface Layer {
    /** What the legend calls it; empty to leave it out. */
    String label();

    /** Its colour, as in {@code #0072B2}. */
    String colour();

    /**
     * A line.
     *
     * @param label for the legend
     * @param points where it goes
     * @param colour of the line
     * @param style how it is drawn
     */
    record Line(String label, Points points, String colour, Style style) implements Layer {}

    /** How a line is drawn. */
    enum Style {
        /** Full. */
        SOLID("stroke-width='1.6'"),
        /** Wide and pale, to lie under another line. */
        WIDE("stroke-width='4.5' stroke-opacity='0.35'"),
        /** Thin and interrupted. */
        DASHED("stroke-width='1.3' stroke-opacity='0.6' stroke-dasharray='5 4'");

        private final String attributes;

        Style(String attributes) {
            this.attributes = attributes;
        }

        /** As attributes of an SVG element. */
        String attributes() {
            return attributes;
        }
    }

    /**
     * A range of the abscissa, shaded over the whole height.
     *
     * @param label for the legend
     * @param from where it begins
     * @param to where it ends
     * @param colour of the area, drawn transparent
     */
    record Span(String label, double from, double to, String colour) implements Layer {}

    /**
     * The area between two lines, which does not widen the axes.
     *
     * @param label for the legend
     * @param low the lower line
     * @param high the upper line, over the same abscissas
     * @param colour of the area, drawn transparent
     */
    record Band(String label, Points low, Points high, String colour) implements Layer {}

    /**
     * A vertical line with words near its top.
     *
     * @param at its abscissa
     * @param text the words
     * @param row how many lines of text to leave above, so that neighbours do not overlap
     */
    record Mark(double at, String text, int row) implements Layer {
        /** Rows among which the texts of neighbours go round. */
        static final int ROWS = 5;

        @Override
        public String label() {
            return "";
        }

        @Override
        public String colour() {
            return "#9a9a9a";
        }
    }
}
