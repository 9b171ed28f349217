package dev.ranvier.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CircumstancesTest {
    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> subjects() {
        return new Circumstances(root)
                .findings().stream().map(Circumstances.Finding::subject).toList();
    }

    private Circumstances.Finding finding(String subject) {
        return new Circumstances(root)
                .findings().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void machineThatIsPrepared_needsNoAdvice() throws IOException {
        write("proc/thread-self/status", "Name:\tjava\nCpus_allowed_list:\t3\n");
        write("sys/devices/system/cpu/isolated", "2-3\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        write("proc/cpuinfo", "flags\t: fpu sse2\n");
        write("proc/stat", "cpu  1 2 3 4 5 6 7 80 9 10\ncpu0 1 2 3 4 5 6 7 70 9 10\n");
        assertThat(subjects()).doesNotContain("machine");
        for (String subject : new String[] {"cores", "clock", "huge pages"}) {
            assertThat(finding(subject).advice()).as(subject).isEmpty();
        }
        assertThat(finding("cores").found()).isEqualTo("this thread may run on cores 3; isolated: 2-3");
        assertThat(new Circumstances(root).stolen_ms()).isEqualTo(800);
    }

    @Test
    void machineThatIsNot_getsAdvice() throws IOException {
        write("proc/thread-self/status", "Cpus_allowed_list:\t0-1\n");
        write("sys/devices/system/cpu/isolated", "\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n");
        write("proc/cpuinfo", "flags\t: fpu hypervisor sse2\n");
        assertThat(finding("cores").advice()).contains("isolcpus=", "taskset -c");
        assertThat(finding("clock").advice()).contains("performance");
        assertThat(finding("huge pages").advice()).contains("madvise");
        assertThat(finding("machine").found()).isEqualTo("virtual");
        assertThat(subjects()).contains("collector", "load");
    }

    @Test
    void otherSystems_tellLess() {
        assertThat(subjects()).containsExactly("cores", "collector", "load");
        assertThat(new Circumstances(root).stolen_ms()).isZero();
    }
}
