package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receptors in a model file: {@code synapses} with {@code type: nmda}. */
final class NmdaModelTest {
    private static final String MODEL = """
        cell: {area_um2: 1256, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels: [{name: leak, type: hh-leak, conductance_mS_per_cm2: 0.1, reversal_mV: -65}]
        synapses:
          - {times_ms: [3], weight_nS: 5, decay_ms: 2, reversal_mV: 0}
          - {type: nmda, times_ms: [2, 4], weight_nS: 3, rise_ms: 1, decay_ms: 20, reversal_mV: 5, magnesium_mM: 0.5}
          - {type: nmda, name: slow, times_ms: [1], weight_uS: {fit: 0.002}}
        record: [nmda0.current, slow.decaying_uS]
        """;

    private static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, Path.of("."));
    }

    @Test
    void parse_receptors_areInTheCellAndGetEvents() {
        ModelFile model = parse(MODEL);
        assertThat(model.conductances()).hasSize(1);
        Insertion nmda = model.cell().insertions().get(1);
        assertThat(nmda.name()).isEqualTo("nmda0");
        assertThat(nmda.mechanism().schema().name()).isEqualTo("nmda");
        assertThat(nmda.where()).isEqualTo(new Region.Nodes(Set.of(0)));
        assertThat(DoubleStream.of(5, 0.5, 1, 20).toArray())
                .containsExactly(
                        nmda.mechanism().schema().parameters().stream()
                                .mapToDouble(field -> nmda.parameter(
                                        nmda.mechanism().schema().parameterIndex(field.name()),
                                        model.cell().compartments(),
                                        0))
                                .toArray(),
                        within(0.0));
        assertThat(model.arrivals().getFirst().trains()).containsExactly(EventTrain.of(3 * 1e-3, 2, 4));
        assertThat(model.arrivals().get(1).process()).isEqualTo("slow");
        assertThat(model.fit().marks().getFirst().parts().getFirst().parameter().quantity())
                .isEqualTo(new Quantity.EventWeight(1));
        assertThat(model.probes())
                .extracting(ProbeEntry::probe)
                .containsExactly(new Probe.PlacedCurrent(0, "nmda0"), new Probe.Gate(0, "slow", "decaying_uS"));
    }

    /** Events may come from a file; the current is inward below the reversal potential. */
    @Test
    void simulate_receptors_drawCurrentAfterTheirEvents(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("e.csv"), "t_ms\n2\n4\n");
        ModelFile model = ModelReader.parse("m.yaml", MODEL.replace("times_ms: [2, 4]", "file: e.csv"), folder);
        Probe current = new Probe.PlacedCurrent(0, "nmda0");
        Trace trace = Simulation.of(model.cell(), dev.ranvier.model.Stimulus.none(), 10)
                .withArrivals(model.arrivals())
                .withProbes(0.025, current)
                .run();
        double[] i_nA = trace.values(current, 0);
        assertThat(i_nA[60]).isZero();
        assertThat(i_nA[120]).isNegative();
        assertThat(i_nA[200]).isLessThan(i_nA[120]);
    }

    @ParameterizedTest
    @CsvSource({
        "type: nmda,type: ampa,unknown type 'ampa'",
        "rise_ms: 1,rise_ms: 30,rise_ms=30.0 decay_ms=20.0",
        "'times_ms: [2, 4],','',either times_ms",
        "magnesium_mM,magnesium_uM,accepted: magnesium_mM",
        "weight_nS: 3,weight_nS: -3,must be positive",
        "nmda0.current,nmda1.current,cannot be recorded"
    })
    void parse_badReceptors_areRefused(String from, String to, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(MODEL.replace(from, to)))
                .withMessageContaining(message);
    }
}
