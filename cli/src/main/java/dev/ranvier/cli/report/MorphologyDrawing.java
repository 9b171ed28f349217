package dev.ranvier.cli.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A cell drawn as lines as thick as its cables, once for every quantity that colours it, side by side. */
public final class MorphologyDrawing {
    private static final int HEAD = 30, FOOT = 62, MARGIN = 14, TALLEST = 560, LOWEST = 60;
    private static final int BAR = 10;
    private static final String GRADIENT = "colour-scale";
    private static final double THINNEST = 1,
            DOT = 3.5,
            WIDEST_BAR = 280,
            LONGEST_SCALE = 0.22,
            CHARACTER = 6.8,
            WHOLE = 1e-9;

    private final Svg svg = new Svg();
    private final List<Stretch> stretches;
    private final List<Dot> dots;
    private final double left_um;
    private final double top_um;
    private final double panelWidth;
    private final double scale;
    private final double height;

    /**
     * A quantity.
     *
     * @param title what it is
     * @param unit its unit
     * @param values by node; NaN has no colour
     * @param withoutValue what it means to have no value
     */
    @SuppressWarnings("ArrayRecordComponent") // by node
    public record Panel(String title, String unit, double[] values, String withoutValue) {}

    /** A mark on the cell. */
    public record Dot(double x_um, double y_um, String colour) {}

    private MorphologyDrawing(double panelWidth, List<Stretch> stretches, List<Dot> dots) {
        this.stretches = stretches;
        this.dots = dots;
        this.panelWidth = panelWidth;
        double thick =
                stretches.stream().mapToDouble(Stretch::diameter_um).max().orElse(1) / 2;
        DoubleSummaryStatistics x =
                corners(stretches).mapToDouble(Stretch.Corner::x_um).summaryStatistics();
        DoubleSummaryStatistics y =
                corners(stretches).mapToDouble(Stretch.Corner::y_um).summaryStatistics();
        double wide_um = x.getMax() - x.getMin() + 2 * thick, high_um = y.getMax() - y.getMin() + 2 * thick;
        scale = Math.min((panelWidth - 2 * MARGIN) / wide_um, TALLEST / high_um);
        height = Math.max(LOWEST, high_um * scale);
        left_um = (x.getMin() + x.getMax()) / 2 - panelWidth / 2 / scale;
        top_um = (y.getMin() + y.getMax()) / 2 + height / 2 / scale;
    }

    private static Stream<Stretch.Corner> corners(List<Stretch> stretches) {
        return stretches.stream().flatMap(stretch -> stretch.corners().stream());
    }

    /** The drawing, {@code width} pixels wide, with the dots on every panel. */
    public static String svg(int width, List<Stretch> stretches, List<Panel> panels, List<Dot> dots) {
        MorphologyDrawing drawing = new MorphologyDrawing((double) width / Math.max(2, panels.size()), stretches, dots);
        return drawing.draw(width, panels);
    }

    private String draw(int width, List<Panel> panels) {
        int total = (int) Math.ceil(HEAD + height + FOOT);
        svg.begin(width, total);
        ColourScale.PLASMA.define(svg, GRADIENT);
        for (int k = 0; k < panels.size(); k++) {
            draw(panels.get(k), k * panelWidth);
        }
        svg.close("svg");
        return svg.toString();
    }

    private void draw(Panel panel, double left) {
        DoubleSummaryStatistics range =
                DoubleStream.of(panel.values()).filter(Double::isFinite).summaryStatistics();
        Axis axis = range.getCount() == 0 ? Axis.tight(0, 1) : Axis.tight(range.getMin(), range.getMax());
        svg.text(left + MARGIN, 17, panel.title(), "font-weight='600'");
        svg.open("g", "fill='none' stroke-linecap='round' stroke-linejoin='round'");
        for (Stretch stretch : stretches) {
            double value = panel.values()[stretch.node()];
            String colour = Double.isFinite(value) ? ColourScale.PLASMA.at(axis.position(value)) : ColourScale.NONE;
            double thickness = Math.max(THINNEST, stretch.diameter_um() * scale);
            svg.path(path(stretch, left), "stroke='" + colour + "' stroke-width='" + Svg.px(thickness) + "'");
        }
        svg.close("g");
        for (Dot dot : dots) {
            svg.circle(
                    x(dot.x_um(), left),
                    y(dot.y_um()),
                    DOT,
                    "fill='" + dot.colour() + "' stroke='#ffffff' stroke-width='1.5'");
        }
        scaleBar(left);
        colourBar(panel, axis, left);
    }

