package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ranvier simulate} with cells of many compartments. */
final class MulticompartmentTest {
    private static final String MODEL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, at: 0.5, length_um: 200, diameter_um: [3, 2]}
            - {name: "tuft[0]", type: apical, parent: trunk, length_um: 100, diameter_um: 1}
          compartments: {maximum_length_um: 25}
        cell:
          axial_resistivity_ohm_cm: 150
          capacitance_uF_per_cm2: 1
          initial_voltage_mV: -65
        channels:
          - {name: leak, type: neuron-hh-leak}
          - {name: na, type: neuron-hh-sodium, where: [soma, trunk]}
          - {name: k, type: neuron-hh-potassium, where: [soma, trunk]}
        stimulus:
          - step: {start_ms: 2, duration_ms: 10, amplitude_nA: 1}
        synapses:
          - {at: "tuft[0](0.5)", times_ms: [3, 4], weight_nS: 2, rise_ms: 0.2, decay_ms: 2, reversal_mV: 0}
        simulation: {duration_ms: 20, dt_ms: 0.025, sample_interval_ms: 0.1, spike_threshold_mV: -10}
        record: [v, "v@tuft[0](1)", na.m@trunk, axial@trunk(0.1), i]
        """;

    @TempDir
    private Path folder;

    private Ran simulate(String model, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), model);
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "simulate", file.toString(), "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    @Test
    void simulate_tree_writesEverything() throws IOException {
        Ran ran = simulate(MODEL, "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("at soma(0.5)", "morphology.svg, end.state and report.html");
        assertThat(ran.out()).contains("\"compartments\" : 13", "\"spikes_by_site\"", "\"tuft[0](0.5)\"");
        assertThat(output("trace.csv").lines())
                .hasSize(202)
                .startsWith("t_ms,v_mV,v_mV@tuft[0](1),na.m@trunk(0.5),i_axial_nA@trunk(0.1),i_nA");
        assertThat(output("spikes.csv").lines())
                .startsWith("site,time_ms")
                .anyMatch(row -> row.matches("soma\\(0.5\\),[2-9]\\.\\d+"));
        assertThat(output("morphology.svg"))
                .startsWith("<svg")
                .contains("Highest voltage", "Latency of the first spike", "µm");
        assertThat(output("report.html"))
                .contains("Over the cell", "none longer than 25.0 µm", "tuft[0](1)", "To repeat")
                .doesNotContain("src=", "href=", "NaN");
    }

    /** Two runs of 8 and 12 ms write the rows of one of 20 ms. */
    @Test
    void simulate_fromASavedState_goesOnWithTheSameNumbers() throws IOException {
        assertThat(simulate(MODEL).exitCode()).isZero();
        List<String> whole = output("trace.csv").lines().toList();
        assertThat(simulate(MODEL.replace("duration_ms: 20,", "duration_ms: 8,"))
                        .exitCode())
                .isZero();
        Path state = Files.move(folder.resolve("out").resolve("end.state"), folder.resolve("middle.state"));
        Ran later = simulate(MODEL.replace("duration_ms: 20,", "duration_ms: 12,"), "--from", state.toString());
        assertThat(later.exitCode()).as(later.err()).isZero();
        List<String> rows = output("trace.csv").lines().toList();
        assertThat(rows.subList(1, rows.size())).isEqualTo(whole.subList(81, whole.size()));
        assertThat(output("report.html")).contains("where another run had ended, at 8 ms");
    }

    @Test
    void simulate_fromWhatIsNoState_isRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "not a state");
        assertThat(simulate(MODEL, "--from", other.toString()).complaint()).contains("is no whole saved state");
        assertThat(simulate(MODEL, "--from", folder.resolve("none").toString()).complaint())
                .contains("no such file");
    }

    @Test
    void simulate_withoutSpikes_drawsNoLatency() throws IOException {
        Ran ran = simulate(
                MODEL.replace("amplitude_nA: 1}", "amplitude_nA: 0}").replace("weight_nS: 2", "weight_nS: 0.01"));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(output("morphology.svg")).contains("Highest voltage").doesNotContain("Latency", "NaN");
        assertThat(output("spikes.csv")).isEqualTo("site,time_ms\n");
    }

    @Test
    void simulate_swcWithMistake_namesItsLine() throws IOException {
        Files.writeString(folder.resolve("c.swc"), "1 1 0 0 0 5 -1\n2 3 9 0 0 0 1\n");
        String model = "morphology: {swc: c.swc}\n" + MODEL.substring(MODEL.indexOf("cell:"));
        assertThat(simulate(model).complaint()).contains("c.swc:2: radius must be positive");
        assertThat(simulate(model.replace("c.swc", "d.swc")).complaint())
                .contains("m.yaml:1:19: morphology.swc: SWC file not found");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void simulate_aMillionCompartments_saysHowManyAndAsks() throws IOException {
        String model = MODEL.replace("maximum_length_um: 25", "maximum_length_um: 0.0001");
        assertThat(simulate(model).complaint())
                .contains("m.yaml:6:17: morphology.compartments", "3,200,001 compartments", "--allow-large");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void simulate_divergence_namesThePlaceAndTheLastFiniteVoltage() throws IOException {
        Files.writeString(folder.resolve("wild.csv"), "t_ms,i_nA\n0,1e308\n1000,1e308\n");
        Ran ran = simulate(MODEL.replaceFirst("step: .*", "at: trunk(1)\n    sampled: {file: wild.csv}"));
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .containsPattern("diverged at t_ms=[\\d.]{1,9} at (soma|trunk|tuft\\[0])\\(0\\.\\d+\\)")
                .containsPattern("last finite voltage there: -?[\\d.]+(e\\d+)? mV");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
