package dev.ranvier.cli.latency;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of this machine and this process makes a loop late, as far as they tell. */
public final class Circumstances {
    private static final double BUSY = 0.5;

    /** Where {@code proc} and {@code sys} are. */
    private final Path root;

    /** Of the machine whose root folder this is. */
    public Circumstances(Path root) {
        this.root = root;
    }

    /**
     * A finding.
     *
     * @param subject what was looked at
     * @param found what was found
     * @param advice what to do; empty where all is well
     */
    public record Finding(String subject, String found, String advice) {}

    /** All findings, on the thread whose loop it is about. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(cores());
        findings.add(collector());
        governor().ifPresent(findings::add);
        hugePages().ifPresent(findings::add);
        findings.add(load());
        if (text("proc/cpuinfo").contains("hypervisor")) {
            findings.add(new Finding(
                    "machine",
                    "virtual",
                    "its host may take a core away for milliseconds: measure on the machine itself"));
        }
        return findings;
    }

    private Finding cores() {
        Optional<String> allowed = match("proc/thread-self/status", "Cpus_allowed_list:\\s*(\\S+)");
        Optional<String> isolated = match("sys/devices/system/cpu/isolated", "(\\S+)");
        String found = "this thread may run on "
                + allowed.map(list -> "cores " + list).orElse("any core") + "; isolated: " + isolated.orElse("none");
        boolean isPinned = allowed.filter(list -> list.matches("\\d+")).isPresent();
        List<String> advice = new ArrayList<>();
        if (isolated.isEmpty()) {
            advice.add("keep a core for the loop with the kernel's isolcpus= and nohz_full=");
        }
        if (!isPinned) {
            advice.add("pin the process to cores of its own with taskset -c, the loop's thread to one of them");
        }
        return new Finding("cores", found, String.join("; ", advice));
    }

    private static Finding collector() {
        String names = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        boolean isFine = names.isEmpty() || names.contains("ZGC") || names.contains("Epsilon");
        return new Finding(
                "collector",
                names.isEmpty() ? "none" : names,
                isFine
                        ? ""
                        : "steps give it nothing to do; if the rest of the program does, use -XX:+UseZGC, or"
                                + " -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC if it never does"
                                + " (RANVIER_JAVA_OPTS)");
    }

    private Optional<Finding> governor() {
        return match("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "(\\S+)")
                .map(name -> new Finding(
                        "clock",
                        "governor " + name,
                        name.equals("performance") ? "" : "cpupower frequency-set -g performance"));
    }

    private Optional<Finding> hugePages() {
        return match("sys/kernel/mm/transparent_hugepage/enabled", "\\[(\\w+)]")
                .map(name -> new Finding(
                        "huge pages",
                        name,
                        name.equals("never") ? "allow them: echo madvise, and -XX:+UseTransparentHugePages" : ""));
    }

    private static Finding load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        int cores = Runtime.getRuntime().availableProcessors();
        return new Finding(
                "load",
                String.format(Locale.ROOT, "%.1f on %d cores", load, cores),
                load > BUSY * cores ? "other programs are running: times are theirs too" : "");
    }

    /** Time that the host of a virtual machine has taken from its cores since the start [ms]; 0 where that is not told. */
    public double stolen_ms() {
        return match("proc/stat", "cpu\\s+(?:\\d+\\s+){7}(\\d+)")
                .map(ticks -> 10 * Double.parseDouble(ticks))
                .orElse(0.0);
    }

    private Optional<String> match(String file, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text(file));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException _) {
            return ""; // another system than Linux
        }
    }
}
