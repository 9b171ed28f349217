package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.cli.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an archive that answers as that of JMH does. */
final class InterleavedRunTest {
    private static final String PROGRAM = """
        import java.nio.file.*;
        import java.util.*;

        public final class Fake {
            public static void main(String[] arguments) throws Exception {
                List<String> words = List.of(arguments);
                if (words.contains("-l")) {
                    System.out.println("Benchmarks: ");
                    if (words.contains("some")) {
                        System.out.println("some.where.A.b");
                        System.out.println("some.where.A.c");
                    }
                    return;
                }
                if (words.getFirst().contains("A\\\\.c")) {
                    System.out.println("benchmark c is broken");
                    System.exit(1);
                }
                Files.writeString(Path.of(words.get(words.indexOf("-rff") + 1)), System.getProperty("answer",
                    "[{\\"benchmark\\": \\"some.where.A.b\\", \\"mode\\": \\"avgt\\", \\"threads\\": 1, \\"forks\\": 1, \\"jvm\\": \\"/a/path\\","
                    + " \\"primaryMetric\\": {\\"scoreUnit\\": \\"ns/op\\", \\"rawData\\": [[" + (words.contains("-jvmArgsPrepend") ? 2 : 1) + "]]}}]"));
            }
        }
        """;

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void build() throws IOException {
        Path source = Files.writeString(folder.resolve("Fake.java"), PROGRAM);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Fake");
        jar = folder.resolve("fake.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("Fake.class"));
            out.write(Files.readAllBytes(folder.resolve("Fake.class")));
        }
    }

    private static InterleavedRun run(Suite suite, BenchListener listener) {
        return new InterleavedRun(
                List.of(
                        new InterleavedRun.Contestant("a", jar, ""),
                        new InterleavedRun.Contestant("b", jar, "-Dx=1 -Dy=2")),
                suite,
                2,
                folder,
                "run 1",
                listener);
    }

    @Test
    void run_takesTurns_andForksArePairs() throws IOException {
        List<String> turns = new ArrayList<>();
        InterleavedRun run = run(new Suite("some", List.of()), turns::add);
        assertThatThrownBy(run::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("failed (1)")
                .hasMessageContaining("benchmark c is broken");
        assertThat(turns)
                .containsExactly(
                        "measuring 0 %: A.b, round 1 of 2, a",
                        "measuring 12 %: A.b, round 1 of 2, b",
                        "measuring 25 %: A.b, round 2 of 2, b",
                        "measuring 37 %: A.b, round 2 of 2, a",
                        "measuring 50 %: A.c, round 1 of 2, a");
    }

    @Test
    void run_patternThatFindsNothing_isRefused() {
        assertThatThrownBy(() -> run(new Suite("other", List.of()), _ -> {}).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no benchmark matches 'other'");
    }
}
