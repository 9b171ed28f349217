package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small problem: a passive cell with one slow outward gate, 8 ms below threshold, networks of three units. */
final class RecoverCommandTest {
    private static final String CELL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak, reversal_mV: -65}
        """;
    private static final String KNOWN =
            CELL + "  - {name: m, type: pospischil-m-current, conductance_mS_per_cm2: 0.1}\n";
    private static final String UNKNOWN = CELL + """
          - name: m
            type: learned
            conductance_mS_per_cm2: {fit: 0.1}
            reversal_mV: -90
            gates: [{name: p, power: 1}]
        """;

    @TempDir
    private static Path folder;

    private static String model;
    private static String recording;

    @BeforeAll
    static void record() throws IOException {
        Path known = Files.writeString(folder.resolve("known.yaml"), KNOWN + """
            stimulus: [step: {start_ms: 1, duration_ms: 5, amplitude_pA: 5}]
            simulation: {duration_ms: 8, sample_interval_ms: 0.1}
            record: [i]
            """);
        Path out = folder.resolve("recorded");
        assertThat(Ran.of("simulate", known.toString(), "--out", out.toString()).exitCode())
                .isZero();
        recording = out.resolve("trace.csv").toString();
        model = Files.writeString(folder.resolve("unknown.yaml"), UNKNOWN).toString();
    }

    private static Ran recover(Path out, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("recover", model, "--recording", recording, "--out", out.toString(), "--network", "3"));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    @Test
    void recover_smallProblem_writesEverythingAndTheModelRuns() throws IOException {
        Path out = folder.resolve("all");
        Ran ran = recover(out, "--seeds", "2", "--json", "--dt", "0.03");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains(
                        "dt_ms 0.03 does not divide the sampling interval 0.1 ms: using 0.025", "seed 1: ", "seed 2: ");
        assertThat(ran.out())
                .startsWith("{")
                .contains("\"best_seed\" : ", "\"seeds\" : [", "\"rmse_mV\"", "\"iterations\"", "\"seconds\"")
                .contains(
                        "\"dt_ms\" : 0.025",
                        "\"network\" : \"3\"",
                        "\"m.conductance_mS_per_cm2\"",
                        "\"total_seconds\"");
        assertThat(out.resolve("summary.json")).hasContent(ran.out());
        assertThat(Files.readAllLines(out.resolve("curves.csv")))
                .hasSize(522)
                .startsWith(
                        "gate,voltage_mV,x_inf,tau_ms,visited,visited_ms,x_inf_low,x_inf_high,tau_low_ms,tau_high_ms")
                .anyMatch(line -> line.matches("p,-65,[^,]*,[^,]*,1,[\\d.]+,.*"))
                .anyMatch(line -> line.matches("p,40,[^,]*,[^,]*,0,0,.*"));
        assertThat(Files.readAllLines(out.resolve("trace.csv")))
                .hasSize(82)
                .startsWith("t_ms,v_recorded_mV,v_model_mV,i_nA,m.p");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<svg", "To repeat")
                .doesNotContain("http-equiv", "src=");
        assertThat(out.resolve("model.yaml")).content().startsWith("# Made by: ranvier recover ");

        Path again = folder.resolve("again");
        Ran simulated = Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        assertThat(column(again.resolve("trace.csv"), 1)).isEqualTo(column(out.resolve("trace.csv"), 2));
    }

    private static List<String> column(Path table, int index) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[index])
                .toList();
    }

    @Test
    void recover_sameSeed_givesTheSameModel() throws IOException {
        List<String> models = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Path out = folder.resolve("same-" + name);
            recover(out, "--seed", "7");
            models.add(Files.readString(out.resolve("model.yaml")).replace("same-" + name, ""));
        }
        assertThat(models.getFirst()).isEqualTo(models.getLast());
    }

    @Test
    void recover_cellThatCannotFit_exitsWith3AndStillWrites() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), UNKNOWN.replace("reversal_mV: -65", "reversal_mV: -120"));
        Path out = folder.resolve("wrong");
        Ran ran = Ran.of(
                "recover", wrong.toString(), "--recording", recording, "--out", out.toString(), "--network", "3");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("no seed converged", "--seeds");
        assertThat(out.resolve("report.html")).content().contains("Not converged");
        assertThat(out.resolve("summary.json")).content().contains("\"converged\" : false");
    }

    /** The leak's reversal potential and the capacitance are off, and found with the gate. */
    @Test
    void recover_marksOfOtherNumbers_areFoundWithTheChannel() throws IOException {
        Path marked = Files.writeString(
                folder.resolve("marked.yaml"),
                UNKNOWN.replace("reversal_mV: -65", "reversal_mV: {fit: {start: -63, low: -80, high: -50}}")
                        .replace("capacitance_uF_per_cm2: 1", "capacitance_uF_per_cm2: {fit: 1.2}")
                        .replace("cm2: {fit: 0.1}", "cm2: 0.1"));
        Path out = folder.resolve("marked");
        Ran ran = Ran.of(
                "recover", marked.toString(), "--recording", recording, "--out", out.toString(), "--network", "3");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(out.resolve("model.yaml"))
                .content()
                .doesNotContain("fit:")
                .containsPattern("capacitance_uF_per_cm2: (0\\.99|1\\.00)\\d*,")
                .containsPattern("reversal_mV: -6[45]\\.\\d*}");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Fitted numbers", "leak.reversal_mV", "-80 to -50", "capacitance_uF_per_cm2");
        assertThat(out.resolve("summary.json"))
                .content()
                .contains("\"name\" : \"leak.reversal_mV\"", "\"bounds_hit\" : [ ]");
    }

    /** Seven compartments, recorded in the dendrite, the axial resistivity unknown; the model brings its stimulus and a synapse. */
    @Test
    void recover_treeRecordedInItsDendrite_findsResistivityToo() throws IOException {
        String tree = """
            # of mine
            morphology:
              branches:
                - {name: soma, type: soma, length_um: 20, diameter_um: 20}
                - {name: dend, type: basal, parent: soma, at: 1, length_um: 400, diameter_um: 1}
              compartments: {per_branch: 5}
            cell: {axial_resistivity_ohm_cm: RESISTIVITY, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - {name: leak, type: hh-leak, reversal_mV: -65}
              - CHANNEL
            stimulus: [{step: {start_ms: 1, duration_ms: 5, amplitude_pA: 100}, at: soma(0.5)}]
            synapses: [{at: dend(0.3), times_ms: [3], weight_nS: 1, decay_ms: 1, reversal_mV: 0}]
            """;
        Path known = Files.writeString(
                folder.resolve("known-tree.yaml"),
                tree.replace("RESISTIVITY", "150")
                                .replace(
                                        "CHANNEL", "{name: m, type: pospischil-m-current, conductance_mS_per_cm2: 0.3}")
                        + "simulation: {duration_ms: 10, sample_interval_ms: 0.1}\nrecord: [v@dend(0.7)]\n");
        Path unknown = Files.writeString(
                folder.resolve("unknown-tree.yaml"),
                tree.replace("RESISTIVITY", "{fit: 180}")
                        .replace(
                                "CHANNEL",
                                "{name: m, type: learned, conductance_mS_per_cm2: 0.3, reversal_mV: -90, gates:"
                                        + " [{name: p, power: 1}]}"));
        Path recorded = folder.resolve("recorded-tree"),
                out = folder.resolve("tree"),
                again = folder.resolve("tree-again");
        assertThat(Ran.of("simulate", known.toString(), "--out", recorded.toString())
                        .exitCode())
                .isZero();
        List<String> times = column(recorded.resolve("trace.csv"), 0),
                dendrite = column(recorded.resolve("trace.csv"), 2);
        Path voltage = Files.writeString(
                folder.resolve("dendrite.csv"),
                "t_ms,v_mV\n"
                        + IntStream.range(0, times.size())
                                .mapToObj(k -> times.get(k) + "," + dendrite.get(k) + "\n")
                                .collect(Collectors.joining()));
        Ran ran = Ran.of(
                "recover",
                unknown.toString(),
                "--recording",
                voltage.toString(),
                "--at",
                "dend(0.7)",
                "--out",
                out.toString(),
                "--network",
                "3");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("the model's stimulus is injected")
                .contains("wrote model.yaml, curves.csv, trace.csv, summary.json and report.html");
        assertThat(out.resolve("summary.json")).content().contains("\"site\" : \"dend(0.7)\"");
        assertThat(out.resolve("model.yaml"))
                .content()
                .contains("# of mine", "per_branch: 5")
                .containsPattern("axial_resistivity_ohm_cm: 1[45]\\d\\.\\d*,");
        Ran simulated = Ran.of(
                "simulate",
                Files.writeString(
                                folder.resolve("found-tree.yaml"),
                                Files.readString(out.resolve("model.yaml")) + "record: [v@dend(0.7)]\n")
                        .toString(),
                "--out",
                again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        assertThat(column(again.resolve("trace.csv"), 2)).isEqualTo(column(out.resolve("trace.csv"), 2));
    }

    @Test
    void recover_badInput_exitsWith2AndLeavesNothing() throws IOException {
        Path out = folder.resolve("none");
        assertThat(Ran.of("recover").complaint())
                .contains("MODEL.yaml, --recording and --out are needed (or --demo, or --benchmark)");
        assertThat(Ran.of("recover", "--demo", "--recording", recording).complaint())
                .contains("leave out");
        assertThat(recover(out, "--network", "32by32").complaint()).contains("--network", "32by32", "32x32");
        assertThat(recover(out, "--method", "sgd").complaint()).contains("--method", "sgd");
        assertThat(recover(out, "--seeds", "0").complaint()).contains("--seeds must be 1 or more: 0");
        assertThat(recover(out, "--jobs", "0").complaint()).contains("--jobs must be 1 or more: 0");
        assertThat(recover(out, "--dt", "-0.1").complaint()).contains("--dt must be a positive time in ms: -0.1");
        assertThat(recover(out, "--dt", "fast").complaint()).contains("--dt", "fast");
        assertThat(Ran.of("recover", "examples/hh.yaml", "--recording", recording, "--out", out.toString())
                        .complaint())
                .contains("hh.yaml:", "no channel has the type 'learned'");
        String volts = Files.writeString(
                        folder.resolve("volts.csv"),
                        "t_ms,v_mV,i_pA\n"
                                + IntStream.range(0, 20)
                                        .mapToObj(k -> k + ",-0.07,0\n")
                                        .collect(Collectors.joining()))
                .toString();
        assertThat(Ran.of("recover", model, "--recording", volts, "--out", out.toString())
                        .complaint())
                .contains("volts.csv:1", "looks like volts");
        String silent = Files.writeString(
                        folder.resolve("silent.csv"),
                        Files.readString(Path.of(volts))
                                .replace("-0.07,0", "-70")
                                .replace(",i_pA", ""))
                .toString();
        assertThat(Ran.of("recover", model, "--recording", silent, "--out", out.toString())
                        .complaint())
                .contains("silent.csv: nothing is injected", "i_pA or i_nA");
        assertThat(recover(out, "--at", "dend(0.5)").complaint()).contains("--at", "dend");
        assertThat(out).doesNotExist();
    }

    @Test
    void recover_outputThatCannotBeWritten_exitsWith2BeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran ran = recover(file.resolve("below"));
        assertThat(ran.complaint()).contains("output folder cannot be written").doesNotContain("seed 1");
    }
}
