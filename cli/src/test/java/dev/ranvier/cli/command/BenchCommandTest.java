package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    @TempDir
    private Path folder;

    private String base;

    @BeforeEach
    void write() throws IOException {
        base = file("base.json", "[100.0], [102.0], [98.0], [101.0]");
    }

    private String file(String name, String forks) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        "[{\"benchmark\": \"some.where.A.b\", \"mode\": \"avgt\", \"threads\": 1, \"forks\": 4,"
                                + " \"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [" + forks + "]}}]")
                .toString();
    }

    @Test
    void compare_slower_exitsWith1() throws IOException {
        String slower = file("slower.json", "[115.0], [113.0], [116.0], [114.0]");
        Ran ran = Ran.of("bench", "compare", base, slower);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("SLOWER   1.142", "A.b");
        assertThat(ran.err()).contains("ranvier: 1 slower, 0 faster, 0 the same within 5 %, 0 unclear");
        assertThat(Ran.of("bench", "compare", base, slower, "--margin", "20").exitCode())
                .isZero();
        assertThat(Ran.of("bench", "compare", slower, base).exitCode()).isZero();
        assertThat(Ran.of("bench", "compare", base, base).out()).contains("same     1.000");
    }

    @Test
    void compare_out_writesAReport() throws IOException {
        Path out = folder.resolve("out");
        String slower = file("slower.json", "[115.0], [113.0], [116.0], [114.0]");
        Ran ran = Ran.of("bench", "compare", base, slower, "--out", out.toString(), "--json");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).startsWith("{").contains("\"verdict\" : \"SLOWER\"", "\"ok\" : false");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<svg", "verdict failed", "A.b", "1.142", "ranvier bench compare")
                .doesNotContain("src=");
    }

    @Test
    void compare_badInput_exitsWith2() throws IOException {
        assertThat(Ran.of("bench").complaint()).contains("a command is missing: one of compare, run, history");
        assertThat(Ran.of("bench", "compare", base, folder.resolve("none.json").toString())
                        .complaint())
                .contains("file of JMH results not found", "none.json");
        String broken = Files.writeString(folder.resolve("broken.json"), "[{\n  \"benchmark\" : }]")
                .toString();
        assertThat(Ran.of("bench", "compare", base, broken).complaint())
                .startsWith("ranvier: " + broken + ":2:")
                .contains("not valid JSON");
        String cut = Files.writeString(folder.resolve("cut.json"), "[{\n  \"benchmark\" : [")
                .toString();
        assertThat(Ran.of("bench", "compare", base, cut).complaint())
                .contains("not valid JSON: Unexpected end-of-input")
                .doesNotContain("Source:");
        assertThat(Ran.of("bench", "compare", base, base, "--margin", "-1").complaint())
                .contains("--margin must be 0 or more");
        assertThat(Ran.of("bench", "compare", base, base, "--confidence", "100").complaint())
                .contains("--confidence must be above 0 and below 100");
        String other = Files.writeString(
                        folder.resolve("other.json"),
                        Files.readString(Path.of(base)).replace("A.b", "A.c"))
                .toString();
        assertThat(Ran.of("bench", "compare", base, other).complaint())
                .contains("no benchmark with the same mode, threads and parameters", "A.b", "A.c");
    }

    @Test
    void compare_fewerForksThanDeclared_saysSo() throws IOException {
        Ran ran = Ran.of("bench", "compare", base, file("two.json", "[100.0], [101.0]"));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("two.json: entry 1 (some.where.A.b): 2 of 4 forks are there");
    }

    @Test
    void run_badInput_exitsWith2() {
        String out = folder.resolve("run").toString();
        assertThat(Ran.of("bench", "run", "--base", "no-such-revision", "--out", out)
                        .complaint())
                .contains("no-such-revision");
        assertThat(Ran.of("bench", "run", "--rounds", "0", "--out", out).complaint())
                .contains("--rounds must be 1 or more: 0");
        assertThat(Ran.of("bench", "run", "--suite", "(", "--out", out).complaint())
                .contains("--suite is no regular expression");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void history_drawsWhatWasMeasured() throws IOException {
        assertThat(Ran.of("bench", "history", "--out", folder.resolve("h").toString())
                        .complaint())
                .contains("nothing is measured yet", "--last 20");
        Path history = Files.createDirectory(folder.resolve("history"));
        Files.writeString(history.resolve("history.jsonl"), """
            {"commit":"a1","date":"2026-11-01","benchmark":"A.b","time_ns":2,"reference":"r","ratio":2,"machine":"m"}
            {"commit":"b2","date":"2026-11-02","benchmark":"A.b","time_ns":1,"reference":"r","ratio":1,"ratio_low":0.9,"ratio_high":1.1,"machine":"m"}
            """);
        Ran ran = Ran.of("bench", "history", "--out", history.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(history.resolve("history.html")).content().contains("<svg", "a1", "0.900 to 1.100");
    }
}
