package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soma with three dendrites becomes a soma with one ghost. */
final class ReduceCommandTest {
    private static final String FULL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, length_um: 90, diameter_um: 2}
            - {name: "tuft[0]", type: apical, parent: trunk, length_um: 60, diameter_um: 1}
            - {name: basal, type: basal, parent: soma, at: 0.5, length_um: 80, diameter_um: 1.5}
          compartments: {per_branch: 2}
        cell: {axial_resistivity_ohm_cm: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: leak, type: pospischil-leak, conductance_mS_per_cm2: 0.1, reversal_mV: -70}
          - {name: na, type: pospischil-sodium, conductance_mS_per_cm2: {soma: 50, otherwise: 30}, v_t_mV: -60}
          - {name: kd, type: pospischil-potassium, conductance_mS_per_cm2: 5, v_t_mV: -60}
        stimulus:
          - step: {start_ms: 5, duration_ms: 40, amplitude_nA: 0.2}
        synapses:
          - {at: "tuft[0](0.75)", times_ms: [55], weight_nS: 0.2, rise_ms: 0.5, decay_ms: 5, reversal_mV: 0}
        simulation: {duration_ms: 80, dt_ms: 0.025, spike_threshold_mV: -10}
        """;

    private static final String STIMULI = """
        duration_ms: 80
        training:
          - noise: {mean_nA: 0.2, sd_nA: 0.1, correlation_ms: 5, seed: 1}
          - noise: {mean_nA: 0.3, sd_nA: 0.05, correlation_ms: 10, seed: 2}
          - noise: {mean_nA: 0.25, sd_nA: 0.2, correlation_ms: 3, seed: 3}
        held_out:
          - noise: {mean_nA: 0.25, sd_nA: 0.1, correlation_ms: 5, seed: 4}
        unseen:
          - step: {start_ms: 10, duration_ms: 60, amplitude_nA: 0.2}
          - step: {start_ms: 10, duration_ms: 60, amplitude_nA: 0.35}
          - noise: {mean_nA: 0.3, sd_nA: 0.1, correlation_ms: 8, seed: 5}
        """;

    @TempDir
    private static Path folder;

    private static Path out;
    private static Ran reduced;

    @BeforeAll
    static void reduce() throws IOException {
        Files.writeString(folder.resolve("full.yaml"), FULL);
        out = folder.resolve("reduced");
        reduced = Ran.of(
                "reduce",
                folder.resolve("full.yaml").toString(),
                "--stimuli",
                Files.writeString(folder.resolve("noises.yaml"), STIMULI).toString(),
                "--ghosts",
                "1",
                "--starts",
                "1",
                "--out",
                out.toString());
    }

    @Test
    void reduce_forGivenCurrents_isJudgedByThem() throws IOException {
        Path stimuli = Files.writeString(folder.resolve("stim.yaml"), """
            duration_ms: 30
            training: [{step: {start_ms: 5, duration_ms: 20, amplitude_nA: 0.3}}]
            held_out: [{step: {start_ms: 5, duration_ms: 20, amplitude_nA: 0.4}}]
            unseen: [{ramp: {start_ms: 5, duration_ms: 20, from_nA: 0, to_nA: 0.5}}]
            """);
        Ran ran = Ran.of(
                "reduce",
                folder.resolve("full.yaml").toString(),
                "--stimuli",
                stimuli.toString(),
                "--ghosts",
                "1",
                "--starts",
                "1",
                "--network",
                "3",
                "--latents",
                "1",
                "--out",
                folder.resolve("given").toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("under 1 of 1 currents never seen");
        assertThat(number(
                        simulated(folder.resolve("given/model.yaml"), "linked").out(), "compartments"))
                .isEqualTo(2);
        assertThat(Files.readString(folder.resolve("given/summary.json")))
                .contains("a learned current", "1 fitted ghost", "\"latents\"");
    }

    @Test
    void reduce_writesAModelThatFiresAsTheFullOne() {
        assertThat(reduced.exitCode()).as(reduced.err()).isZero();
        Ran full = simulated(folder.resolve("full.yaml"), "full"), few = simulated(out.resolve("model.yaml"), "few");
        assertThat(number(few.out(), "compartments")).isEqualTo(2);
        assertThat(number(full.out(), "compartments"))
                .isEqualTo(9); // three in the soma, which has a child at its middle
        assertThat(number(few.out(), "spikes"))
                .isEqualTo(number(full.out(), "spikes"))
                .isPositive();
    }

    private static Ran simulated(Path model, String name) {
        Ran ran = Ran.of(
                "simulate",
                model.toString(),
                "--json",
                "--out",
                folder.resolve(name).toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran;
    }

    private static double number(String json, String key) {
        Matcher matcher =
                Pattern.compile("\"" + key + "\"\\s*:\\s*([-0-9.eE]+)").matcher(json);
        assertThat(matcher.find()).as(key + " in " + json).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void reduce_movesTheSynapseToTheGhost() throws IOException {
        String model = Files.readString(out.resolve("model.yaml"));
        assertThat(model).containsPattern("synapses:\n  - .*at: \"ghost1\\(0.5\\)\"");
    }

    @Test
    void reduce_comparesItWithOtherWays() throws IOException {
        String summary = Files.readString(out.resolve("summary.json"));
        assertThat(summary).contains("soma and fitted ghosts", "moments matched", "soma alone", "a cylinder for every");
        assertThat(number(summary, "counts_right")).isEqualTo(3);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("What became of the cell", "Full against reduced", "Axial current");
    }

    @Test
    void reduce_ofACellWithoutBranches_isRefused() throws IOException {
        Path point = Files.writeString(folder.resolve("point.yaml"), """
            cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels: [{name: leak, type: neuron-hh-leak}]
            """);
        Ran refused = Ran.of(
                "reduce", point.toString(), "--out", folder.resolve("nothing").toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("one branch");
    }

    /** Without currents of a file it is to fire. */
    @Test
    void reduce_ofACellThatDoesNotFire_isRefused() throws IOException {
        Path passive = Files.writeString(
                folder.resolve("passive.yaml"), FULL.replaceAll("(?m)^  - \\{name: (na|kd),.*\n", ""));
        Ran refused = Ran.of(
                "reduce", passive.toString(), "--out", folder.resolve("nothing").toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("no channel pulls the cell above", "it lacks sodium");
    }
}
