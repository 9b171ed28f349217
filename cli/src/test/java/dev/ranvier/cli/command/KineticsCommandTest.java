package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.model.ModelReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of seven gates, two of which have the same curves. */
final class KineticsCommandTest {
    private static final List<String> FILES =
            List.of("kinetics.csv", "summary.json", "report.html", "curves.csv.gz", "channels.rvc");

    @TempDir
    private static Path folder;

    private static String data;
    private static Path all;
    private static Ran ran;

    @BeforeAll
    static void fit() throws IOException {
        StringBuilder table = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent,family\n");
        for (int gate = 0; gate < 7; gate++) {
            int kind = gate == 6 ? 2 : gate;
            String name = gate == 6 ? "copy,g2" : "c" + gate / 2 + ",g" + gate;
            for (int v = -90; v <= 70; v += 5) {
                double x = 1 / (1 + Math.exp((v + 30.0 + 6 * kind) / (5 + kind) * (gate % 2 == 0 ? -1 : 1)));
                double tau = 1 + kind + 10 / Math.cosh((v + 40.0) / (15 + 3 * kind));
                table.append(name + "," + v + "," + x + "," + tau + "," + (1 + gate % 4) + ",K\n");
            }
        }
        data = Files.writeString(folder.resolve("gates.csv"), table).toString();
        all = folder.resolve("all");
        ran = kinetics(all, "--model", "both", "--holdout", "odd", "--jobs", "2", "--json");
    }

    private static Ran kinetics(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("kinetics", data, "--out", out.toString(), "--network", "8x8", "--curves"));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    @Test
    void kinetics_table_writesEverything() throws IOException {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(all).isDirectoryNotContaining("glob:**/{.*,*.journal}");
        List<String> lines = Files.readAllLines(all.resolve("kinetics.csv"));
        assertThat(lines)
                .hasSize(1 + 7 * 6)
                .startsWith("family,channel,gate,model,mse_x_inf,mse_tau,left_out_mse_x_inf,left_out_mse_tau,"
                        + "max_error_x_inf,max_relative_error_tau,starts,seconds,flags");
        List<String[]> learned = lines.stream()
                .filter(line -> line.contains(",learned,"))
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(learned).hasSize(7).allSatisfy(cells -> {
            assertThat(Double.parseDouble(cells[4])).isLessThan(3e-9);
            assertThat(Double.parseDouble(cells[5])).isLessThan(3e-9);
            assertThat(Double.parseDouble(cells[6])).isLessThan(3e-9);
        });
        assertThat(all.resolve("summary.json"))
                .hasContent(ran.out())
                .content()
                .contains(
                        "\"different_curves\" : 6", "\"sm5\"", "\"results_sha256\"", "\"share_left_out_within_1e-3\"");
        assertThat(all.resolve("report.html"))
                .content()
                .contains("<svg", "id=\"data\"", "To repeat", "best omnimodel")
                .doesNotContain("http-equiv", "src=");
        assertThat(curves(all)).hasSize(1 + 7 * 6 * 33).startsWith("family,channel,gate,model,voltage_mV,x_inf,tau_ms");
    }

