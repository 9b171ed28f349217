package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does the dense work is decided once in a process, so each of these starts some. */
final class BlasChoiceTest {
    /**
     * A process that has ended.
     *
     * @param exitCode how
     * @param output what it printed
     */
    private record Ended(int exitCode, String output) {}

    @Test
    void doctor_tellsWhichLibraryIsTakenOrWhyNone() throws IOException, InterruptedException {
        Ended left = run(List.of(), "doctor");
        assertThat(left.exitCode()).isZero();
        assertThat(left.output())
                .containsPattern(
                        "native libraries +(OpenBLAS .*, core type \\w+, bundled: /.*; for what it is faster at"
                                + "|OpenBLAS .*, core type \\w+, system: /.*|no OpenBLAS, .*: bundled: none)");
        Ended none = run(List.of("-Dranvier.blas=none"), "doctor");
        assertThat(none.exitCode()).isZero();
        assertThat(none.output()).contains("no OpenBLAS, matrices are done in Java: ranvier.blas=none");
        assertThat(run(List.of("-Dranvier.blas=none"), "doctor", "--json").output())
                .contains("\"openblas\" : { }");
    }

    @Test
    void doctor_json_holdsTheLibrary() throws IOException, InterruptedException {
        assumeThereIsALibrary();
        assertThat(run(List.of(), "doctor", "--json").output())
                .containsPattern("\"origin\" : \"(bundled|system)\"")
                .contains("\"path\" : \"/", "\"configuration\" : \"OpenBLAS ", "\"core\" : \"");
    }

    @Test
    void wrongSettings_exitWith2_andSayWhatToDo(@TempDir Path folder) throws IOException, InterruptedException {
        Path absent = folder.resolve("absent.so");
        for (String[] command : new String[][] {{"doctor"}, {"recover", "--demo", "--out", folder + "/out"}}) {
            Ended wrongPath = run(List.of("-Dranvier.openblas.library=" + absent), command);
            assertThat(wrongPath.exitCode()).as(wrongPath.output()).isEqualTo(2);
            assertThat(wrongPath.output())
                    .contains(absent + ", which is not a file: give the path of a libopenblas, or leave it out")
                    .doesNotContain("\tat ");
            Ended wrongName = run(List.of("-Dranvier.blas=mkl"), command);
            assertThat(wrongName.exitCode()).isEqualTo(2);
            assertThat(wrongName.output()).contains("ranvier.blas must be none or openblas");
        }
    }

    /** Where there is a library the demo is run with it by every other test of it. */
    @Test
    void recover_withOurOwn_converges(@TempDir Path folder) throws IOException, InterruptedException {
        Ended recovered = run(List.of("-Dranvier.blas=none"), "recover", "--demo", "--out", folder.resolve("out") + "");
        assertThat(recovered.exitCode()).as(recovered.output()).isZero();
        assertThat(recovered.output()).contains("1 of 1 seeds converged");
        assertThat(Files.readString(folder.resolve("out").resolve("summary.json")))
                .contains("\"converged\" : true");
    }

    private static void assumeThereIsALibrary() throws IOException, InterruptedException {
        assumeTrue(run(List.of("-Dranvier.blas=openblas"), "doctor").exitCode() == 0, "no OpenBLAS here");
    }

    private static Ended run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("RANVIER_OPENBLAS_LIBRARY");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
