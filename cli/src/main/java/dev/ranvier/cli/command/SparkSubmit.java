package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts {@code dev.ranvier.spark.SparkSweep} by the spark-submit of an installed Spark. */
final class SparkSubmit {
    private static final String HOME = "SPARK_HOME", JAR = "ranvier-spark.jar";
    private static final String FLAGS = "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED";
    private static final String BUILD = "mvn -Pspark -pl spark -am package -DskipTests";

    private SparkSubmit() {}

    /** Computes the chunks that a folder does not have; how many points these were. */
    static long run(String master, SweepTask task, SweepFolder folder, Path out) throws IOException {
        Path submit = submit(), jar = jar();
        folder.begin(task);
        long before = folder.state().pointsDone();
        Process spark = new ProcessBuilder(List.of(
                        submit.toString(),
                        "--master",
                        master,
                        "--class",
                        "dev.ranvier.spark.SparkSweep",
                        "--driver-java-options",
                        FLAGS,
                        "--conf",
                        "spark.executor.extraJavaOptions=" + FLAGS,
                        jar.toString(),
                        task.plan().toAbsolutePath().toString(),
                        out.toAbsolutePath().toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (spark.waitFor() != 0) {
                throw new BadInputException("Spark ended with exit code " + spark.exitValue()
                        + "; what it says is above. Chunks that are done are kept");
            }
        } catch (InterruptedException e) {
            spark.destroy();
            Thread.currentThread().interrupt();
            throw new BadInputException("interrupted; chunks that are done are kept");
        }
        return folder.state().pointsDone() - before;
    }

    private static Path submit() {
        String home = System.getenv(HOME);
        Path submit = Path.of(home == null ? "" : home, "bin", "spark-submit");
        if (home == null || !Files.isExecutable(submit)) {
            throw new BadInputException("--master needs Apache Spark 4.2 for Scala 2.13: "
                    + (home == null ? HOME + " is not set" : "there is no " + submit)
                    + ". Unpack spark-4.2.0-bin-hadoop3.tgz from spark.apache.org and set " + HOME + " to its folder");
        }
        return submit;
    }

    /** Beside the command line's own modules. */
    private static Path jar() {
        try {
            Path own = Path.of(SparkSubmit.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.resolve("../../../spark/target/" + JAR).normalize();
            if (!Files.exists(jar)) {
                throw new BadInputException(
                        "the jar for Spark is not built: run '" + BUILD + "' in the project's folder");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
