package dev.ranvier.cli.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** Ratios with their intervals, a row each, over a common axis on which 1 and a margin around it are marked. */
public final class IntervalDrawing {
    private static final int HEAD = 14, ROW = 22, FOOT = 44, RIGHT = 20, MARGIN = 14;
    private static final double CHARACTER = 6.4, WIDEST_NAMES = 0.55, LOWEST = 0.2, HIGHEST = 5, ROOM = 0.02;
    private static final String SLOWER = Chart.colour(1), FASTER = Chart.colour(2), OTHER = "#555555";

    private final Svg svg = new Svg();
    private final double left;
    private final double inner;
    private final Axis axis;

    /**
     * A ratio.
     *
     * @param name what stands in front of it
     * @param low lower end
     * @param value the ratio
     * @param high upper end
     */
    public record Interval(String name, double low, double value, double high) {}

    private IntervalDrawing(int width, List<Interval> intervals, double margin) {
        double longest = CHARACTER
                * intervals.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        left = Math.min(2 * MARGIN + longest, WIDEST_NAMES * width);
        inner = width - left - RIGHT;
        double low = intervals.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.low(), row.value()))
                .filter(value -> value > LOWEST)
                .min()
                .orElse(1);
        double high = intervals.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.high(), row.value()))
                .filter(value -> value < HIGHEST)
                .max()
                .orElse(1);
        axis = Axis.tight(Math.min(low, 1 / (1 + margin)) - ROOM, Math.max(high, 1 + margin) + ROOM);
    }

    /** The drawing, {@code width} pixels wide; beyond {@code margin} an interval has a colour. */
    public static String svg(int width, List<Interval> intervals, double margin) {
        return new IntervalDrawing(width, intervals, margin).draw(width, intervals, margin);
    }

    private String draw(int width, List<Interval> intervals, double margin) {
        double height = (double) ROW * intervals.size();
        svg.begin(width, (int) (HEAD + height + FOOT));
        double from = at(1 / (1 + margin)), to = at(1 + margin);
        svg.rectangle(from, HEAD, to - from, height, "fill='#eef3f8'");
        for (double tick : axis.ticks()) {
            svg.path("M" + Svg.at(at(tick), HEAD) + "v" + Svg.px(height), "stroke='#e8e8e8'");
            svg.text(at(tick), HEAD + height + 16, Axis.text(tick), "text-anchor='middle'");
        }
        svg.path("M" + Svg.at(at(1), HEAD) + "v" + Svg.px(height), "stroke='#8c8c8c'");
        for (int k = 0; k < intervals.size(); k++) {
            draw(intervals.get(k), HEAD + (k + 0.5) * ROW, margin);
        }
        svg.text(
                left + inner / 2,
                HEAD + height + 34,
                "faster \u2190 time of an operation, new over base \u2192 slower",
                "text-anchor='middle'");
        svg.close("svg");
        return svg.toString();
    }

    private void draw(Interval row, double y, double margin) {
        String colour = row.low() > 1 + margin ? SLOWER : row.high() < 1 / (1 + margin) ? FASTER : OTHER;
        svg.text(left - MARGIN, y + 4, row.name(), "text-anchor='end'");
        svg.path(
                "M" + Svg.at(at(row.low()), y) + "H" + Svg.px(at(row.high())),
                "stroke-width='2' stroke='" + colour + "'");
        svg.circle(at(row.value()), y, 4, "fill='" + colour + "'");
    }

    /** What is beyond the axis stands at its end. */
    private double at(double value) {
        return left + inner * Math.clamp(axis.position(value), 0, 1);
    }
}
