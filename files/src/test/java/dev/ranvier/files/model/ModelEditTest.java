package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.HybridChannel;
import dev.ranvier.learned.LearnedCurves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelEditTest {
    private static final Path HERE = Path.of("");

    private static final String MODEL = """
        # a cell \uD83E\uDDE0 of mine
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: soma2, type: soma, parent: soma, length_um: 20, diameter_um: 20}
            - {name: "tuft[0]", type: apical, parent: soma, at: 0.5, length_um: 100, diameter_um: 1}
          compartments: {per_branch: 1}
        cell:
          axial_resistivity_ohm_cm: 150
          capacitance_uF_per_cm2:
            fit:
              start: 1.1
              per: branch     # one each

          # where it begins
          initial_voltage_mV: {fit: -65}   # at rest
        channels:
          - {name: leak, type: neuron-hh-leak, conductance_S_per_cm2: {soma: {fit: 3e-4}, otherwise: 1e-4}}
        simulation:
          dt_ms: 0.05  # fine
        """;

    private static final String MARK = """
            fit:
              start: 1.1
              per: branch     # one each
        """;

    private static final String FOUND = """
            {"soma2": 2.0,
             "tuft[0]": 3.0,
             "soma": 1.0}     # one each
        """;

    private static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, HERE);
    }

    /** With 1, 2, 3, ... in the engine's units for what is marked. */
    private static ModelEdit counted(ModelFile model, Path folder) {
        ModelEdit edit = model.fit().text().edit(folder);
        int next = 1;
        for (FitMark mark : model.fit().marks()) {
            edit.put(
                    mark,
                    IntStream.range(next, next + mark.parts().size())
                            .asDoubleStream()
                            .boxed()
                            .toList());
            next += mark.parts().size();
        }
        return edit;
    }

    @Test
    void put_everyMark_leavesTheRestAsItWas() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("dt_ms", "0.1");
        settings.put("duration_ms", "20.0");
        String text = counted(parse(MODEL), HERE)
                .simulation(settings)
                .section("stimulus: [step: {start_ms: 1, duration_ms: 1, amplitude_nA: 1}]")
                .text(List.of("made by\na test"));
        assertThat(text)
                .isEqualTo("# made by a test\n"
                        + MODEL.replace(MARK, FOUND)
                                .replace("{fit: -65}", "4.0")
                                .replace("{fit: 3e-4}", "0.005")
                                .replace(
                                        "dt_ms: 0.05  # fine\n",
                                        "dt_ms: 0.1  # fine\n"
                                                + "  duration_ms: 20.0\n"
                                                + "stimulus: [step: {start_ms: 1, duration_ms: 1, amplitude_nA:"
                                                + " 1}]\n"));
        ModelFile found = parse(text);
        assertThat(found.fit().marks()).isEmpty();
        assertThat(found.times().duration_ms()).contains(20.0);
        assertThat(found.stimuli()).hasSize(1);
        assertThat(found.membrane().initialVoltage_mV()).isEqualTo(4);
        assertThat(IntStream.range(0, found.membrane().compartments().count())
                        .filter(found.membrane().compartments()::isCompartment)
                        .mapToObj(node -> found.membrane()
                                .capacitance_uF_per_cm2()
                                .at(found.membrane().compartments(), node)))
                .containsExactlyInAnyOrder(1.0, 2.0, 3.0);
    }

    @Test
    void simulation_missingSection_isAdded() {
        String model = "cell: {area_um2: 1, capacitance_uF_per_cm2: {fit: 2}, initial_voltage_mV: 0}\n"
                + "channels: [{name: l, type: pas}]";
        for (String text : List.of(model, "{" + model.replace("\n", ",\n") + "}", model + "\n...\n", "---\n" + model)) {
            String changed = counted(parse(text), HERE)
                    .simulation(Map.of("duration_ms", "5.0"))
                    .section("record: [v]")
                    .text(List.of());
            assertThat(parse(changed).times().duration_ms()).as(changed).contains(5.0);
            assertThat(parse(changed).probes()).hasSize(1);
        }
        String flow = model + "\nsimulation: {dt_ms: 0.1}";
        assertThat(counted(parse(flow), HERE)
                        .simulation(Map.of("duration_ms", "5.0"))
                        .text(List.of()))
                .endsWith("simulation: {duration_ms: 5.0, dt_ms: 0.1}");
    }

    /** In braces, as lines, and in the place of another network; comments stay. */
    @Test
    void network_ofEveryGate_isReadBack() {
        String text = """
            cell: {area_um2: 1, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - name: k
                type: learned
                conductance_mS_per_cm2: 1
                reversal_mV: -77
                gates:
                  - {name: a, power: {fit: 2}, }   # in braces
                  - name: b
                    power: 1                       # as lines
                  - name: c
                    network: {hidden: [1], weights: [1, 2, 3, 4, 5, 6]}
                    power: 3
            """;
        ModelFile model = parse(text);
        ModelEdit edit = counted(model, HERE);
        List<LearnedCurves> curves = IntStream.range(0, 3)
                .mapToObj(seed -> LearnedCurves.initialise(List.of(3, 2), seed))
                .toList();
        model.learned().getFirst().gatesWith(curves).forEach(gate -> edit.network("k", gate));
        String changed = edit.text(List.of());
        assertThat(changed)
                .contains("power: 1.0, network: {", "}, }   # in braces", "power: 1                       # as");
        assertThat(parse(changed).unknownChannels().getFirst().gates().stream()
                        .map(gate -> gate.curves().orElseThrow()))
                .isEqualTo(curves);
    }

    /** Named by one word, with an orientation, or learned before. */
    @Test
    void network_ofGateWithFormulasBesideIt_isReadAgain() {
        for (String gate : List.of(
                "{h: learned}",
                "{h: {learned: inactivation}}",
                "{h: {network: {hidden: [1], weights: [1, 2, 3, 4, 5, 6]}, learned: inactivation}}",
                "\n      h: learned  # by lines")) {
            String text = """
                cell: {area_um2: 1, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
                channels:
                  - name: na
                    type: hh-sodium
                    gates: %s
                """.formatted(gate);
            ModelFile model = parse(text);
            LearnedGate h = model.unknownChannels().getFirst().gates().getFirst();
            LearnedGate found = h.with(LearnedCurves.initialise(List.of(3), 5));
            String changed = model.fit().text().edit(HERE).network("na", found).text(List.of());
            assertThat(parse(changed).learned().getFirst().gates()).as(changed).containsExactly(found);
            assertThat(parse(changed).cell().insertions().getFirst().mechanism())
                    .isInstanceOf(HybridChannel.class);
        }
    }

    /** What was learned before is known beside a channel that lacks its network, and else is learned again. */
    @Test
    void unknownChannels_areThoseWithoutANetwork_orAll() {
        String text = """
            cell: {area_um2: 1, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - name: na
                type: hh-sodium
                gates: {h: {network: {hidden: [1], weights: [1, 2, 3, 4, 5, 6]}, learned: inactivation}}
            """;
        assertThat(parse(text).unknownChannels())
                .extracting(ChannelEntry.Learned::name)
                .containsExactly("na");
        assertThat(parse(text + "  - {name: k, type: hh-potassium, gates: {n: learned}}\n")
                        .unknownChannels())
                .extracting(ChannelEntry.Learned::name)
                .containsExactly("k");
    }

    @Test
    void edit_forAnotherFolder_findsTheSameFiles(@TempDir Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models")),
                out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(models.resolve("a \"b\".csv"), "t_ms,i_nA\n0,0\n1,5\n2,0\n");
        Files.writeString(models.resolve("c.swc"), "1 1 0 0 0 5 -1\n");
        Files.writeString(models.resolve("e.csv"), "t_ms\n1\n");
        String text = """
            morphology: {swc: c.swc}
            cell: {axial_resistivity_ohm_cm: {fit: 100}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels: [{name: l, type: pas}]
            stimulus: [sampled: {file: "a \\"b\\".csv"}]
            synapses: [{file: e.csv, weight_nS: 1, decay_ms: 1, reversal_mV: 0}]
            """;
        ModelFile model = ModelReader.parse("m.yaml", text, models);
        String moved = counted(model, out).text(List.of());
        assertThat(moved).contains("\"../models/c.swc\"", "\"../models/a \\\"b\\\".csv\"", "file: \"../models/e.csv\"");
        assertThat(ModelReader.parse("m.yaml", moved, out).synapses()).hasSize(1);
    }
}
