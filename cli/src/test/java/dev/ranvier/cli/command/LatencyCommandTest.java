package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatencyCommandTest {
    private static final String MODEL = Path.of("examples", "hh.yaml").toString();

    @Test
    void loop_isMeasured_andShown(@TempDir Path folder) throws IOException {
        Ran ran =
                Ran.of("latency", MODEL, "--rate-khz", "10", "--seconds", "0.2", "--json", "--out", folder.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("\"ticks\" : 2000", "\"deadline_us\" : 100.0", "\"p99.99\"", "\"longest\"", "\"missed\"")
                .contains("\"steps_a_tick\" : 4");
        assertThat(ran.err()).contains("a step takes", "2000 ticks at 10 kHz");
        assertThat(Files.readString(folder.resolve("latency.html"))).contains("<svg", "deadline", "from due to done");
    }

    @Test
    void ratesThatNoLoopHas_areRefused() {
        assertThat(Ran.of("latency", MODEL, "--rate-khz", "0").complaint()).contains("--rate-khz must be in");
        assertThat(Ran.of("latency", MODEL, "--seconds", "-1").complaint()).contains("--seconds must be positive");
        assertThat(Ran.of("latency", "no-such.yaml").complaint()).contains("no-such.yaml");
    }
}
