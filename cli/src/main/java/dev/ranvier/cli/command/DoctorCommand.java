package dev.ranvier.cli.command;

import com.sun.management.OperatingSystemMXBean;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.BlasException;
import dev.ranvier.program.Execution;
import dev.ranvier.simd.Lanes;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ranvier doctor}. */
@Command(
        name = "doctor",
        description = {
            "Tells what Ranvier finds on this machine: JDK, vector width, cores, memory, native libraries, and what"
                    + " to do about what is missing.",
            ""
        },
        footer = {"", "Example:", "  ranvier doctor --json"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DoctorCommand implements Callable<Integer> {
    private static final Runtime.Version ADVISED_JAVA = Runtime.Version.parse("25.0.3");
    private static final long GIGABYTE = 1L << 30, FEWEST_HEAP_BYTES = GIGABYTE / 8, ADVISED_HEAP_BYTES = GIGABYTE / 2;
    private static final int ADVISED_VECTOR_BITS = 256;
    private static final String NATIVE = "native libraries", FORMULAS = "formulas";

    /** How a finding is to be taken. */
    private enum Verdict {
        FINE,
        ADVICE,
        MISSING
    }

    private record Finding(String subject, String found, Verdict verdict, String advice) {
        static Finding fine(String subject, String found) {
            return new Finding(subject, found, Verdict.FINE, "");
        }
    }

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    DoctorCommand() {}

    @Override
    public Integer call() {
        List<Finding> findings = List.of(
                Finding.fine("ranvier", Version.number()),
                java(),
                compiler(),
                vectors(),
                formulas(),
                cores(),
                memory(),
                nativeLibraries(),
                terminal());
        boolean complete = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.MISSING);
        PrintWriter out = spec.commandLine().getOut();
        if (!json.isWanted()) {
            findings.forEach(finding -> print(finding, out));
            out.println(
                    complete
                            ? "Ranvier can run here."
                            : "Ranvier cannot run here before the lines marked ! are mended.");
        }
        json.print(summary(findings, complete), out);
        return complete ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private static Finding java() {
        String found =
                Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        return Runtime.version().compareToIgnoreOptional(ADVISED_JAVA) >= 0
                ? Finding.fine("java", found)
                : new Finding(
                        "java",
                        found,
                        Verdict.ADVICE,
                        "install " + ADVISED_JAVA
                                + " or newer: older ones can corrupt arrays handed to native libraries"
                                + " (JDK-8377811)");
    }

    private static Finding compiler() {
        String name = System.getProperty("java.vm.name");
        return name.contains("Server VM")
                ? Finding.fine("compiler", name)
                : new Finding(
                        "compiler",
                        name,
                        Verdict.ADVICE,
                        "use a HotSpot JDK: the vector code is fast only with its C2 compiler");
    }

    private static Finding vectors() {
        int bits = Lanes.COUNT * Double.SIZE;
        String found = bits + " bits, " + Lanes.COUNT + " numbers at once";
        return bits >= ADVISED_VECTOR_BITS
                ? Finding.fine(
                        "vectors", found + "; RANVIER_JAVA_OPTS=-Dranvier.vector.bits=128, 256 or 512 changes it")
                : new Finding(
                        "vectors",
                        found,
                        Verdict.ADVICE,
                        "if this processor has AVX2 or AVX-512, check that ranvier.vector.bits is not set and that the"
                                + " virtual machine passes these features on");
    }

    private static Finding formulas() {
        try {
            return Finding.fine(FORMULAS, Execution.ofThisProcess().description());
        } catch (IllegalArgumentException e) {
            return new Finding(FORMULAS, String.valueOf(e.getMessage()), Verdict.MISSING, "correct that setting");
        }
    }

    private static Finding cores() {
        return Finding.fine("cores", Runtime.getRuntime().availableProcessors() + ", one seed on each (--jobs)");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        long physical =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String found = gigabytes(heap) + " of heap at most, the machine has " + gigabytes(physical);
        String advice = "give more with RANVIER_JAVA_OPTS=-Xmx2g";
        return heap < FEWEST_HEAP_BYTES
                ? new Finding("memory", found, Verdict.MISSING, advice)
                : heap < ADVISED_HEAP_BYTES
                        ? new Finding("memory", found, Verdict.ADVICE, advice)
                        : Finding.fine("memory", found);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }

    private static Finding nativeLibraries() {
        try {
            Blas blas = Blas.ofThisProcess();
            return Finding.fine(
                    NATIVE,
                    blas.library()
                            .map(library -> library.configuration() + ", core type " + library.core() + ", "
                                    + library.origin() + ": " + library.path() + "; " + blas.reason())
                            .orElseGet(() -> "no OpenBLAS, matrices are done in Java: " + blas.reason()));
        } catch (BlasException e) {
            return new Finding(
                    NATIVE, String.valueOf(e.getMessage()), Verdict.MISSING, "correct or remove that setting");
        }
    }

    private static Finding terminal() {
        return Finding.fine(
                "terminal", Terminal.isStandardError() ? "progress is shown" : "none: one line for each finished seed");
    }

    private static void print(Finding finding, PrintWriter out) {
        String mark = finding.verdict() == Verdict.FINE ? " " : "!";
        out.println(String.format(Locale.ROOT, "%s %-17s %s", mark, finding.subject(), finding.found()));
        if (!finding.advice().isEmpty()) {
            out.println(" ".repeat(20) + finding.advice());
        }
    }

    private static Map<String, Object> summary(List<Finding> findings, boolean complete) {
        List<Object> list = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("subject", finding.subject());
            member.put("found", finding.found());
            member.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
            member.put("advice", finding.advice());
            list.add(member);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("command", "doctor");
        tree.put("ok", complete);
        tree.put("java", Runtime.version().toString());
        tree.put("vector_bits", Lanes.COUNT * Double.SIZE);
        tree.put("cores", Runtime.getRuntime().availableProcessors());
        tree.put("heap_bytes", Runtime.getRuntime().maxMemory());
        tree.put("openblas", library());
        tree.put("findings", list);
        return tree;
    }

    /** What is known of the native library; empty without one. */
    private static Map<String, Object> library() {
        Map<String, Object> member = new LinkedHashMap<>();
        try {
            Blas.ofThisProcess().library().ifPresent(library -> {
                member.put("origin", library.origin());
                member.put("path", library.path().toString());
                member.put("configuration", library.configuration());
                member.put("core", library.core());
            });
        } catch (BlasException _) {
            return Map.of(); // a finding tells why
        }
        return member;
    }
}
