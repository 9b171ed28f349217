package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.harris.Harris;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.nmodl.ModFiles;
import dev.ranvier.parameter.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReducedCellTest {
    @Test
    void of_aChain_runsAsTheChain() {
        Neuron full = ReducedCells.neuron(ReducedCells.chain());
        ReducedCell reduced = ReducedCell.of(full.cell(), 2);
        List<Stimulus> step = List.of(new Stimulus.Step(5, 20, 0.3));
        SampledSignal expected = full.voltages_mV(step, 30).getFirst(),
                found = full.as(reduced.cell()).voltages_mV(step, 30).getFirst();
        assertThat(full.spikes_ms(expected)).isNotEmpty();
        for (int k = 0; k < expected.length(); k++) {
            assertThat(found.value(k)).isCloseTo(expected.value(k), within(1e-6));
        }
    }

    /** Of a basal dendrite of one compartment its own chain is that compartment; the other ghost goes to the larger, apical tree. */
    @Test
    void candidates_ofStemsOfTwoTypes_areOneChain_andOneForEachType() {
        Cell full = ReducedCells.tree(1);
        Compartments tree = full.compartments();
        int basal = tree.at("basal", 0.5);
        List<ReducedCell> candidates = ReducedCell.candidates(full, 3);
        assertThat(candidates).hasSize(2);
        assertThat(candidates.getFirst()).isEqualTo(ReducedCell.of(full, 3));
        List<Ghost> ghosts = candidates.getLast().ghosts();
        assertThat(ghosts.stream().map(Ghost::parent)).containsExactly(-1, 0, 0, 2);
        assertThat(ghosts.stream().map(Ghost::type))
                .containsExactly(SwcType.SOMA, SwcType.BASAL, SwcType.APICAL, SwcType.APICAL);
        assertThat(ghosts.get(1).area_um2()).isCloseTo(tree.area_um2(basal), within(1e-6 * tree.area_um2(basal)));
        double coupling_uS = 100 / (100 * tree.axialFactor_per_um(basal));
        assertThat(ghosts.get(1).coupling_uS()).isCloseTo(coupling_uS, within(1e-6 * coupling_uS));
        assertThat(ReducedCell.candidates(full, 1)).hasSize(1);
    }

    @Test
    void of_tree_keepsTotalsOfDensities() {
        Cell full = withDenserTrunk();
        ReducedCell reduced = ReducedCell.of(full, 3);
        Compartments tree = full.compartments();
        double sodium = 0, area = 0, reducedSodium = 0, reducedArea = 0;
        for (int node = 0; node < tree.count(); node++) {
            if (tree.isCompartment(node)) {
                area += tree.area_um2(node);
                sodium += tree.area_um2(node) * full.insertions().getFirst().parameter(0, tree, node);
            }
        }
        for (Ghost ghost : reduced.ghosts()) {
            reducedArea += ghost.area_um2();
            reducedSodium += ghost.area_um2() * ghost.parameter("na", "conductance_mS_per_cm2");
        }
        assertThat(reducedArea).isCloseTo(area, within(0.1 * area));
        assertThat(reducedSodium).isCloseTo(sodium, within(0.1 * sodium));
        assertThat(reduced.ghosts().getFirst().parameter("na", "conductance_mS_per_cm2"))
                .isCloseTo(50, within(1e-9));
    }

    /** Its conductance has a name of its own, which the cell does not give, and it is in a part of the tree only. */
    @Test
    void of_treeWithAnImportedChannel_keepsItsTotal_andFitsIt() {
        Cell plain = ReducedCells.tree(5);
        Compartments tree = plain.compartments();
        Insertion imported = new Insertion(
                "kdr", ModFiles.mechanism("kdr").mechanism(), Map.of(), new Region.OnBranches(Set.of("trunk")));
        String name = imported.mechanism().schema().densities().getFirst().name();
        int index = imported.mechanism().schema().parameterIndex(name);
        ReducedCell reduced = ReducedCell.of(
                new Cell(
                        tree,
                        plain.capacitance_uF_per_cm2(),
                        plain.axialResistivity_ohm_cm(),
                        -70,
                        Stream.concat(plain.insertions().stream(), Stream.of(imported))
                                .toList()),
                3);
        double total = imported.nodes(tree)
                .mapToDouble(node -> tree.area_um2(node) * imported.parameter(index, tree, node))
                .sum();
        List<Ghost> with = reduced.with("kdr");
        assertThat(with.stream()
                        .mapToDouble(ghost -> ghost.area_um2() * ghost.parameter("kdr", name))
                        .sum())
                .isCloseTo(total, within(0.1 * total));
        assertThat(reduced.numbers().stream().map(Parameter::name))
                .containsAll(with.stream()
                        .map(ghost -> ghost.name() + " kdr." + name)
                        .toList());
        List<Double> numbers = reduced.numbers().stream().map(Parameter::start).toList();
        assertThat(reduced.withNumbers(numbers)).isEqualTo(reduced);
    }

    private static Cell withDenserTrunk() {
        Cell plain = ReducedCells.tree(5);
        List<Insertion> insertions = new ArrayList<>(plain.insertions());
        insertions.set(
                0,
                new Insertion(
                        "na",
                        insertions.getFirst().mechanism(),
                        Map.of(
                                "conductance_mS_per_cm2",
                                new Profile.ByRegion(
                                        List.of(new Profile.ByRegion.Part(
                                                new Region.OnBranches(Set.of("trunk")), Profile.of(90))),
                                        50)),
                        Region.everywhere()));
        return new Cell(
                plain.compartments(), plain.capacitance_uF_per_cm2(), plain.axialResistivity_ohm_cm(), -70, insertions);
    }

    @Test
    void withNumbers_itsOwn_isTheSame_andOthersAreWhereTheyBelong() {
        ReducedCell reduced = ReducedCell.of(ReducedCells.tree(5), 3);
        List<Double> numbers = reduced.numbers().stream().map(Parameter::start).toList();
        assertThat(numbers).hasSize(4 + 3 * 5);
        assertThat(reduced.withNumbers(numbers)).isEqualTo(reduced);
        ReducedCell doubled =
                reduced.withNumbers(numbers.stream().map(x -> 2 * x).toList());
        assertThat(doubled.numbers().stream().map(Parameter::start))
                .containsExactlyElementsOf(numbers.stream().map(x -> 2 * x).toList());
        Ghost before = reduced.ghosts().get(2), after = doubled.ghosts().get(2);
        assertThat(after.coupling_uS()).isCloseTo(before.coupling_uS() / 2, within(1e-12));
        assertThat(after.diameter_um()).isCloseTo(before.diameter_um(), within(1e-9));
        Ghost soma = reduced.ghosts().getFirst(), twice = doubled.ghosts().getFirst();
        assertThat(twice.capacitance_uF_per_cm2()).isEqualTo(2 * soma.capacitance_uF_per_cm2());
        assertThat(twice.area_um2()).isEqualTo(soma.area_um2());
        assertThat(twice.coupling_uS()).isZero();
    }

    /** Silent, it is the coupling that it stands for; then it adds what its scale says at most. */
    @Test
    void with_link_runsAsWithout_untilItAddsSomething() {
        Neuron full = ReducedCells.neuron(ReducedCells.chain());
        ReducedCell reduced = ReducedCell.of(full.cell(), 2);
        double coupling_uS = reduced.ghosts().get(1).coupling_uS();
        LearnedFlow network = new LearnedFlow(LearnedFlow.Form.AXIAL, List.of(3), 2);
        ReducedCell linked = reduced.with(SomaLink.silent(network, coupling_uS, 1));
        List<Stimulus> step = List.of(new Stimulus.Step(5, 20, 0.3));
        SampledSignal expected = full.voltages_mV(step, 30).getFirst(),
                found = full.as(linked.cell()).voltages_mV(step, 30).getFirst(),
                other =
                        full.as(reduced.with(new SomaLink(
                                                network,
                                                Collections.nCopies(
                                                        network.weights().size(), 0.5),
                                                20 * coupling_uS))
                                        .cell())
                                .voltages_mV(step, 30)
                                .getFirst();
        double away_mV = 0;
        for (int k = 0; k < expected.length(); k++) {
            assertThat(found.value(k)).isCloseTo(expected.value(k), within(1e-6));
            away_mV = Math.max(away_mV, Math.abs(other.value(k) - expected.value(k)));
        }
        assertThat(away_mV).isGreaterThan(1);

        List<Double> numbers = linked.numbers().stream().map(Parameter::start).toList();
        assertThat(linked.numbers().stream()
                        .filter(number -> number.name().endsWith(LearnedFlow.COUPLING.name()))
                        .map(Parameter::start))
                .containsExactly(coupling_uS);
        assertThat(linked.withNumbers(numbers)).isEqualTo(linked);
        ReducedCell doubled =
                linked.withNumbers(numbers.stream().map(x -> 2 * x).toList());
        assertThat(doubled.ghosts().get(1).coupling_uS()).isEqualTo(2 * coupling_uS);
        assertThat(doubled.link().orElseThrow().weights())
                .isEqualTo(network.first(1).stream().map(x -> 2 * x).toList());
    }

    @Test
    void cell_hasTheAreasAndCouplingsOfItsGhosts() {
        ReducedCell reduced = ReducedCell.of(ReducedCells.tree(5), 3);
        Cell cell = reduced.cell();
        Compartments nodes = cell.compartments();
        for (Ghost ghost : reduced.ghosts()) {
            int node = nodes.at(ghost.name(), 0.5);
            assertThat(nodes.area_um2(node)).isCloseTo(ghost.area_um2(), within(1e-9 * ghost.area_um2()));
            if (ghost.parent() >= 0) {
                double coupling_uS =
                        100 / (cell.axialResistivity_ohm_cm().at(nodes, node) * nodes.axialFactor_per_um(node));
                assertThat(coupling_uS).isCloseTo(ghost.coupling_uS(), within(1e-9 * ghost.coupling_uS()));
            }
        }
    }

    @Test
    void of_cellWithAMechanismAtPlacesOfItsOwn_isRefused() {
        Cell plain = ReducedCells.tree(1);
        List<Insertion> insertions = new ArrayList<>(plain.insertions());
        insertions.add(new Insertion("gap", Harris.gapJunction(), Map.of())
                .in(new Region.Nodes(Set.of(plain.compartments().at("left", 0.5)))));
        Cell coupled = new Cell(
                plain.compartments(), plain.capacitance_uF_per_cm2(), plain.axialResistivity_ohm_cm(), -70, insertions);
        assertThatThrownBy(() -> ReducedCell.of(coupled, 2))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("gap");
    }
}
