package dev.ranvier.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.embed.Neuron;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clamps of hosts, and models that record what electrodes inject. */
final class HostedNeuronTest {
    private static final String MEMBRANE = """
        cell: {area_um2: 1000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels: [{name: leak, type: pas, conductance_S_per_cm2: 0.0001, reversal_mV: -70}]
        """;

    @TempDir
    Path folder;

    private String model(String more) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), MEMBRANE + more).toString();
    }

    @Test
    void secondClamp_isRefused() throws IOException {
        String model = model("");
        assertThatThrownBy(() -> HostedNeuron.open(model, 1, "clamp 10; clamp 5"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("one voltage clamp");
    }

    @Test
    void clamp_holdsAllLanesAlike_andItsCurrentIsAProbe() throws IOException {
        HostedNeuron host = HostedNeuron.open(model(""), 2, "clamp 100; current");
        try (Neuron neuron = host.neuron()) {
            assertThatThrownBy(() -> host.set(0, 1, -20))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("lane -1: 1");
            host.set(0, -1, -20);
            int clamp = host.probe("clamp"), held_mS = 100, leak_mV = -70;
            for (int n = 0; n < 10_000; n++) {
                neuron.step();
            }
            double v_mV = neuron.voltage_mV(1);
            assertThat(v_mV).isBetween(-20.1, -20.0);
            assertThat(host.get(clamp, 1)).isCloseTo(1e-5 * 1000 * held_mS * (-20 - v_mV), within(1e-9));
            assertThat(host.get(clamp, 1)).isCloseTo(1e-5 * 1000 * 0.1 * (v_mV - leak_mV), within(1e-9));
            assertThatThrownBy(() -> host.probe("i")).hasMessageContaining("has no value at a time");
        }
    }

    @Test
    void lanesThatThereAreNot_areRefused() throws IOException {
        HostedNeuron host = HostedNeuron.open(model(""), 2, "current");
        try (Neuron neuron = host.neuron()) {
            for (int lane : new int[] {-2, 2}) {
                assertThatThrownBy(() -> host.set(0, lane, 0.1)).hasMessageContaining(String.valueOf(lane));
            }
            assertThat(neuron.step()).isZero();
        }
    }

    /** A host warms it up with what the file records, and steps as a simulation of the file does. */
    @Test
    void modelsThatRecordTheInjectedCurrent_areWarmedUp_withTheStepOfTheirRows() throws IOException {
        String model = model("""
            stimulus: [step: {start_ms: 1, duration_ms: 1, amplitude_nA: 0.01}]
            simulation: {duration_ms: 5, dt_ms: 0.03, sample_interval_ms: 0.1}
            record: [v, i]
            """);
        try (Neuron neuron = Neuron.of(ModelReader.read(Path.of(model)).rig(), 1)) {
            assertThat(neuron.warmUp().steps()).isPositive();
            neuron.step();
            assertThat(neuron.time_ms()).isCloseTo(0.025, within(1e-12));
        }
    }
}
