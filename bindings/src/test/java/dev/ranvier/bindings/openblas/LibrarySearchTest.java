package dev.ranvier.bindings.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class LibrarySearchTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void userFolder_followsPropertyThenXdgThenHome() {
        Map<String, String> home = Map.of("user.home", "/home/ada");
        assertThat(userFolder(home, Map.of())).hasValue(Path.of("/home/ada/.cache/ranvier"));
        assertThat(userFolder(home, Map.of("XDG_CACHE_HOME", "/fast"))).hasValue(Path.of("/fast/ranvier"));
        assertThat(userFolder(home, Map.of("XDG_CACHE_HOME", "relative")))
                .hasValue(Path.of("/home/ada/.cache/ranvier"));
        assertThat(userFolder(Map.of("user.home", "/home/ada", "ranvier.cache", "/mine"), Map.of()))
                .hasValue(Path.of("/mine"));
        assertThat(userFolder(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void platform_isNamedAsTheArtifactsAre() {
        assertThat(BundledFiles.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(BundledFiles.platform("Linux", "aarch64")).isEqualTo("linux-arm64");
        assertThat(BundledFiles.platform("Mac OS X", "aarch64")).isEqualTo("macosx-arm64");
        assertThat(BundledFiles.platform("Windows 11", "amd64")).isEqualTo("windows-x86_64");
        assertThat(BundledFiles.platform("FreeBSD", "riscv64")).isEqualTo("freebsd-riscv64");
    }

    private static Optional<Path> userFolder(Map<String, String> properties, Map<String, String> environment) {
        return new LibrarySearch(
                        name -> Optional.ofNullable(properties.get(name)),
                        name -> Optional.ofNullable(environment.get(name)),
                        tried -> {})
                .userFolder();
    }
}
