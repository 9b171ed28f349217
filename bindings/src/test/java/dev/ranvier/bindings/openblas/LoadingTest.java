package dev.ranvier.bindings.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library can be loaded once in a process, so each of these starts processes. */
final class LoadingTest {
    @TempDir
    private Path cache;

    private BundledFiles bundled;

    @BeforeEach
    void findArtifact() throws IOException {
        bundled = BundledFiles.of(BundledFiles.ofThisMachine()).orElseThrow();
        assumeTrue(bundled.areOnTheClassPath(), "the build leaves the bundled library out");
    }

    @Test
    void eightProcesses_atOnceWithAnEmptyCache_allLoad() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            processes.add(start("-Dranvier.cache=" + cache));
        }
        for (Process process : processes) {
            assertThat(output(process)).startsWith("BUNDLED 3.0 " + cache);
            assertThat(process.waitFor()).isZero();
        }
        try (Stream<Path> files = Files.walk(cache).filter(Files::isRegularFile)) {
            assertThat(files)
                    .as("no half-written file is left")
                    .hasSize(bundled.files().size());
        }
    }

    @Test
    void damagedFiles_inTheCache_areReplaced() throws IOException, InterruptedException {
        List<Path> files = new LibraryCache(cache).unpacked(bundled);
        Path library = files.getLast();
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, Arrays.copyOf(whole, whole.length / 2));
        byte[] first = Files.readAllBytes(files.getFirst());
        first[first.length / 2] ^= 1;
        Files.write(files.getFirst(), first);
        assertThat(output(start("-Dranvier.cache=" + cache))).isEqualTo("BUNDLED 3.0 " + library);
        assertThat(Files.readAllBytes(library)).isEqualTo(whole);
        first[first.length / 2] ^= 1;
        assertThat(Files.readAllBytes(files.getFirst())).isEqualTo(first);
    }

    @Test
    void cacheThatCannotBeWritten_isReplacedByATemporaryFolder() throws IOException, InterruptedException {
        Path file = Files.writeString(cache.resolve("file"), "not a folder");
        Path temporary = Files.createDirectory(cache.resolve("tmp"));
        List<String> lines = output(start("-Dranvier.cache=" + file, "-Djava.io.tmpdir=" + temporary))
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("bundled, unpacked into " + file);
        assertThat(lines.getLast()).startsWith("BUNDLED 3.0 " + temporary);
        assertThat(temporary).as("nothing is left behind").isEmptyDirectory();
    }

    @Test
    void chosenPath_isTaken() throws IOException, InterruptedException {
        Path library = new LibraryCache(cache).unpacked(bundled).getLast();
        assertThat(output(start("-Dranvier.openblas.library=" + library))).endsWith("CHOSEN 3.0 " + library);
    }

    @Test
    void wrongChosenPath_isAClearErrorAndNoCrash() throws IOException, InterruptedException {
        Path absent = cache.resolve("absent.so"), text = Files.writeString(cache.resolve("text.so"), "no library");
        assertThat(failure(absent)).contains("OpenBlasException", absent + ", which is not a file");
        assertThat(failure(text)).contains("OpenBlasException", text + ", which cannot be used");
    }

    /** A library that is none of ours: libm, or whatever the class path has that is not OpenBLAS. */
    @Test
    void chosenLibrary_withoutTheFunctions_isAClearErrorThatNamesThem() throws IOException, InterruptedException {
        Path other = new LibraryCache(cache).unpacked(bundled).getFirst();
        assumeTrue(bundled.files().size() > 1, "one file alone is OpenBLAS itself");
        assertThat(failure(other)).contains("OpenBlasException", "lacks openblas_set_num_threads", "cblas_dgemm");
    }

    private static String failure(Path chosen) throws IOException, InterruptedException {
        Process process = start("-Dranvier.openblas.library=" + chosen);
        String output = output(process);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        return output;
    }

    private static Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadingMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(LibrarySearch.CHOSEN_VARIABLE);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
