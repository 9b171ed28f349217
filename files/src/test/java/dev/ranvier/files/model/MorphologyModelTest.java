package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What model files say about cells of many compartments. */
final class MorphologyModelTest {
    private static final double ROUNDING = 1e-12;

    private static final String GOOD = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, at: 0.5, length_um: 200, diameter_um: [3, 2]}
            - {name: "twig[0]", type: basal, parent: soma, at: 0.5, length_um: 100, diameter_um: 1}
          compartments: {per_branch: 4}
        cell:
          axial_resistivity_ohm_cm: {soma: 100, dendrites: 150}
          capacitance_uF_per_cm2: 1
          initial_voltage_mV: -65
        channels:
          - name: na
            type: hh-sodium
            where: {in: [soma, apical], distance_um: [0, 120]}
            conductance_S_per_cm2: {soma: 0.1, otherwise: {linear: {at_root: 0.1, per_um: -0.001, low: 0.03}}}
          - {name: leak, type: hh-leak}
        stimulus:
          - at: trunk(1)
            step: {start_ms: 1, duration_ms: 1, amplitude_nA: 1}
          - step: {start_ms: 1, duration_ms: 1, amplitude_nA: 2}
          - noise: {mean_pA: 0, sd_pA: 10, correlation_ms: 3, seed: 7}
        synapses:
          - at: twig[0]
            times_ms: [5, 3]
            weight_nS: 10
            rise_ms: 0.5
            decay_ms: 3
            reversal_mV: 0
        simulation: {duration_ms: 10, start: rest}
        record: [v, na.m@trunk(0.1), axial@soma, "v@twig[0](1)"]
        """;

    private static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, Path.of(""));
    }

    private static ThrowableAssertAlternative<BadInputException> assertRefused(String from, String to) {
        assertThat(GOOD).contains(from);
        return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> parse(GOOD.replace(from, to)));
    }

    @Test
    void parse_branches_makeTheTree() {
        ModelFile model = parse(GOOD);
        Compartments compartments = model.membrane().compartments();
        assertThat(model.membrane().compartmentCount()).isEqualTo(5 + 4 + 4);
        assertThat(compartments.branchName(compartments.branch(compartments.at("twig[0]", 0.5))))
                .isEqualTo("twig[0]");
        assertThat(model.times().start()).isEqualTo(new InitialCondition.AtRest());
    }

    @Test
    void parse_valuesByRegion_followTheBranches() {
        CellEntry cell = parse(GOOD).membrane();
        Compartments compartments = cell.compartments();
        assertThat(cell.axialResistivity_ohm_cm().at(compartments, compartments.at("soma", 0.5)))
                .isEqualTo(100);
        assertThat(cell.axialResistivity_ohm_cm().at(compartments, compartments.at("twig[0]", 0.5)))
                .isEqualTo(150);
    }

    @Test
    void parse_where_keepsTheChannelInItsRegion() {
        ModelFile model = parse(GOOD);
        Compartments compartments = model.membrane().compartments();
        Insertion sodium = model.channels().getFirst().insertion();
        assertThat(sodium.where().contains(compartments, compartments.at("soma", 0.5)))
                .isTrue();
        assertThat(sodium.where().contains(compartments, compartments.at("trunk", 0.1)))
                .isTrue();
        assertThat(sodium.where().contains(compartments, compartments.at("trunk", 0.9)))
                .isFalse();
        assertThat(sodium.where().contains(compartments, compartments.at("twig[0]", 0.1)))
                .isFalse();
        assertThat(sodium.parameter(0, compartments, compartments.at("soma", 0.5)))
                .isEqualTo(100, within(ROUNDING));
        assertThat(sodium.parameter(0, compartments, compartments.at("trunk", 0.1)))
                .isEqualTo(1000 * (0.1 - 0.001 * 25), within(ROUNDING));
    }

    @Test
    void parse_stimuli_areInjectionsInTheirOrder() {
        ModelFile model = parse(GOOD);
        Compartments compartments = model.membrane().compartments();
        assertThat(model.injections().stream().map(Injection::node))
                .containsExactly(
                        compartments.at("trunk", 1), compartments.at("soma", 0.5), compartments.at("soma", 0.5));
        assertThat(model.injections().stream()
                        .map(injection -> injection.stimuli().getFirst()))
                .containsExactlyElementsOf(
                        model.stimuli().stream().map(StimulusEntry::stimulus).toList());
    }

    @Test
    void parse_noise_followsItsSeed() {
        Stimulus noise = parse(GOOD).stimuli().getLast().stimulus();
        assertThat(parse(GOOD).stimuli().getLast().stimulus().mean_nA(3, 4)).isEqualTo(noise.mean_nA(3, 4));
        assertThat(parse(GOOD.replace("seed: 7", "seed: 8"))
                        .stimuli()
                        .getLast()
                        .stimulus()
                        .mean_nA(3, 4))
                .isNotEqualTo(noise.mean_nA(3, 4));
    }

    @Test
    void parse_synapse_isAtItsPlace(@TempDir Path folder) throws IOException {
        ModelFile model = parse(GOOD);
        SynapseEntry synapse = model.synapses().getFirst();
        assertThat(synapse.site())
                .isEqualTo(new Site(model.membrane().compartments().at("twig[0]", 0.5), "twig[0](0.5)"));
        Conductance.Events events = (Conductance.Events)
                model.conductances().getFirst().conductances().getFirst();
        assertThat(events.events()).extracting(Conductance.Event::time_ms).containsExactly(3.0, 5.0);
        assertThat(events.events().getFirst().weight_uS()).isEqualTo(0.01, within(ROUNDING));
        Files.writeString(folder.resolve("e.csv"), "t_ms\n5\n3\n");
        ModelFile fromFile = ModelReader.parse("m.yaml", GOOD.replace("times_ms: [5, 3]", "file: e.csv"), folder);
        assertThat(fromFile.conductances().getFirst().conductances().getFirst()).isEqualTo(events);
    }

    @Test
    void parse_probes_haveTitlesThatSayWhere() {
        ModelFile model = parse(GOOD);
        Compartments compartments = model.membrane().compartments();
        assertThat(model.probes())
                .extracting(ProbeEntry::title)
                .containsExactly("v_mV", "na.m@trunk(0.1)", "i_axial_nA@soma(0.5)", "v_mV@twig[0](1)");
        assertThat(model.probes().getFirst().probe()).isEqualTo(new Probe.Voltage(compartments.at("soma", 0.5)));
        assertThat(model.probes().getLast().probe()).isEqualTo(new Probe.Voltage(compartments.at("twig[0]", 1)));
    }

    @Test
    void parse_swc_isReadBesideTheModelInItsUnit(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c.swc"), "1 1 0 0 0 0.01 -1\n2 3 0.02 0 0 0.001 1\n3 3 0.1 0 0 0.001 2\n");
        String text = GOOD.substring(GOOD.indexOf("cell:"), GOOD.indexOf("channels:"))
                + "channels: [{name: leak, type: hh-leak}]\n"
                + "morphology: {swc: c.swc, um_per_unit: 1000}\n";
        ModelFile model = ModelReader.parse("m.yaml", text, folder);
        assertThat(model.membrane()
                        .morphology()
                        .orElseThrow()
                        .branch("basal[0]")
                        .length_um())
                .isEqualTo(80, within(1e-9));
        assertThat(model.membrane().rule()).isEqualTo("d_lambda 0.1 at 100.0 Hz");
    }

    @Test
    void parse_placesThatAreNotThere_areRefused() {
        assertRefused("at: trunk(1)", "at: trnk(1)")
                .withMessageContaining("m.yaml:18:9: stimulus[0].at: no branch is named trnk")
                .withMessageContaining("did you mean 'trunk'?");
        assertRefused("at: trunk(1)", "at: trunk(1.5)").withMessageContaining("outside the cell");
        assertRefused("at: trunk(1)", "at: trunk(end)").withMessageContaining("must be a number in [0, 1], is 'end'");
        assertRefused("at: twig[0]\n", "at: twig[0](1)\n").withMessageContaining("without membrane");
        assertRefused("na.m@trunk(0.1)", "na.m@trunk(0.9)").withMessageContaining("channel na is not at trunk(0.9)");
        assertRefused("\"v@twig[0](1)\"", "v@twig[0](1)")
                .withMessageContaining("not valid YAML")
                .withMessageContaining("needs quotes");
    }

    @Test
    void parse_regionsThatAreNotThere_areRefused() {
        assertRefused("[soma, apical]", "[soma, apcal]")
                .withMessageContaining("m.yaml:14:24: channels[0].where.in[1]: no region or branch is named 'apcal'")
                .withMessageContaining("did you mean 'apical'?");
        assertRefused("[soma, apical]", "axon")
                .withMessageContaining("no compartment of the cell lies there")
                .withMessageContaining("soma, apical, basal");
        assertRefused("[0, 120]", "[900, 1000]").withMessageContaining("no compartment of the cell lies there");
        assertRefused("[0, 120]", "[120, 0]").withMessageContaining("from < to");
    }

    @Test
    void parse_valuesOutOfRange_sayWhere() {
        assertRefused("at_root: 0.1", "at_root: 5000")
                .withMessageContaining(
                        "m.yaml:15:28: channels[0].conductance_S_per_cm2: must lie in [0.0, 1000.0] at trunk(");
        assertRefused("{soma: 100, dendrites: 150}", "{soma: 100}")
                .withMessageContaining("m.yaml:8:29: cell.axial_resistivity_ohm_cm: no value for trunk(0.5)");
        assertRefused("{soma: 100, dendrites: 150}", "0").withMessageContaining("must be positive: 0");
    }

    @Test
    void parse_morphologiesThatCannotBe_areRefused() {
        assertRefused("parent: soma, at: 0.5, length_um: 200", "parent: sma, length_um: 200")
                .withMessageContaining("m.yaml:4:7: morphology.branches[1]: no branch is named sma");
        assertRefused("parent: soma, at: 0.5, length_um: 200", "parent: soma, at: 0.7, length_um: 200")
                .withMessageContaining("m.yaml:4:53: morphology.branches[1].at: must be 0, 0.5 or 1, is 0.7: ");
        assertRefused("type: apical", "type: apicl").withMessageContaining("did you mean 'apical'?");
        assertRefused("diameter_um: [3, 2]", "diameter_um: [3, 0]").withMessageContaining("must be positive: 0");
        assertRefused("{per_branch: 4}", "{per_branch: 4, d_lambda: 0.1}").withMessageContaining("exactly one of");
        assertRefused("cell:\n", "cell:\n  area_um2: 3\n").withMessageContaining("keep one");
        assertRefused("  branches:", "  seed: 3\n  branches:").withMessageContaining("only with generated");
    }

    @Test
    void parse_noiseThatCannotBe_isRefused() {
        assertRefused("correlation_ms: 3", "correlation_ms: 3, interval_ms: 1e-9")
                .withMessageContaining("m.yaml:21:")
                .withMessageContaining("more than 100000000 samples");
        assertRefused("sd_pA: 10", "sd_pA: -10").withMessageContaining("must not be negative: -10");
        assertRefused("duration_ms: 10, ", "").withMessageContaining("noise needs simulation.duration_ms");
        assertRefused("start: rest", "start: resst").withMessageContaining("did you mean 'rest'?");
    }

    @Test
    void parse_distancesWithoutMorphology_areRefused() {
        String text = """
            cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels: [{name: leak, type: hh-leak, where: {distance_um: [0, 10]}}]
            """;
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(text))
                .withMessageContaining("m.yaml:2:61: channels[0].where.distance_um: a cell without a morphology");
    }
}
