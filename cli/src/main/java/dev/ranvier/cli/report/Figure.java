package dev.ranvier.cli.report;

import java.util.Arrays;
import java.util.List;

/** Charts one above the other over the same abscissa, as SVG without scripts, style sheets or references. */
public final class Figure {
    private static final int LEFT = 66, RIGHT = 14, HEAD = 26, TICK_TEXT = 20, FOOT = 40;
    private static final double CHARACTER = 6.4, SMALL_CHARACTER = 5.8, SWATCH = 20, GAP = 14;
    private static final String GRID = "stroke='#e8e8e8'", FRAME = "fill='none' stroke='#8c8c8c'";
    private static final String CENTRED = "text-anchor='middle'", RIGHT_ALIGNED = "text-anchor='end'";

    private final Svg svg = new Svg();
    private final int width;
    private final Axis x;

    private Figure(int width, Axis x) {
        this.width = width;
        this.x = x;
    }

    /** The drawing, {@code width} pixels wide; {@code abscissa} names the common axis with its unit. */
    public static String svg(int width, String abscissa, List<Chart> charts) {
        return new Figure(width, commonAbscissa(charts)).draw(abscissa, charts);
    }

    private static Axis commonAbscissa(List<Chart> charts) {
        double low = charts.stream()
                .mapToDouble(chart -> chart.abscissas().getMin())
                .min()
                .orElse(0);
        double high = charts.stream()
                .mapToDouble(chart -> chart.abscissas().getMax())
                .max()
                .orElse(1);
        return low <= high ? Axis.tight(low, high) : Axis.tight(0, 1);
    }

    private String draw(String abscissa, List<Chart> charts) {
        int height = FOOT - TICK_TEXT;
        for (Chart chart : charts) {
            height += HEAD + chart.height() + TICK_TEXT;
        }
        svg.begin(width, height);
        int top = 0;
        for (Chart chart : charts) {
            draw(chart, top + HEAD);
            top += HEAD + chart.height() + TICK_TEXT;
        }
        svg.text(LEFT + inner() / 2.0, height - 6.0, abscissa, CENTRED);
        svg.close("svg");
        return svg.toString();
    }

    private int inner() {
        return width - LEFT - RIGHT;
    }

    private void draw(Chart chart, int top) {
        Axis y = chart.ordinates();
        int height = chart.height();
        for (double tick : x.ticks()) {
            double at = LEFT + across(tick);
            svg.path("M" + Svg.at(at, top) + "v" + height, GRID);
            svg.text(at, top + height + 15.0, Axis.text(tick), CENTRED);
        }
        for (double tick : y.ticks()) {
            double at = top + (1 - y.position(tick)) * height;
            svg.path("M" + Svg.at(LEFT, at) + "h" + inner(), GRID);
            svg.text(LEFT - 7.0, at + 4, Axis.text(tick), RIGHT_ALIGNED);
        }
        // An inner svg element clips what it holds and puts its origin at the corner of the plotting area.
        svg.open("svg", "x='" + LEFT + "' y='" + top + "' width='" + inner() + "' height='" + height + "'");
        chart.layers().forEach(layer -> draw(layer, y, height));
        texts(chart);
        svg.close("svg");
        svg.rectangle(LEFT, top, inner(), height, FRAME);
        svg.text(LEFT, top - 9.0, chart.title(), "font-weight='600'");
        legend(chart, top - 9.0);
        double middle = top + height / 2.0;
        svg.text(14, middle, chart.ordinateTitle(), CENTRED + " transform='rotate(-90 14 " + middle + ")'");
    }

    private double across(double value) {
        return x.position(value) * inner();
    }

    private void draw(Layer layer, Axis y, int height) {
        switch (layer) {
            case Layer.Line line ->
                svg.path(
                        path(line.points(), y, height),
                        "fill='none' stroke-linejoin='round' stroke='" + line.colour() + "' "
                                + line.style().attributes());
            case Layer.Span span ->
                svg.rectangle(
                        across(span.from()),
                        0,
                        across(span.to()) - across(span.from()),
                        height,
                        "fill-opacity='0.13' fill='" + span.colour() + "'");
            case Layer.Band band ->
                svg.path(
                        area(band.low(), band.high(), y, height),
                        "fill-opacity='0.18' stroke='none' fill='" + band.colour() + "'");
            case Layer.Mark mark -> {
                svg.path(
                        "M" + Svg.at(across(mark.at()), 0) + "v" + height,
                        "stroke-dasharray='2 3' stroke='" + mark.colour() + "'");
            }
        }
    }

    /** Of the marks, those that do not touch the one before in their row. */
    private void texts(Chart chart) {
        double[] free = new double[Layer.Mark.ROWS];
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Mark mark && across(mark.at()) >= free[mark.row()]) {
                double from = across(mark.at()) + 3;
                svg.text(from, 11 + 12.0 * mark.row(), mark.text(), "fill-opacity='0.75' font-size='10'");
                free[mark.row()] = from + mark.text().length() * SMALL_CHARACTER;
            }
        }
    }

    private String path(Points points, Axis y, int height) {
        StringBuilder d = new StringBuilder();
        boolean drawing = false;
        for (int k : Thinning.kept(points, x, inner())) {
            if (y.holds(points.y(k))) {
                d.append(drawing ? 'L' : 'M').append(at(points, k, y, height));
                drawing = true;
            } else {
                drawing = false;
            }
        }
        return d.toString();
    }

    /** Along the lower line and back along the upper one. */
    private String area(Points low, Points high, Axis y, int height) {
        StringBuilder d = new StringBuilder();
        for (int k : Thinning.kept(low, x, inner())) {
            d.append(d.isEmpty() ? 'M' : 'L').append(at(low, k, y, height));
        }
        for (int k :
                Arrays.stream(Thinning.kept(high, x, inner())).boxed().toList().reversed()) {
            d.append('L').append(at(high, k, y, height));
        }
        return d.append('Z').toString();
    }

    private String at(Points points, int k, Axis y, int height) {
        return Svg.at(across(points.x(k)), (1 - y.position(points.y(k))) * height);
    }

    /** From right to left, so that the last entry ends at the frame. */
    private void legend(Chart chart, double baseline) {
        double right = width - RIGHT;
        for (Layer layer : chart.layers().reversed()) {
            if (layer.label().isEmpty()) {
                continue;
            }
            right -= layer.label().length() * CHARACTER;
            svg.text(right, baseline, layer.label(), "");
            right -= SWATCH + 6;
            if (layer instanceof Layer.Line line) {
                svg.path(
                        "M" + Svg.at(right, baseline - 4) + "h" + Svg.px(SWATCH),
                        "stroke='" + line.colour() + "' " + line.style().attributes());
            } else {
                svg.rectangle(right, baseline - 9, SWATCH, 9, "fill-opacity='0.2' fill='" + layer.colour() + "'");
            }
            right -= GAP;
        }
    }
}
