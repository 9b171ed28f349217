package dev.ranvier.cli.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Layers over a common abscissa, with axes, a title and a legend. */
public final class Chart {
    /** Blue, vermilion, green, purple, orange, sky: told apart by colour-blind people too (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9");

    private final String title;
    private final String ordinate;
    private final int height;
    private final boolean logarithmic;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Double> shown = new ArrayList<>();

    private Chart(String title, String ordinate, int height, boolean logarithmic) {
        this.title = title;
        this.ordinate = ordinate;
        this.height = height;
        this.logarithmic = logarithmic;
    }

    /** An empty chart whose plotting area is {@code height} pixels high. */
    public static Chart of(String title, String ordinate, int height) {
        return new Chart(title, ordinate, height, false);
    }

    /** The same with a logarithmic ordinate; values that are not positive are left out. */
    public static Chart logarithmic(String title, String ordinate, int height) {
        return new Chart(title, ordinate, height, true);
    }

    /** Colour of the k-th of several lines. */
    public static String colour(int k) {
        return COLOURS.get(k % COLOURS.size());
    }

    /** Number of layers. */
    public int size() {
        return layers.size();
    }

    /** Whether nothing is drawn. */
    public boolean isEmpty() {
        return layers.isEmpty();
    }

    /** Makes the ordinate reach that far at least. */
    public Chart reaching(double y) {
        shown.add(y);
        return this;
    }

    /** Adds a layer on top. */
    public Chart add(Layer layer) {
        layers.add(layer);
        return this;
    }

    /** Adds a full line on top. */
    public Chart line(String label, Points points, String colour) {
        return add(new Layer.Line(label, points, colour, Layer.Style.SOLID));
    }

    String title() {
        return title;
    }

    String ordinateTitle() {
        return ordinate;
    }

    int height() {
        return height;
    }

    List<Layer> layers() {
        return layers;
    }

    private Stream<Layer.Line> lines() {
        return layers.stream().filter(Layer.Line.class::isInstance).map(Layer.Line.class::cast);
    }

    /** Smallest and largest abscissa. */
    DoubleSummaryStatistics abscissas() {
        return lines().map(Layer.Line::points)
                .flatMapToDouble(p -> IntStream.range(0, p.size()).mapToDouble(p::x))
                .filter(Double::isFinite)
                .summaryStatistics();
    }

    /** The axis that holds all ordinates but those of interrupted lines, which may run out of the chart. */
    Axis ordinates() {
        DoubleSummaryStatistics range = DoubleStream.concat(
                        lines().filter(line -> line.style() != Layer.Style.DASHED)
                                .map(Layer.Line::points)
                                .flatMapToDouble(
                                        p -> IntStream.range(0, p.size()).mapToDouble(p::y)),
                        shown.stream().mapToDouble(Double::doubleValue))
                .filter(new Axis(0, 1, logarithmic)::holds)
                .summaryStatistics();
        if (range.getCount() == 0) {
            return logarithmic ? Axis.decades(1, 10) : Axis.tight(0, 1);
        }
        return logarithmic ? Axis.decades(range.getMin(), range.getMax()) : Axis.roomy(range.getMin(), range.getMax());
    }
}
