package dev.ranvier;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The engine's packages refer to each other only as the table below allows. Read from the compiled classes, so that
 * neither a wildcard import nor a full name in the code escapes; only an inlined constant does.
 */
final class DependencyTableTest {
    /** Package (without dev.ranvier) and the packages it may use. {@code channel.*} are the packages below channel. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("simd", Set.of()),
            entry("memory", Set.of("simd")),
            entry("linalg", Set.of("memory", "simd")), // and, in one class, the bindings
            entry("mechanism", Set.of("memory", "simd")),
            entry("channel", Set.of("formula", "program", "mechanism", "memory", "simd")),
            entry("channel.*", Set.of("channel", "formula", "mechanism")),
            entry("program", Set.of("mechanism", "memory", "simd")),
            entry("formula", Set.of("program", "mechanism", "memory", "simd")),
            entry("nmodl", Set.of("formula", "mechanism")),
            entry("neuron", Set.of("formula", "learned", "channel", "mechanism", "model", "morphology")),
            entry("loss", Set.of()),
            entry("saved", Set.of()),
            entry("optimise", Set.of("linalg", "saved")),
            entry("learned", Set.of("formula", "channel", "mechanism", "linalg", "optimise", "memory", "simd")),
            entry("kinetics", Set.of("learned", "channel", "mechanism", "linalg", "optimise", "saved")),
            entry("morphology", Set.of()),
            entry("model", Set.of("channel", "mechanism", "morphology")),
            entry("batch", Set.of("model", "morphology", "channel", "mechanism", "memory", "simd")),
            entry(
                    "integrate",
                    Set.of(
                            "program",
                            "batch",
                            "model",
                            "morphology",
                            "channel",
                            "mechanism",
                            "memory",
                            "simd",
                            "saved")),
            entry(
                    "record",
                    Set.of("integrate", "batch", "model", "morphology", "channel", "mechanism", "memory", "simd")),
            entry(
                    "parameter",
                    Set.of("integrate", "batch", "model", "morphology", "learned", "channel", "mechanism", "memory")),
            entry(
                    "embed",
                    Set.of("simulate", "record", "parameter", "integrate", "batch", "model", "mechanism", "memory")),
            entry("simulate", Set.of("record", "integrate", "batch", "model", "morphology", "simd")),
            entry(
                    "sweep",
                    Set.of(
                            "simulate",
                            "record",
                            "parameter",
                            "loss",
                            "integrate",
                            "batch",
                            "model",
                            "morphology",
                            "mechanism",
                            "simd")),
            entry(
                    "fit",
                    Set.of(
                            "simulate",
                            "record",
                            "parameter",
                            "loss",
                            "model",
                            "morphology",
                            "channel",
                            "mechanism",
                            "batch",
                            "integrate",
                            "learned",
                            "linalg",
                            "optimise",
                            "memory",
                            "simd")),
            entry(
                    "reduce",
                    Set.of(
                            "fit",
                            "formula",
                            "learned",
                            "simulate",
                            "record",
                            "parameter",
                            "loss",
                            "optimise",
                            "integrate",
                            "model",
                            "morphology",
                            "mechanism")));

    private static final String VECTOR_API = "jdk.incubator.vector";

    private static final Set<String> MAY_USE_VECTOR_API =
            Set.of("simd", "memory", "linalg", "mechanism", "program", "channel", "learned", "integrate");

    private static final String BINDINGS = "bindings.openblas";

    /** The one class that may call native code; not even it sees what jextract generated. */
    private static final String MAY_USE_BINDINGS = "linalg.OpenBlasOperations";

    /** A class name as it stands in a constant pool: alone, or as L...; in a descriptor or a signature. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:^|L)((?:dev/ranvier|jdk/incubator/vector)(?:/[a-z]\\w*)*)/[A-Z][\\w$]*");

    @Test
    void classes_referToOtherPackages_onlyAsTheTableAllows() throws IOException {
        List<String> offences = new ArrayList<>();
        usedPackages().forEach((className, packages) -> {
            String from = row(packageOf(className));
            Set<String> allowed = MAY_USE.get(from);
            if (allowed == null) {
                offences.add(className + " is in a package without a row in the table");
                return;
            }
            for (String used : packages) {
                boolean ok = switch (used) {
                    case VECTOR_API -> MAY_USE_VECTOR_API.contains(from);
                    case BINDINGS -> className.equals(MAY_USE_BINDINGS);
                    default ->
                        // One source of channels may build on another.
                        row(used).equals(from) || allowed.contains(row(used));
                };
                if (!ok) {
                    offences.add(className + " uses " + used);
                }
            }
        });
        assertThat(offences)
                .as("references that the table in this test does not allow")
                .isEmpty();
    }

    @Test
    void table_hasNoCycle() {
        Map<String, Set<String>> rest = new TreeMap<>(MAY_USE);
        Set<String> settled = new HashSet<>();
        while (rest.values().removeIf(settled::containsAll)) {
            MAY_USE.keySet().stream().filter(name -> !rest.containsKey(name)).forEach(settled::add);
        }
        assertThat(rest)
                .as("rows that depend on each other, or on a row that is missing")
                .isEmpty();
    }

    private static String row(String packageName) {
        return packageName.startsWith("channel.") ? "channel.*" : packageName;
    }

    /** For each class file the packages it names, without its own. */
    private static Map<String, Set<String>> usedPackages() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        try (var files = Files.walk(Path.of("target", "classes"))) {
            for (Path file : (Iterable<Path>) files.filter(DependencyTableTest::isClass)::iterator) {
                ClassModel model = ClassFile.of().parse(file);
                String className = shortName(model.thisClass().asInternalName());
                Set<String> packages = new TreeSet<>();
                for (PoolEntry entry : model.constantPool()) {
                    if (entry instanceof Utf8Entry text) {
                        Matcher matcher = CLASS_NAME.matcher(text.stringValue());
                        while (matcher.find()) {
                            packages.add(shortName(matcher.group(1)));
                        }
                    }
                }
                packages.remove(packageOf(className));
                used.put(className, packages);
            }
        }
        assertThat(used).as("class files under target/classes").isNotEmpty();
        return used;
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private static String shortName(String internalName) {
        return internalName.replace('/', '.').replaceFirst("^dev\\.ranvier\\.", "");
    }
}
