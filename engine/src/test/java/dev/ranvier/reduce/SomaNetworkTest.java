package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SomaNetworkTest {
    private static final SomaNetwork NETWORK = new SomaNetwork(3, 2);

    /** Layer of three units of v and two latents, their sum, and three weights of each latent. */
    @Test
    void weights_areAllOfTheNetwork() {
        FormulaChannel channel = NETWORK.channel(5, 1);
        assertThat(SomaNetwork.weights(channel)).hasSize(3 * (3 + 1) + 3 + 1 + 2 * 3);
        assertThat(channel.schema().states()).hasSize(2);
    }

    @Test
    void channel_beginsAsNoCurrent() {
        Neuron without = ReducedCells.neuron(ReducedCells.chain());
        List<Insertion> more = new ArrayList<>(without.cell().insertions());
        more.add(new Insertion(SomaNetwork.NAME, NETWORK.channel(5, 1), Map.of()));
        Neuron with = without.as(new Cell(
                without.cell().compartments(),
                without.cell().capacitance_uF_per_cm2(),
                without.cell().axialResistivity_ohm_cm(),
                without.cell().initialVoltage_mV(),
                more));
        List<Stimulus> step = List.of(new Stimulus.Step(5, 20, 0.3));
        assertThat(with.voltages_mV(step, 30).getFirst().values())
                .isEqualTo(without.voltages_mV(step, 30).getFirst().values());
    }
}
