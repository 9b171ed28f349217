package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowBatch;
import dev.ranvier.cli.arrow.ArrowColumn;
import dev.ranvier.cli.arrow.ArrowSchema;
import dev.ranvier.loss.Feature;
import dev.ranvier.sweep.Kept;
import dev.ranvier.sweep.PointResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a sweep's results: {@code point}, a column a varied key, {@code outcome} and {@code message}, and what the plan
 * keeps. What a point does not have is NaN, or an empty list.
 *
 * @param keys the varied keys
 * @param spikes titles of the spikes of each simulation
 * @param features titles of the features of each simulation
 * @param traces titles of the traces of each simulation
 * @param losses titles of the terms of the loss
 * @param slopes the keys by which there are derivatives
 * @param factors engine's units a unit of these keys
 */
public record SweepTable(
        List<String> keys,
        List<String> spikes,
        List<String> features,
        List<String> traces,
        List<String> losses,
        List<String> slopes,
        List<Double> factors) {
    /** Title of the column of outcomes. */
    public static final String OUTCOME = "outcome";

    private static final String POINT = "point", MESSAGE = "message", COUNT = "_count", TIMES = "_ms";

    /** Of a plan whose model has these numbers. */
    static SweepTable of(Plan plan, PlannedModel model) {
        List<String> runs = plan.recordings().size() < 2
                ? List.of("")
                : plan.recordings().stream()
                        .map(file -> "[" + file.getFileName() + "]")
                        .toList();
        Kept kept = model.kept();
        List<String> sites = plan.keep()
                .features()
                .map(features -> features.of().stream()
                        .map(value ->
                                value.text().startsWith("v@") ? value.text().substring(1) : "")
                        .toList())
                .filter(list -> !list.isEmpty())
                .orElse(List.of(""));
        List<String> spikes = new ArrayList<>(), features = new ArrayList<>(), traces = new ArrayList<>();
        for (String run : runs) {
            plan.keep().spikes().forEach(value -> spikes.add("spikes" + after(value.text()) + run));
            for (int s = 0; s < kept.features().size(); s++) {
                for (Feature feature : kept.features().get(s).features()) {
                    features.add(feature.efelName() + sites.get(s) + run);
                }
            }
            plan.keep().traces().forEach(value -> traces.add(value.text() + run));
        }
        List<String> losses = new ArrayList<>();
        kept.errors()
                .ifPresent(errors -> errors.objective()
                        .terms()
                        .forEach(term -> losses.add("loss" + (losses.size() / runs.size() + 1)
                                + (runs.size() > 1 ? runs.get(term.recording()) : ""))));
        boolean gradient = plan.keep().gradient();
        return new SweepTable(
                plan.design().names(),
                spikes,
                features,
                traces,
                losses,
                gradient
                        ? model.singles().stream()
                                .map(single -> single.parameter().name())
                                .toList()
                        : List.of(),
                gradient
                        ? model.singles().stream()
                                .map(single -> single.factor())
                                .toList()
                        : List.of());
    }

    /** {@code v@dend(0.5)} is called by its place. */
    private static String after(String probe) {
        return probe.equals("v") ? "" : probe.startsWith("v@") ? probe.substring(1) : "[" + probe + "]";
    }

    /** All columns, in order. */
    public ArrowSchema schema() {
        List<ArrowColumn> columns = new ArrayList<>();
        columns.add(new ArrowColumn(POINT, ArrowColumn.Type.WHOLE));
        keys.forEach(key -> columns.add(new ArrowColumn(key, ArrowColumn.Type.NUMBER)));
        columns.add(new ArrowColumn(OUTCOME, ArrowColumn.Type.TEXT));
        columns.add(new ArrowColumn(MESSAGE, ArrowColumn.Type.TEXT));
        for (String title : spikes) {
            columns.add(new ArrowColumn(title + COUNT, ArrowColumn.Type.NUMBER));
            columns.add(new ArrowColumn(title + TIMES, ArrowColumn.Type.NUMBERS));
        }
        features.forEach(title -> columns.add(new ArrowColumn(title, ArrowColumn.Type.NUMBER)));
        losses.forEach(title -> columns.add(new ArrowColumn(title, ArrowColumn.Type.NUMBER)));
        slopes.forEach(title -> columns.add(new ArrowColumn("d loss / d " + title, ArrowColumn.Type.NUMBER)));
        traces.forEach(title -> columns.add(new ArrowColumn(title, ArrowColumn.Type.NUMBERS)));
        return new ArrowSchema(columns);
    }

    /** Titles of what is measured of a point as one number. */
    public List<String> measures() {
        List<String> titles = new ArrayList<>(features);
        spikes.forEach(title -> titles.add(title + COUNT));
        titles.addAll(losses);
        return titles;
    }

    /** A point as a row: a long, doubles, texts and arrays of doubles, in the order of the columns. */
    public List<Object> cells(PointResult point) {
        List<Object> cells = new ArrayList<>();
        cells.add(point.index());
        addAll(cells, point.point());
        cells.add(point.outcome().name().toLowerCase(Locale.ROOT));
        cells.add(point.message());
        boolean done = point.outcome() == PointResult.Outcome.DONE;
        for (double[] times_ms : point.spikes_ms()) {
            cells.add(done ? (double) times_ms.length : Double.NaN);
            cells.add(times_ms);
        }
        addAll(cells, point.features());
        addAll(cells, point.losses());
        for (int slope = 0; slope < slopes.size(); slope++) {
            cells.add(point.gradient()[slope] * factors.get(slope));
        }
        cells.addAll(List.of(point.traces()));
        return cells;
    }

    private static void addAll(List<Object> cells, double[] values) {
        for (double value : values) {
            cells.add(value);
        }
    }

    /** Points as rows. */
    public ArrowBatch rows(List<PointResult> points) {
        List<List<Object>> rows = points.stream().map(this::cells).toList();
        List<ArrowColumn> columns = schema().columns();
        ArrowBatch batch = new ArrowBatch(points.size());
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            switch (columns.get(c).type()) {
                case WHOLE -> batch.addWhole(k -> (Long) rows.get(k).get(column));
                case NUMBER -> batch.addNumber(k -> (Double) rows.get(k).get(column));
                case TEXT -> batch.addText(k -> (String) rows.get(k).get(column));
                case NUMBERS -> batch.addNumbers(k -> (double[]) rows.get(k).get(column));
            }
        }
        return batch;
    }
}