    private double x(double x_um, double left) {
        return left + (x_um - left_um) * scale;
    }

    private double y(double y_um) {
        return HEAD + (top_um - y_um) * scale;
    }

    /** Where a stretch goes; one that is thicker than long is a disc, which a line without length and round ends draws. */
    private String path(Stretch stretch, double left) {
        Stretch.Corner from = stretch.corners().getFirst(),
                to = stretch.corners().getLast();
        if (Math.hypot(to.x_um() - from.x_um(), to.y_um() - from.y_um()) <= stretch.diameter_um()) {
            return "M" + Svg.at(x((from.x_um() + to.x_um()) / 2, left), y((from.y_um() + to.y_um()) / 2)) + "h0";
        }
        StringBuilder d = new StringBuilder();
        for (Stretch.Corner corner : stretch.corners()) {
            d.append(d.isEmpty() ? 'M' : 'L').append(Svg.at(x(corner.x_um(), left), y(corner.y_um())));
        }
        return d.toString();
    }

    /** As long as a round number of micrometres. */
    private void scaleBar(double left) {
        double most_um = LONGEST_SCALE * panelWidth / scale, power = Math.pow(10, Math.floor(Math.log10(most_um)));
        double length_um = power * (most_um >= 5 * power ? 5 : most_um >= 2 * power ? 2 : 1);
        double right = left + panelWidth - MARGIN, at = HEAD + height + 6;
        svg.path(
                "M" + Svg.at(right - length_um * scale, at) + "h" + Svg.px(length_um * scale),
                "stroke='#333333' stroke-width='2'");
        svg.text(right, at + 14, Axis.text(length_um) + " \u00b5m", "text-anchor='end'");
    }

    private void colourBar(Panel panel, Axis axis, double left) {
        double width = Math.min(WIDEST_BAR, 0.6 * panelWidth), from = left + MARGIN, top = HEAD + height + 8;
        svg.rectangle(from, top, width, BAR, "fill='url(#" + GRADIENT + ")'");
        ticks(ticks(panel, axis), axis, from, width, top + BAR + 14);
        svg.text(from + width + 8, top + BAR, panel.unit(), "");
        if (!panel.withoutValue().isEmpty()
                && stretches.stream().anyMatch(stretch -> Double.isNaN(panel.values()[stretch.node()]))) {
            svg.rectangle(from, top + BAR + 21, BAR, BAR, "fill='" + ColourScale.NONE + "'");
            svg.text(from + BAR + 6, top + BAR + 30, panel.withoutValue(), "");
        }
    }

    /** Whole ones where all values are, as of counts. */
    private static List<Double> ticks(Panel panel, Axis axis) {
        boolean isWhole =
                DoubleStream.of(panel.values()).filter(Double::isFinite).allMatch(value -> value == Math.rint(value));
        return axis.ticks().stream()
                .filter(tick -> !isWhole || Math.abs(tick - Math.rint(tick)) < WHOLE)
                .toList();
    }

    /** Those that do not touch the one before. */
    private void ticks(List<Double> ticks, Axis axis, double from, double width, double baseline) {
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : ticks) {
            double middle = from + axis.position(tick) * width,
                    half = Axis.text(tick).length() * CHARACTER / 2;
            if (middle - half >= free) {
                svg.text(middle, baseline, Axis.text(tick), "text-anchor='middle'");
                free = middle + half + CHARACTER;
            }
        }
    }
}