    private static List<String> curves(Path out) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(out.resolve("curves.csv.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** All but how long it took, and the command itself. */
    private static List<Object> results(Path out) throws IOException {
        List<Object> results = new ArrayList<>();
        for (String name : FILES) {
            results.add(
                    switch (name) {
                        case "kinetics.csv" ->
                            Files.readAllLines(out.resolve(name)).stream()
                                    .map(line -> line.replaceFirst(",[^,]*(,[^,]*)$", "$1"))
                                    .toList();
                        case "curves.csv.gz", "channels.rvc" -> Files.readAllBytes(out.resolve(name));
                        default ->
                            Files.readAllLines(out.resolve(name)).stream()
                                    .filter(line ->
                                            !line.matches(".*(total_seconds|gates_from_journal|ranvier kinetics ).*"))
                                    .toList();
                    });
        }
        return results;
    }

    /** What is not known of a channel is said, and a channel without one of its gates is none. */
    @Test
    void kinetics_whatIsMissing_isSaid() throws IOException {
        StringBuilder table = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent\n");
        for (int v = -90; v <= 70; v += 10) {
            double x = 1 / (1 + Math.exp((v + 30.0) / 6));
            table.append("nax,m," + v + "," + (1 - x) + ",0.5,3\n");
            table.append("nax,h," + v + "," + 100 * x + ",5,1\n");
            table.append("fast,m," + v + "," + (1 - x) + ",,\n");
            table.append("steep,n," + v + "," + (1 - x) + "," + (v == -40 ? 100 : 1) + ",1\n");
        }
        Path file = Files.writeString(folder.resolve("missing.csv"), table);
        Path out = folder.resolve("missing");
        Ran missing = Ran.of("kinetics", file.toString(), "--out", out.toString(), "--network", "3");
        assertThat(missing.exitCode()).as(missing.err()).isZero();
        assertThat(missing.err())
                .contains("gate table/nax/h: x_inf goes up to 99", "this looks like percent")
                .contains("channel table/nax is not in the library: without h it would be another")
                .contains("gate table/fast/m: no tau is given, and it is taken to follow the voltage at once")
                .contains("gate table/fast/m: its power is not given, and is taken as 1")
                .contains("gate table/steep/n: one value stands far off");
        assertThat(Ran.of("channel", out.resolve("channels.rvc").toString()).out())
                .contains("table/fast", "table/steep")
                .doesNotContain("nax");
    }

    @Test
    void kinetics_oneJob_givesTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        assertThat(kinetics(one, "--model", "both", "--holdout", "odd", "--jobs", "1")
                        .exitCode())
                .isZero();
        assertThat(results(one)).usingRecursiveComparison().isEqualTo(results(all));
    }

    @Test
    void kinetics_killedAndStartedAgain_goesOnAndGivesTheSameBytes() throws IOException, InterruptedException {
        Path out = folder.resolve("killed"), journal = out.resolve("kinetics.journal");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.ranvier.cli.Main",
                        "kinetics",
                        data,
                        "--out",
                        out.toString(),
                        "--network",
                        "8x8",
                        "--curves",
                        "--model",
                        "both",
                        "--holdout",
                        "odd",
                        "--jobs",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        for (int k = 0; k < 600 && process.isAlive() && !(Files.exists(journal) && Files.size(journal) > 500); k++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly().waitFor();
        assertThat(journal).exists();
        // As a kill in the middle of a record leaves it.
        byte[] kept = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(kept, kept.length - 5));
        Ran again = kinetics(out, "--model", "both", "--holdout", "odd", "--json");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(results(out)).usingRecursiveComparison().isEqualTo(results(all));
        assertThat(journal).doesNotExist();
    }

    @Test
    void kinetics_journalOfOtherSettings_isNotUsed() throws IOException {
        Path out = Files.createDirectory(folder.resolve("other"));
        Files.write(out.resolve("kinetics.journal"), new byte[] {0, 0, 0, 1, 2, 3});
        Ran other = kinetics(out, "--model", "omni", "--json");
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(other.out()).contains("\"gates_from_journal\" : 0");
        assertThat(out.resolve("channels.rvc")).doesNotExist();
    }

    @Test
    void kinetics_fullDisk_saysSoAndKeepsTheJournal() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full");
        Path out = Files.createDirectory(folder.resolve("full"));
        Path journal = Files.createSymbolicLink(out.resolve("kinetics.journal"), full);
        assertThat(kinetics(out).complaint()).contains("cannot write " + journal, "No space left", "make room");
        assertThat(out.resolve("kinetics.csv")).doesNotExist();
        Files.delete(journal);
    }

