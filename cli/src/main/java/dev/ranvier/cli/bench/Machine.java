package dev.ranvier.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ranvier.simd.Lanes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine is, as far as it matters to a time. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double GIGABYTE = 1 << 30, BUSY = 0.5;

    private Machine() {}

    /** In one line: {@code 2 cores, 512-bit vectors, Linux amd64, Java 25.0.3}. */
    public static String line() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + Lanes.COUNT * Double.SIZE + "-bit vectors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + Runtime.version().feature() + "." + Runtime.version().interim() + "."
                + Runtime.version().update();
    }

    /** What to say if other programs keep this machine busy. */
    public static Optional<String> warning() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        int cores = Runtime.getRuntime().availableProcessors();
        return load > BUSY * cores
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the machine is busy, a load of %.1f on %d cores: intervals will be wide, and JVMs may not be"
                                + " warm",
                        load,
                        cores))
                : Optional.empty();
    }

    /** All that is known. */
    public static Map<String, Object> tree() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("processor", processor());
        tree.put("cores", Runtime.getRuntime().availableProcessors());
        tree.put("vector_bits", Lanes.COUNT * Double.SIZE);
        tree.put("memory_GB", Math.round(system.getTotalMemorySize() / GIGABYTE));
        tree.put("system", system.getName() + " " + system.getArch());
        tree.put("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        tree.put("load_average", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        return tree;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("^.*:\\s*", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
