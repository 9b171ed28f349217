package dev.ranvier.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.ranvier.cli.command.RanvierCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Question: does a process that simulates and fits for hours grow?
 *
 * <p>Expected: heap after a collection, metaspace, resident memory and open files stay where they are after the first tenth of the time.
 * Models are read, run and fitted by the commands {@code simulate} and {@code fit}, again and again; every tenth one is refused.
 *
 * <pre>
 *   java -Xmx256m --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.CommandSoak [MINUTES]
 * </pre>
 */
public final class CommandSoak {
    private static final int REPORTS = 10, WRONG_EVERY = 10;
    private static final String CELL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: %s}
          - {name: k, type: hh-potassium}
          - {name: leak, type: hh-leak}
        stimulus: [step: {start_ms: 1, duration_ms: 15, amplitude_pA: 15}]
        simulation: {duration_ms: 20, dt_ms: 0.025}
        """;

    private final Path folder;
    private long runs;

    private CommandSoak(Path folder) {
        this.folder = folder;
    }

    /** Prints what the process holds ten times; takes the minutes. */
    public static void main(String[] args) throws IOException {
        double minutes = args.length == 0 ? 30 : Double.parseDouble(args[0]);
        Path folder = Files.createTempDirectory("ranvier-soak");
        CommandSoak soak = new CommandSoak(folder);
        for (int report = 1; report <= REPORTS; report++) {
            long end = System.nanoTime() + (long) (60e9 * minutes / REPORTS);
            while (System.nanoTime() < end) {
                soak.run();
            }
            System.gc();
            System.out.printf(
                    "%d runs, heap %d kB, metaspace %d kB, resident %d kB, open files %d%n",
                    soak.runs,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                    metaspace_kB(),
                    resident_kB(),
                    ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                            .getOpenFileDescriptorCount());
        }
        clear(folder);
    }

    private void run() throws IOException {
        Path model = folder.resolve("model.yaml"), fit = folder.resolve("fit.yaml");
        // Another number each time, so that nothing that is kept by its text can be the same.
        Files.writeString(model, CELL.formatted(0.12 + runs * 1e-9));
        Files.writeString(fit, CELL.formatted("{fit: " + (0.1 + runs * 1e-9) + "}"));
        require(0, "simulate", model, "--out", folder.resolve("run"));
        require(0, "fit", fit, "--recording", folder.resolve("run/trace.csv"), "--out", folder.resolve("fitted"));
        if (runs % WRONG_EVERY == 0) {
            require(2, "simulate", folder.resolve("run/trace.csv"), "--out", folder.resolve("wrong"));
        }
        runs++;
    }

    private static void require(int exitCode, Object... command) {
        StringWriter said = new StringWriter();
        int code = RanvierCommand.run(
                new PrintWriter(said),
                new PrintWriter(said),
                Stream.of(command).map(Object::toString).toArray(String[]::new));
        if (code != exitCode) {
            throw new IllegalStateException("exit code " + code + " of " + List.of(command) + ": " + said);
        }
    }

    private static long metaspace_kB() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .mapToLong(CommandSoak::used)
                        .sum()
                / 1024;
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }

    private static long resident_kB() throws IOException {
        return 4 * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    private static void clear(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
