package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.model.Stimulus;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReductionTest {
    private static final double DURATION_ms = 100;

    @Test
    void run_ofATree_followsItUnderCurrentsNeverSeen() {
        Neuron full = ReducedCells.neuron(ReducedCells.tree(3));
        ScaledStimuli usual = new ScaledStimuli(full.rheobase_nA(), 1);
        Stimuli stimuli = new GivenStimuli(
                DURATION_ms, noises(usual, full, 0, 10), noises(usual, full, 10, 14), usual.unseen(full.dt_ms()));
        Reduction reduction = new Reduction(full, stimuli, new ReductionSettings(1, 2, 1, 2));
        List<ReducedCell> candidates = reduction.candidates();
        Reduction.Reduced reduced = reduction.run(candidates, (_, _, _, _, _) -> {});
        List<Trial.Question> unseen = stimuli.unseen(full.dt_ms());
        List<Trial.Response> expected = Trial.responses(full, unseen);
        List<Trial>
                before =
                        Trial.of(
                                unseen,
                                full,
                                expected,
                                full.as(candidates.getFirst().cell())),
                after = Trial.of(unseen, full, expected, full.as(reduced.cell().cell()));
        assertThat(counted(after)).isGreaterThanOrEqualTo(16).isGreaterThanOrEqualTo(counted(before));
        assertThat(coincidence(after)).isGreaterThan(0.9).isGreaterThanOrEqualTo(coincidence(before));
        assertThat(reduced.starts()).hasSize(2);

        Reduction.Reduced linked = reduction.linked(
                reduced.cell(), new LearnedFlow(LearnedFlow.Form.AXIAL, List.of(3), 1), (_, _, _, _, _) -> {});
        assertThat(linked.starts().getFirst().value())
                .isLessThan(reduced.starts().get(reduced.best()).value());
        assertThat(coincidence(
                        Trial.of(unseen, full, expected, full.as(linked.cell().cell()))))
                .isGreaterThan(0.9);
    }

    /** A network of the voltage can do what an area and a capacitance cannot. */
    @Test
    void soma_withANetwork_isNearerThanWithoutOne() {
        Neuron full = ReducedCells.neuron(ReducedCells.tree(1));
        List<Stimulus> steps = List.of(new Stimulus.Step(2, 20, 0.5), new Stimulus.Step(2, 20, 0.2));
        Reduction reduction = new Reduction(
                full,
                new GivenStimuli(
                        25, steps, steps, List.of(new Trial.Question("step", new Stimulus.Step(2, 20, 0.3), 25))),
                new ReductionSettings(1, 1, 1, 1));
        ReducedCell alone = reduction.soma((_, _, _, _, _) -> {}),
                network =
                        reduction.soma(new LearnedFlow(LearnedFlow.Form.CURRENT, List.of(2), 1), (_, _, _, _, _) -> {});
        assertThat(network.ghosts()).hasSize(1);
        assertThat(error_mV(full, steps, network)).isLessThan(0.7 * error_mV(full, steps, alone));
    }

    private static double error_mV(Neuron full, List<Stimulus> currents, ReducedCell reduced) {
        return Trial.of(
                        currents.stream()
                                .map(current -> new Trial.Question("step", current, 25))
                                .toList(),
                        full,
                        Trial.responses(
                                full,
                                currents.stream()
                                        .map(current -> new Trial.Question("step", current, 25))
                                        .toList()),
                        full.as(reduced.cell()))
                .stream()
                .mapToDouble(trial -> trial.agreement().rmse_mV())
                .sum();
    }

    private static List<Stimulus> noises(ScaledStimuli stimuli, Neuron neuron, int from, int to) {
        return stimuli.noises(from, to).stream()
                .<Stimulus>map(noise -> new Stimulus.Sampled(noise.sampled(neuron.dt_ms(), DURATION_ms)))
                .toList();
    }

    private static long counted(List<Trial> trials) {
        return trials.stream().filter(trial -> trial.agreement().isCounted()).count();
    }

    private static double coincidence(List<Trial> trials) {
        return trials.stream()
                .mapToDouble(trial -> trial.agreement().coincidence())
                .average()
                .orElseThrow();
    }

    @Test
    void whereabouts_ofAChain_areItsOwnCompartments() {
        Neuron full = ReducedCells.neuron(ReducedCells.chain());
        Neuron reduced = full.as(ReducedCell.of(full.cell(), 2).cell());
        Whereabouts whereabouts = Whereabouts.of(full, reduced, new ScaledStimuli(full.rheobase_nA(), 1));
        assertThat(whereabouts.ghost()[full.cell().compartments().at("soma", 0.5)])
                .isZero();
        assertThat(whereabouts.ghost()[full.cell().compartments().at("near", 0.5)])
                .isEqualTo(1);
        assertThat(whereabouts.ghost()[full.cell().compartments().at("far", 0.5)])
                .isEqualTo(2);
    }
}
