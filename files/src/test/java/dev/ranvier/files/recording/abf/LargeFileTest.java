package dev.ranvier.files.recording.abf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LargeFileTest {
    @Test
    void halfAGigabyte_isReadInLessThan100MegabytesOfHeap(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("large.abf");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(Files.size(file)).isGreaterThan(500_000_000);
        long ones = LargeFile.SWEEPS * (LargeFile.SWEEPS - 1) / 2;
        assertThat(printed.strip()).isEqualTo((long) LargeFile.SWEEPS * LargeFile.SAMPLES + " " + ones);
    }
}
