package dev.ranvier.cli.report;

import java.util.List;
import java.util.Locale;

/** A matrix of correlations as coloured squares, with a name before each row and its number over the columns. */
public final class MatrixDrawing {
    private static final int MARGIN = 14, HEAD = 26, FOOT = 52, LARGEST = 54;
    private static final double CHARACTER = 6.8, WITH_NUMBERS = 30, WITH_HEAD = 14;
    private static final double BAR_WIDTH = 200, BAR = 10, WHITE_TEXT = 0.75;
    private static final String GRADIENT = "signed-scale", CENTRED = "text-anchor='middle'";

    private final Svg svg = new Svg();
    private final List<String> names;
    private final List<List<Double>> values;
    private final double left;
    private final double side;

    private MatrixDrawing(int width, List<String> names, List<List<Double>> values) {
        this.names = names;
        this.values = values;
        int longest = names.stream().mapToInt(String::length).max().orElse(0) + 5;
        left = Math.min(MARGIN + CHARACTER * longest, width / 2.0);
        side = Math.min(LARGEST, (width - left - MARGIN) / names.size());
    }

    /** The drawing, {@code width} pixels wide, of values in [-1, 1]; those that are not numbers are grey. */
    public static String svg(int width, List<String> names, List<List<Double>> values) {
        return new MatrixDrawing(width, names, values).draw(width);
    }

    private String draw(int width) {
        double bottom = HEAD + side * names.size();
        svg.begin(width, (int) Math.ceil(bottom + FOOT));
        ColourScale.SIGNED.define(svg, GRADIENT);
        for (int row = 0; row < names.size(); row++) {
            double middle = HEAD + (row + 0.5) * side + 4;
            svg.text(left - 8, middle, names.get(row) + " \u00b7 " + (row + 1), "text-anchor='end'");
            if (side >= WITH_HEAD) {
                svg.text(left + (row + 0.5) * side, HEAD - 8.0, Integer.toString(row + 1), CENTRED);
            }
            for (int column = 0; column < names.size(); column++) {
                square(row, column, values.get(row).get(column));
            }
        }
        bar(bottom + 14);
        svg.close("svg");
        return svg.toString();
    }

    private void square(int row, int column, double value) {
        double x = left + column * side, y = HEAD + row * side;
        String colour = Double.isFinite(value) ? ColourScale.SIGNED.at((value + 1) / 2) : ColourScale.NONE;
        svg.rectangle(x, y, side, side, "stroke='#ffffff' fill='" + colour + "'");
        if (side >= WITH_NUMBERS && Double.isFinite(value)) {
            String shown = String.format(Locale.ROOT, "%.2f", value).replace('-', '\u2212');
            // A second fill would count twice; the text's own is dark, for pale squares.
            String ink = Math.abs(value) > WHITE_TEXT ? " style='fill:#ffffff'" : "";
            svg.text(x + side / 2, y + side / 2 + 4, shown, CENTRED + ink);
        }
    }

    private void bar(double top) {
        svg.rectangle(left, top, BAR_WIDTH, BAR, "fill='url(#" + GRADIENT + ")'");
        for (int tick = -1; tick <= 1; tick++) {
            svg.text(left + (tick + 1) * BAR_WIDTH / 2, top + BAR + 14, Axis.text(tick), CENTRED);
        }
        svg.text(left + BAR_WIDTH + 14, top + BAR, "correlation", "");
    }
}
