package dev.ranvier.spark;

import dev.ranvier.cli.arrow.ArrowWriter;
import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepRun;
import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.sweep.SweepWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * A sweep whose chunks are the tasks of Spark. A chunk is a function of the plan, so that tasks which are tried again or run twice give the
 * same bytes; the driver writes them into the folder that {@code ranvier sweep} uses too.
 */
public final class SparkSweep {
    /** Tasks for each core that the driver waits for before it writes what they gave. */
    private static final int TASKS_PER_CORE = 8;

    private SparkSweep() {}

    /** {@code PLAN.yaml DIR}, as spark-submit calls it. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("PLAN.yaml and the folder for the results are needed");
        }
        try (SparkSession spark =
                SparkSession.builder().appName("ranvier sweep").getOrCreate()) {
            run(spark, SweepTask.of(Path.of(args[0])), new SweepFolder(Path.of(args[1])));
        }
    }

    /** Computes the chunks that a folder does not have; how many these were. */
    public static long run(SparkSession spark, SweepTask task, SweepFolder folder) throws IOException {
        SweepRun whole = new SweepRun(task, folder, 1, 1);
        folder.begin(task);
        try (SweepFolder.Held _ = folder.hold(0, task.sweep().chunks())) {
            List<Long> missing = whole.missing();
            if (missing.isEmpty()) {
                return 0;
            }
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            JavaRDD<Tuple2<Long, byte[]>> chunks =
                    context.parallelize(missing, missing.size()).mapPartitions(new Chunks(new ShippedPlan(task)));
            int wave = TASKS_PER_CORE * Math.max(1, context.defaultParallelism());
            for (int from = 0; from < missing.size(); from += wave) {
                int to = Math.min(from + wave, missing.size());
                for (List<Tuple2<Long, byte[]>> ofTask :
                        chunks.collectPartitions(IntStream.range(from, to).toArray())) {
                    for (Tuple2<Long, byte[]> chunk : ofTask) {
                        folder.write(chunk._1(), chunk._2());
                    }
                }
            }
            return missing.size();
        }
    }

    /** The bytes of the files of chunks. */
    private record Chunks(ShippedPlan plan) implements FlatMapFunction<Iterator<Long>, Tuple2<Long, byte[]>> {
        @Override
        public Iterator<Tuple2<Long, byte[]>> call(Iterator<Long> numbers) throws IOException {
            SweepTask task = plan.task();
            List<Tuple2<Long, byte[]>> results = new ArrayList<>();
            Path file = Files.createTempFile("ranvier", ".arrow");
            try (SweepWorker worker = new SweepWorker(task.sweep())) {
                while (numbers.hasNext()) {
                    long chunk = numbers.next();
                    try (ArrowWriter out = new ArrowWriter(file, task.table().schema())) {
                        out.write(task.table().rows(worker.run(chunk)));
                        out.finish();
                    }
                    results.add(new Tuple2<>(chunk, Files.readAllBytes(file)));
                }
            } finally {
                Files.delete(file);
            }
            return results.iterator();
        }
    }
}
