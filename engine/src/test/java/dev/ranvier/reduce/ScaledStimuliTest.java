package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaledStimuliTest {
    @Test
    void noises_scaleWithTheRheobase_andDifferInAllTheyHave() {
        List<OrnsteinUhlenbeck> noises = new ScaledStimuli(0.2, 1).noises(0, 32);
        assertThat(noises).allSatisfy(noise -> {
            assertThat(noise.mean()).isBetween(0.2, 0.7);
            assertThat(noise.sd()).isBetween(0.02, 0.32);
            assertThat(noise.correlation_ms()).isBetween(3.0, 100.0);
        });
        assertThat(new HashSet<>(noises.stream().map(OrnsteinUhlenbeck::mean).toList()))
                .hasSize(32);
        assertThat(new HashSet<>(noises.stream().map(OrnsteinUhlenbeck::seed).toList()))
                .hasSize(32);
        assertThat(new ScaledStimuli(0.2, 1).noises(8, 16)).isEqualTo(noises.subList(8, 16));
    }

    @Test
    void rheobase_isTheLeastCurrentThatMakesASpike() {
        Neuron neuron = ReducedCells.neuron(ReducedCells.tree(1));
        double rheobase_nA = neuron.rheobase_nA();
        List<Stimulus> steps =
                List.of(new Stimulus.Step(0, 200, 0.9 * rheobase_nA), new Stimulus.Step(0, 200, rheobase_nA));
        List<SampledSignal> voltages = neuron.voltages_mV(steps, 200);
        assertThat(neuron.spikes_ms(voltages.get(0))).isEmpty();
        assertThat(neuron.spikes_ms(voltages.get(1))).isNotEmpty();
    }

    /** Charged far enough, it rises through the threshold; it does not come back. */
    @Test
    void aPassiveCell_doesNotFire() {
        Cell tree = ReducedCells.tree(1);
        Cell passive = new Cell(
                tree.compartments(),
                tree.capacitance_uF_per_cm2(),
                tree.axialResistivity_ohm_cm(),
                tree.initialVoltage_mV(),
                tree.insertions().stream()
                        .filter(channel -> channel.mechanism().schema().states().isEmpty())
                        .toList());
        assertThat(passive.insertions()).isNotEmpty();
        assertThatThrownBy(ReducedCells.neuron(passive)::rheobase_nA)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not fire");
    }

    @Test
    void stimuli_ofACellThatNeedsNone_areRefused() {
        assertThatThrownBy(() -> new ScaledStimuli(0, 1)).isInstanceOf(ModelException.class);
    }
}
