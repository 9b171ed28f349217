package dev.ranvier.cli.sweep;

import dev.ranvier.cli.arrow.ArrowColumn;
import dev.ranvier.cli.arrow.ArrowReader;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.report.SweepContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page of a sweep shows: of many points one of every n. */
public final class SweepPage {
    private static final int MOST_SHOWN = 100_000;

    private SweepPage() {}

    /** Of a file with all rows. */
    public static SweepContent of(Path merged, SweepSummary summary, String title, String command) throws IOException {
        List<String> keys = new ArrayList<>(), measures = new ArrayList<>();
        List<byte[]> columns = new ArrayList<>();
        long stride = Math.max(1, Math.ceilDiv(summary.points(), (long) MOST_SHOWN));
        int shown = Math.toIntExact(Math.ceilDiv(summary.points(), stride));
        try (ArrowReader in = new ArrowReader(merged)) {
            int outcome = in.schema().indexOf(SweepTable.OUTCOME);
            for (int k = 0; k < in.schema().columns().size(); k++) {
                ArrowColumn column = in.schema().columns().get(k);
                if (column.type() == ArrowColumn.Type.NUMBER) {
                    (k < outcome ? keys : measures).add(column.name());
                    columns.add(column(in, k, stride, summary.points()));
                }
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("keys", keys);
        data.put("measures", measures);
        data.put("points", shown);
        data.put(
                "columns",
                columns.stream()
                        .map(column -> Base64.getEncoder().encodeToString(column))
                        .toList());
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("points", Long.toString(summary.points()));
        summary.outcomes().forEach((how, count) -> figures.put(how, Long.toString(count)));
        List<String> notes =
                stride == 1 ? List.of() : List.of("one of " + stride + " points is drawn; the table has them all");
        return new SweepContent(title, summary.verdict(), figures, Json.text(data), notes, command);
    }

    private static byte[] column(ArrowReader in, int column, long stride, long points) throws IOException {
        int shown = Math.toIntExact(Math.ceilDiv(points, stride));
        ByteBuffer kept = ByteBuffer.allocate(shown * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long index = 0;
        for (int batch = 0; batch < in.batches(); batch++) {
            for (double value : in.numbers(column, batch)) {
                if (isShown(index++, stride, points)) {
                    kept.putFloat((float) value);
                }
            }
        }
        return kept.array();
    }

    /** One of every {@code stride} points, and not always the same one, since points of a grid repeat. */
    private static boolean isShown(long index, long stride, long points) {
        long window = index / stride, width = Math.min(stride, points - window * stride);
        return index % stride == Long.remainderUnsigned((window * 0x9E3779B97F4A7C15L) >>> 32, width);
    }
}
