package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Leak;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Synapse;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.record.Probe;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** A thin dendrite that a strong synapse drives near its reversal potential. */
final class TwigsTest {
    private static final double REVERSAL_mV = 0, RISE_ms = 0.5, DECAY_ms = 5, REST_mV = -70;
    private static final SynapticWeight STRONG = new SynapticWeight(REVERSAL_mV, 0.03, RISE_ms, DECAY_ms),
            WEAK = new SynapticWeight(REVERSAL_mV, 1e-4, RISE_ms, DECAY_ms);
    private static final String GHOST = "ghost1";

    private final Neuron full = ReducedCells.neuron(new Cell(
            new MorphologyBuilder()
                    .soma(25, 25)
                    .branch("trunk", SwcType.APICAL, "soma", 1, 200, 3, 3)
                    .branch("thin", SwcType.APICAL, "trunk", 1, 150, 0.8, 0.8)
                    .branch("other", SwcType.APICAL, "trunk", 1, 150, 2, 1)
                    .build()
                    .discretise(new Discretisation.PerBranch(5)),
            Profile.of(1),
            Profile.of(150),
            REST_mV,
            List.of(new Insertion("pas", Leak.pas(), Map.of("conductance_mS_per_cm2", 0.1, "reversal_mV", REST_mV)))));
    private final int place = full.cell().compartments().at("thin", 0.5);
    private final ReducedCell ghosts = ReducedCell.of(full.cell(), 1);

    @Test
    void isNeeded_forAStrongSynapse_notForAWeakOne() {
        Twigs twigs = new Twigs(full, ghosts);
        assertThat(twigs.isNeeded(STRONG, place, GHOST)).isTrue();
        assertThat(twigs.isNeeded(WEAK, place, GHOST)).isFalse();
    }

    @Test
    void grow_keepsMembraneAndWeight_andFollowsATrainThatAGhostDoesNot() {
        Twigs twigs = new Twigs(full, ghosts);
        twigs.grow(STRONG, place, GHOST);
        assertThat(twigs.at(place)).contains("twig1");
        assertThat(area_um2(twigs.cell())).isCloseTo(area_um2(ghosts), within(1e-9 * area_um2(ghosts)));

        Neuron grown = full.as(twigs.cell().cell()), before = full.as(ghosts.cell());
        int twig = grown.cell().compartments().at("twig1", 0.5),
                ghost = before.cell().compartments().at(GHOST, 0.5);
        double once_mV = STRONG.peak_mV(full, place), train_mV = train_mV(full, place, STRONG.weight_uS());
        assertThat(STRONG.peak_mV(grown, twig)).isCloseTo(once_mV, within(1e-4 * once_mV));
        assertThat(train_mV(grown, twig, STRONG.weight_uS())).isCloseTo(train_mV, within(0.05 * train_mV));
        double weight_uS = STRONG.factor(full, place, before, ghost) * STRONG.weight_uS();
        assertThat(train_mV(before, ghost, weight_uS)).isGreaterThan(1.2 * train_mV);
    }

    @Test
    void grow_forAnInhibitorySynapse_movesTheSomaDownAsFar() {
        SynapticWeight inhibitory = new SynapticWeight(-90, 0.03, RISE_ms, DECAY_ms);
        Twigs twigs = new Twigs(full, ghosts);
        twigs.grow(inhibitory, place, GHOST);
        Neuron grown = full.as(twigs.cell().cell());
        double down_mV = inhibitory.peak_mV(full, place);
        assertThat(down_mV).isNegative();
        assertThat(inhibitory.peak_mV(grown, grown.cell().compartments().at("twig1", 0.5)))
                .isCloseTo(down_mV, within(-1e-4 * down_mV));
    }

    private static double area_um2(ReducedCell cell) {
        return cell.ghosts().stream().mapToDouble(Ghost::area_um2).sum();
    }

    /** How far ten events, 3 ms apart, move the soma. */
    private static double train_mV(Neuron neuron, int node, double weight_uS) {
        List<Conductance.Event> events = DoubleStream.iterate(20, t_ms -> t_ms < 50, t_ms -> t_ms + 3)
                .mapToObj(t_ms -> new Conductance.Event(t_ms, weight_uS))
                .toList();
        double[] voltage_mV = neuron.simulation(List.of(), 70)
                .withSynapses(List.of(
                        new Synapse(node, REVERSAL_mV, List.of(new Conductance.Events(events, RISE_ms, DECAY_ms)))))
                .run(1)
                .values(new Probe.Voltage(neuron.soma()), 0);
        return DoubleStream.of(voltage_mV).max().orElseThrow() - REST_mV;
    }
}
