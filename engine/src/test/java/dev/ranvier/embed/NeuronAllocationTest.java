package dev.ranvier.embed;

import dev.ranvier.integrate.Allocation;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.record.Probe;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host's loop puts nothing on the heap. */
@Tag("allocation")
final class NeuronAllocationTest {
    private static final int STEPS = 500;

    @Test
    void inputsStepsAndOutputs_allocateNothing() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            for (int lanes : new int[] {1, 8}) {
                Rig rig = Rig.of(cell).withCurrent(0).withConductance(0, -80).withClamp(0, 1);
                try (Neuron neuron = Neuron.of(rig, lanes)) {
                    Allocation.assertNothing(lanes + " lanes", loop(neuron));
                }
            }
        }
    }

    private static Runnable loop(Neuron neuron) {
        Input current = neuron.current_nA(0), conductance = neuron.conductance_uS(0);
        Clamp clamp = neuron.clamp();
        Setting sodium =
                neuron.setting(new Quantity.ChannelParameter("na", "conductance_mS_per_cm2", new Region.Everywhere()));
        Output gate = neuron.output(Probe.gate("na", "m")), density = neuron.output(Probe.current("k"));
        return () -> {
            for (int k = 0; k < STEPS; k++) {
                current.set(0.01);
                conductance.set(0, 1e-5 * (k % 7));
                if (k % 8 == 0) {
                    clamp.hold(-60);
                    sodium.set(100 + k % 20);
                } else {
                    clamp.release();
                }
                neuron.step();
                conductance.set(neuron.voltage_mV() > 0 ? gate.get() * 1e-5 : density.get() * 1e-9);
            }
        };
    }
}
