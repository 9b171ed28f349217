package dev.ranvier.spark;

import dev.ranvier.cli.arrow.ArrowColumn;
import dev.ranvier.cli.sweep.SweepTable;
import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.sweep.Listed;
import dev.ranvier.sweep.PointResult;
import dev.ranvier.sweep.Sweep;
import dev.ranvier.sweep.SweepWorker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Points that are rows of a dataset. */
public final class SweptPoints {
    private SweptPoints() {}

    /**
     * What a plan keeps of other points than its own, a row a point.
     *
     * @param points has a column of doubles for every key that the plan varies
     * @param plan where the plan is, seen from the driver
     * @return the columns of {@code ranvier sweep} without the number of the point; written, {@code results.write().parquet(...)}
     */
    public static Dataset<Row> results(Dataset<Row> points, Path plan) {
        SweepTask task = SweepTask.of(plan);
        return points.mapPartitions(new Rows(new ShippedPlan(task)), Encoders.row(schema(task.table())));
    }

    private static StructType schema(SweepTable table) {
        StructType schema = new StructType();
        for (ArrowColumn column : table.schema().columns()) {
            if (column.type() != ArrowColumn.Type.WHOLE) {
                schema = schema.add(column.name(), type(column.type()), false);
            }
        }
        return schema;
    }

    private static DataType type(ArrowColumn.Type type) {
        return switch (type) {
            case WHOLE -> DataTypes.LongType;
            case NUMBER -> DataTypes.DoubleType;
            case TEXT -> DataTypes.StringType;
            case NUMBERS -> DataTypes.createArrayType(DataTypes.DoubleType, false);
        };
    }

    /** A chunk of rows at a time. */
    private record Rows(ShippedPlan plan) implements MapPartitionsFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Iterator<Row> points) {
            SweepTask task = plan.task();
            List<String> keys = task.table().keys();
            return new Iterator<>() {
                private Iterator<Row> ready = Collections.emptyIterator();

                @Override
                public boolean hasNext() {
                    return ready.hasNext() || points.hasNext();
                }

                @Override
                public Row next() {
                    if (!ready.hasNext()) {
                        List<List<Double>> chunk = new ArrayList<>();
                        while (points.hasNext() && chunk.size() < task.sweep().chunkPoints()) {
                            Row point = points.next();
                            chunk.add(keys.stream()
                                    .map(key -> ((Number) point.getAs(key)).doubleValue())
                                    .toList());
                        }
                        ready = rows(task, new Listed(keys, chunk)).iterator();
                    }
                    return ready.next();
                }
            };
        }

        private static List<Row> rows(SweepTask task, Listed points) {
            Sweep sweep = new Sweep(points, task.sweep().model(), (int) points.points());
            try (SweepWorker worker = new SweepWorker(sweep)) {
                List<Row> rows = new ArrayList<>();
                for (PointResult result : worker.run(0)) {
                    List<Object> cells = task.table().cells(result);
                    rows.add(RowFactory.create(cells.subList(1, cells.size()).toArray()));
                }
                return rows;
            }
        }
    }
}
