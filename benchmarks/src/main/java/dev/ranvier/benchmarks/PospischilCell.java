package dev.ranvier.benchmarks;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.PyramidalCell;
import dev.ranvier.morphology.SwcReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A branched neuron with Pospischil's Na, K, leak and Km everywhere, the cell of several benchmarks. */
final class PospischilCell {
    static final double DT_ms = 0.025;

    private PospischilCell() {}

    /** The grown cell if {@code morphology} is {@code grown}, else that of an SWC file; so many compartments to a branch. */
    static Cell of(String morphology, int perBranch) throws IOException {
        Compartments nodes = (morphology.equals("grown")
                        ? PyramidalCell.USUAL.grow(1)
                        : SwcReader.read(Path.of(morphology)))
                .discretise(new Discretisation.PerBranch(perBranch));
        return new Cell(
                nodes,
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(
                        new Insertion(Pospischil.sodium()),
                        new Insertion(Pospischil.potassium()),
                        new Insertion(Pospischil.leak()),
                        new Insertion(Pospischil.mCurrent())));
    }

    /** A current step in every lane, from 10 to 50 ms, with amplitudes spread over 0.4 to 0.8 nA. */
    static List<Stimulus> steps(int lanes) {
        return IntStream.range(0, lanes)
                .<Stimulus>mapToObj(lane -> new Stimulus.Step(10, 40, 0.4 + 0.4 * (lane + 0.5) / lanes))
                .toList();
    }

    /** Compartments of a cell; ends of branches do not count. */
    static long compartments(Cell cell) {
        Compartments nodes = cell.compartments();
        return IntStream.range(0, nodes.count()).filter(nodes::isCompartment).count();
    }
}
