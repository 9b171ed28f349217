package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SynapticWeightTest {
    private static final double REVERSAL_mV = 0, WEIGHT_uS = 1e-4, RISE_ms = 0.5, DECAY_ms = 5;

    @Test
    void factor_movesTheSomaAsFar() {
        Neuron full = ReducedCells.neuron(ReducedCells.tree(3));
        Neuron reduced = full.as(ReducedCell.of(full.cell(), 2).cell());
        SynapticWeight weight = new SynapticWeight(REVERSAL_mV, WEIGHT_uS, RISE_ms, DECAY_ms);
        int tip = full.cell().compartments().at("left", 0.9);
        int ghost = reduced.cell().compartments().at("ghost2", 0.5);
        double factor = weight.factor(full, tip, reduced, ghost);
        double moved_mV = weight.peak_mV(full, tip);
        assertThat(moved_mV).isPositive();
        assertThat(new SynapticWeight(REVERSAL_mV, factor * WEIGHT_uS, RISE_ms, DECAY_ms).peak_mV(reduced, ghost))
                .isCloseTo(moved_mV, within(1e-3 * moved_mV));
    }

    @Test
    void factor_ofASynapseThatFiresTheSoma_isThatOfAWeakerOne() {
        Neuron full = ReducedCells.neuron(ReducedCells.chain());
        Neuron same = full.as(ReducedCell.of(full.cell(), 2).cell());
        int far = full.cell().compartments().at("far", 0.5),
                ghost = same.cell().compartments().at("ghost2", 0.5);
        double factor = new SynapticWeight(REVERSAL_mV, 1, RISE_ms, DECAY_ms).factor(full, far, same, ghost);
        assertThat(factor).isCloseTo(1, within(1e-6));
    }
}
