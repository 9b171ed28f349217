package dev.ranvier.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.input.Place;
import dev.ranvier.learned.LearnedCurves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelWriterTest {
    private static final String MODEL = """
        cell:
          cylinder: {length_um: 10, radius_um: 1}
          capacitance_uF_per_cm2: 1.1
          initial_voltage_mV: -70
          celsius_degC: 10
        channels:
          - {name: na, type: neuron-hh-sodium, conductance_S_per_cm2: 0.1234567890123}
          - name: k
            type: learned
            conductance_mS_per_cm2: {fit: 30}
            reversal_mV: -75
            gates: [{name: n, power: 4}, {name: l, power: {fit: 1.5}}]
        stimulus:
          - step: {start_ms: 5, duration_ms: 40, amplitude_pA: 15}
          - ramp: {start_ms: 0, duration_ms: 10, from_nA: 0, to_nA: 0.1}
          - sampled: {file: "a \\"b\\".csv"}
        simulation: {duration_ms: 50, dt_ms: 0.025, scheme: implicit-euler, sample_interval_ms: 0.1}
        record: [v, k.n, na.current, i]
        """;

    private static ModelFile known(ModelFile model) {
        ChannelEntry.Learned unknown = model.unknownChannel();
        List<LearnedGate> gates = unknown.gates().stream()
                .map(gate -> new LearnedGate(
                        gate.name(),
                        gate.power(),
                        gate.powerFitted(),
                        Optional.of(LearnedCurves.initialise(
                                List.of(3, 2), gate.name().charAt(0)))))
                .toList();
        return model.withLearned(new ChannelEntry.Learned(
                unknown.name(),
                unknown.conductance_mS_per_cm2(),
                unknown.reversal_mV(),
                gates,
                unknown.where(),
                unknown.place()));
    }

    @Test
    void write_everythingThereIs_readsBackTheSame(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a \"b\".csv"), "t_ms,i_nA\n0,0\n1,5\n2,0\n");
        Path other = Files.createDirectories(folder.resolve("elsewhere"));
        ModelFile model = known(ModelReader.parse("m.yaml", MODEL, folder));
        String text = ModelWriter.write(model, List.of("made by a test"), other);
        ModelFile back = ModelReader.parse("m.yaml", text, other);

        assertThat(text).startsWith("# made by a test\n");
        assertThat(back.membrane().compartments().area_um2(0))
                .isEqualTo(model.membrane().compartments().area_um2(0));
        assertThat(back.membrane().capacitance_uF_per_cm2())
                .isEqualTo(model.membrane().capacitance_uF_per_cm2());
        assertThat(((ChannelEntry.Mechanism) back.channels().getFirst()).parameters())
                .isEqualTo(((ChannelEntry.Mechanism) model.channels().getFirst()).parameters());
        assertThat(back.unknownChannel())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .isEqualTo(model.unknownChannel());
        assertThat(back.stimuli().subList(0, 2)).isEqualTo(model.stimuli().subList(0, 2));
        assertThat(back.injections().getFirst().stimuli().getFirst().mean_nA(1, 2))
                .isEqualTo(model.injections().getFirst().stimuli().getFirst().mean_nA(1, 2));
        assertThat(back.times())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .isEqualTo(model.times());
        assertThat(back.probes()).isEqualTo(model.probes());
        assertThat(back.cell().insertions()).hasSameSizeAs(model.cell().insertions());
        assertThat(ModelWriter.write(back, List.of("made by a test"), other)).isEqualTo(text);
    }
}
