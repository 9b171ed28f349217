package dev.ranvier.bindings.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundledFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64"})
    void of_everyPlatform_listsOpenBlasLast(String platform) throws IOException {
        BundledFiles bundled = BundledFiles.of(platform).orElseThrow();
        assertThat(bundled.version()).matches("\\d+\\.\\d+\\.\\d+-.*");
        assertThat(bundled.files().getLast().name()).startsWith("libopenblas");
        assertThat(bundled.files()).allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
        assertThat(bundled.key()).startsWith("openblas-" + bundled.version() + "-" + platform + "-");
    }

    @Test
    void of_unknownPlatform_isEmpty() throws IOException {
        assertThat(BundledFiles.of("amiga-m68k")).isEmpty();
    }
}
