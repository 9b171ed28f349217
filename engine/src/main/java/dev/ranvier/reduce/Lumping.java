package dev.ranvier.reduce;

import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chains of ghosts that load the soma as the tree does ({@link Ladder}), one for each {@link Limbs limb}. Each ghost stands for a band
 * of compartments: ordered by how much of a slow voltage at the soma reaches them, the bands have as much capacitance as the ghosts.
 */
final class Lumping {
    private final Cell cell;
    private final Compartments tree;
    private final Lumps lumps;

    /** Of a cell. */
    Lumping(Cell cell) {
        this.cell = cell;
        this.tree = cell.compartments();
        this.lumps = new Lumps(cell);
    }

    /** The reduced cell with a chain for each limb. */
    ReducedCell cell(List<Limbs.Limb> limbs) {
        List<Ghost> ghosts = new ArrayList<>(List.of(lumps.soma()));
        for (Limbs.Limb limb : limbs) {
            Set<Integer> there = new HashSet<>(limb.nodes());
            CableTree cable = new CableTree(cell, there::contains);
            Ladder ladder = Ladder.of(cable, limb.ghosts());
            int[] band = bands(cable, ladder);
            for (int number = 1; number < ladder.capacitance_nF().size(); number++) {
                int here = number;
                List<Integer> nodes = IntStream.range(0, band.length)
                        .filter(node -> band[node] == here)
                        .boxed()
                        .toList();
                double area_um2 = 1e5 * ladder.capacitance_nF().get(number) / lumps.capacitance_uF_per_cm2(nodes);
                ghosts.add(lumps.ghost(
                        "ghost" + ghosts.size(),
                        number == 1 ? 0 : ghosts.size() - 1,
                        area_um2,
                        ladder.coupling_uS().get(number),
                        nodes));
            }
        }
        return new ReducedCell(ghosts, cell.insertions(), cell.initialVoltage_mV());
    }

    /** By node; the root branch's is 0, that of ends -1. */
    private int[] bands(CableTree cable, Ladder ladder) {
        double[] transfer = cable.transfer(Ladder.SHIFT_per_ms);
        int[] bands = new int[tree.count()];
        Arrays.setAll(bands, node -> Math.min(0, cable.place(node)));
        List<Integer> inwards = IntStream.range(1, tree.count())
                .filter(node -> cable.place(node) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> -transfer[cable.place(node)]))
                .toList();
        double scale = inwards.stream()
                        .mapToDouble(node -> cable.capacitance_nF(cable.place(node)))
                        .sum()
                / ladder.capacitance_nF().stream().skip(1).mapToDouble(c -> c).sum();
        int number = 1;
        double filled = 0, full = scale * ladder.capacitance_nF().get(1);
        for (int k = 0; k < inwards.size(); k++) {
            int left = inwards.size() - k, bandsLeft = ladder.capacitance_nF().size() - 1 - number;
            double next = cable.capacitance_nF(cable.place(inwards.get(k)));
            boolean isNext = filled > 0 && filled + next / 2 > full;
            if (bandsLeft > 0 && (isNext || (left <= bandsLeft && filled > 0))) {
                number++;
                full += scale * ladder.capacitance_nF().get(number);
            }
            filled += next;
            bands[inwards.get(k)] = number;
        }
        return bands;
    }
}