    @Test
    void kinetics_badInput_exitsWith2() throws IOException {
        Path out = folder.resolve("none");
        assertThat(Ran.of("kinetics", "--out", "x").complaint()).contains("DATA");
        assertThat(kinetics(out, "--jobs", "0").complaint()).contains("--jobs must be 1 or more: 0");
        assertThat(kinetics(out, "--model", "spline").complaint()).contains("--model", "spline");
        assertThat(kinetics(out, "--holdout", "even").complaint()).contains("--holdout", "even");
        assertThat(kinetics(out, "--calcium", "0").complaint()).contains("--calcium must be positive");
        Path none = Files.writeString(folder.resolve("none.jsonl"), "{}\n");
        assertThat(Ran.of("kinetics", none.toString(), "--out", out.toString()).complaint())
                .contains("none.jsonl:1: key 'family' must be a text", "there is no gate to fit");
        assertThat(out).doesNotExist();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(kinetics(file.resolve("below")).complaint()).contains("cannot be written", "--out");
    }

    @Test
    void channel_listsAndPrintsATableThatKineticsReads() throws IOException {
        String library = all.resolve("channels.rvc").toString();
        assertThat(Ran.of("channel", library).out().lines())
                .contains("K/c0  g0, g1", "K/copy  g2")
                .hasSize(4);
        Ran table = Ran.of("channel", library, "c0");
        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines()).hasSize(1 + 2 * 521).anyMatch(line -> line.startsWith("K,c0,g1,2,-30,"));
        List<String> lines = table.out().lines().toList();
        Path file = Files.write(
                folder.resolve("c0.csv"),
                IntStream.range(0, lines.size())
                        .filter(k -> k == 0 || k % 10 == 1)
                        .mapToObj(lines::get)
                        .toList());
        assertThat(Ran.of(
                                "kinetics",
                                file.toString(),
                                "--out",
                                folder.resolve("c0").toString(),
                                "--network",
                                "2")
                        .exitCode())
                .isZero();
        assertThat(Ran.of("channel", library, "c9").complaint()).contains("no channel 'c9'", "4 channels");
        assertThat(Ran.of("channel", data).complaint()).contains("cannot be read", "ranvier kinetics");
        assertThat(Ran.of("channel", "nowhere.rvc").complaint()).contains("no such library");
    }

    @Test
    void simulate_withChannelOfALibrary_runs() throws IOException {
        String model = """
            cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - {name: leak, type: hh-leak, reversal_mV: -65}
              - {name: added, type: library, library: all/channels.rvc, channel: %s, conductance_S_per_cm2: 0.001, reversal_mV: -90}
            stimulus: [step: {start_ms: 1, duration_ms: 5, amplitude_pA: 5}]
            simulation: {duration_ms: 8}
            record: [added.g0, added.current]
            """;
        Path good = Files.writeString(folder.resolve("good.yaml"), model.formatted("K/c0"));
        Path out = folder.resolve("run");
        Ran simulated = Ran.of("simulate", good.toString(), "--out", out.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("trace.csv")).getFirst()).contains("added.g0", "added.i_uA_per_cm2");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        String moved = ModelReader.read(good).fit().text().edit(elsewhere).text(List.of());
        assertThat(ModelReader.parse("moved.yaml", moved, elsewhere).channels()).hasSize(2);
        Path warm = Files.writeString(
                folder.resolve("warm.yaml"),
                model.formatted("K/c0")
                        .replace("initial_voltage_mV: -65}", "initial_voltage_mV: -65, celsius_degC: 36}"));
        assertThat(Ran.of("simulate", warm.toString(), "--out", out.toString()).complaint())
                .contains("warm.yaml:4", "channels[1].library", "has curves of 6.3 degC, and cell.celsius_degC is 36");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), model.formatted("K/c7"));
        assertThat(Ran.of("simulate", bad.toString(), "--out", out.toString()).complaint())
                .contains("bad.yaml:4", "channels[1].channel", "no channel 'K/c7'", "did you mean 'K/c0'?");
    }
}
