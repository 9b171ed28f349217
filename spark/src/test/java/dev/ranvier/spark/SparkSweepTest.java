package dev.ranvier.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepRun;
import dev.ranvier.cli.sweep.SweepTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of two executors of one core each, which are processes of their own. */
final class SparkSweepTest {
    private static final String SODIUM = "channels.na.conductance_S_per_cm2";
    private static final String CURRENT = "stimulus[0].step.amplitude_pA";
    private static final String MODEL = """
        cell: {area_um2: 62.8, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12}
          - {name: k, type: hh-potassium}
          - {name: leak, type: hh-leak}
        stimulus: [{step: {start_ms: 1, duration_ms: 80, amplitude_pA: 15}}]
        simulation: {duration_ms: 90, dt_ms: 0.025}
        """;
    private static final String PLAN = """
        model: ../model.yaml
        vary:
          - draw:
              method: latin-hypercube
              points: 1500
              numbers:
                - {key: channels.na.conductance_S_per_cm2, uniform: {low: 0.06, high: 0.24}}
                - {key: "stimulus[0].step.amplitude_pA", uniform: {low: 5, high: 25}}
        keep:
          spikes: [v]
          features: {names: [mean_frequency, AP_amplitude], stimulus_ms: [1, 81]}
        chunk_points: 32
        """;

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static Path plan;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("model.yaml"), MODEL);
        plan = Files.writeString(
                Files.createDirectories(folder.resolve("plans")).resolve("plan.yaml"), PLAN);
        // What a jar gives executors of an installed program.
        String ours = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("ranvier")
                        || entry.contains("snakeyaml-engine")
                        || entry.contains("picocli")
                        || entry.contains("jackson-core-3")
                        || !entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        spark = SparkSession.builder()
                .appName("test")
                .master("local-cluster[2,1,1024]")
                .config("spark.executor.extraClassPath", ours)
                .config(
                        "spark.executor.extraJavaOptions",
                        "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED")
                .config("spark.ui.enabled", false)
                .config("spark.speculation", true)
                .config("spark.local.dir", folder.resolve("local").toString())
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static byte[] merged(String out) throws IOException {
        Path file = folder.resolve(out).resolve(SweepFolder.MERGED);
        new SweepFolder(folder.resolve(out)).merge(file);
        return Files.readAllBytes(file);
    }

    private static boolean isExecutor(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
    }

    /** Executors that cannot start are started again and again. */
    @Test
    @Timeout(300)
    void sweep_withAnExecutorKilled_givesTheBytesOfOneProcess() throws Exception {
        SweepTask task = SweepTask.of(plan);
        new SweepRun(task, new SweepFolder(folder.resolve("here")), 1, 1).run(2, (_, _) -> {});
        SweepFolder there = new SweepFolder(folder.resolve("there"));
        boolean[] killed = {false};
        Thread killer = new Thread(() -> {
            while (!killed[0] && !Thread.currentThread().isInterrupted()) {
                try {
                    Thread.sleep(200);
                    if (Files.isDirectory(folder.resolve("there/chunks"))
                            && !there.done().isEmpty()) {
                        killed[0] = ProcessHandle.current()
                                .descendants()
                                .filter(SparkSweepTest::isExecutor)
                                .findFirst()
                                .map(ProcessHandle::destroyForcibly)
                                .orElse(false);
                    }
                } catch (InterruptedException _) {
                    return;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        killer.start();
        long chunks = SparkSweep.run(spark, task, there);
        killer.interrupt();
        killer.join();
        assertThat(chunks).isEqualTo(47);
        assertThat(killed[0]).as("an executor was killed during the run").isTrue();
        assertThat(merged("there")).isEqualTo(merged("here"));
        assertThat(SparkSweep.run(spark, task, there)).isZero();
    }

    @Test
    void points_thatAreRows_giveResultsThatAreRows() throws IOException {
        StructType schema = new StructType().add(CURRENT, DataTypes.DoubleType).add(SODIUM, DataTypes.DoubleType);
        Dataset<Row> points = spark.createDataFrame(
                List.of(RowFactory.create(15.0, 0.12), RowFactory.create(15.0, -1.0), RowFactory.create(0.0, 0.12)),
                schema);
        Path parquet = folder.resolve("results.parquet");
        SweptPoints.results(points, plan).write().parquet(parquet.toString());
        List<Row> rows = spark.read()
                .parquet(parquet.toString())
                .orderBy("`" + CURRENT + "`", "`" + SODIUM + "`")
                .collectAsList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).<Double>getAs("spikes_count")).isZero();
        assertThat(rows.get(1).<String>getAs("outcome")).isEqualTo("refused");
        assertThat(rows.get(1).<String>getAs("message")).contains(SODIUM);
        assertThat(rows.get(2).<Double>getAs("spikes_count")).isGreaterThan(3);
        assertThat(rows.get(2).getList(rows.get(2).fieldIndex("spikes_ms"))).hasSizeGreaterThan(3);
    }
}
