package dev.ranvier.integrate;

import dev.ranvier.channel.harris.Harris;
import dev.ranvier.channel.jahrstevens.JahrStevens;
import dev.ranvier.examples.AxialCurrentExample;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Spiking trees with currents at places of their own. */
public final class PlacedCells {
    private PlacedCells() {}

    /** Two branches hang on junctions, one of which has states, and two on a rectifier, beside an end without membrane. */
    static Cell links() {
        return with(TreeCells.tree(), linkInsertions(TreeCells.tree()));
    }

    /** Two branches hang on a learned current, with latents. */
    public static Cell learned() {
        LearnedFlow flow = new LearnedFlow(LearnedFlow.Form.AXIAL, List.of(2), 1);
        Random random = new Random(3);
        Mechanism current = flow.unknown(
                "learned",
                flow.weights().stream().map(_ -> random.nextGaussian()).toList());
        return with(
                TreeCells.tree(),
                List.of(new Insertion("learned", current, Map.of("conductance_uS", 0.05, "scale_nA", 0.2))
                        .in(nodes(TreeCells.tree(), "b1", 0.3, "b5", 0.1))));
    }

    /** Receptors at four places, two of them at one. */
    static Cell receptors() {
        return with(TreeCells.tree(), receptorInsertions(TreeCells.tree()));
    }

    /** Both. */
    public static Cell both() {
        List<Insertion> more = new ArrayList<>(linkInsertions(TreeCells.tree()));
        more.addAll(receptorInsertions(TreeCells.tree()));
        return with(TreeCells.tree(), more);
    }

    static Cell with(Cell cell, List<Insertion> more) {
        List<Insertion> all = new ArrayList<>(cell.insertions());
        all.addAll(more);
        return new Cell(
                cell.compartments(),
                cell.capacitance_uF_per_cm2(),
                cell.axialResistivity_ohm_cm(),
                cell.initialVoltage_mV(),
                all);
    }

    private static List<Insertion> linkInsertions(Cell cell) {
        return List.of(
                new Insertion("junction", Harris.gapJunction(), Map.of("conductance_uS", 0.02, "rate_factor", 100.0))
                        .in(nodes(cell, "b1", 0.3, "b3", 0.5)),
                new Insertion("rectifier", new AxialCurrentExample(), Map.of("conductance_uS", 0.05))
                        .in(nodes(cell, "b2", 0.5, "b5", 0.1)));
    }

    private static List<Insertion> receptorInsertions(Cell cell) {
        return List.of(
                new Insertion("nmda", JahrStevens.nmda(), Map.of("rise_ms", 0.4, "decay_ms", 6.0, "magnesium_mM", 1.2))
                        .in(nodes(cell, "b2", 0.9, "b4", 0.5, "b6", 0.1)),
                new Insertion("slow", JahrStevens.nmda(), Map.of("rise_ms", 1.0)).in(nodes(cell, "b4", 0.5)));
    }

    /** The compartments at pairs of a branch and a fraction. */
    private static Region nodes(Cell cell, Object... places) {
        Set<Integer> nodes = new TreeSet<>();
        for (int k = 0; k < places.length; k += 2) {
            nodes.add(cell.compartments().at((String) places[k], (Double) places[k + 1]));
        }
        return new Region.Nodes(nodes);
    }

    /** Events at some of the receptors that a cell has, some in one step. */
    public static List<Arrivals> arrivals(Cell cell) {
        if (cell.kinds().points().isEmpty()) {
            return List.of();
        }
        int b2 = cell.compartments().at("b2", 0.9), b4 = cell.compartments().at("b4", 0.5);
        return List.of(
                new Arrivals("nmda", b2, List.of(EventTrain.of(4e-3, 1, 3.005, 3.01, 6))),
                new Arrivals("nmda", b4, List.of(EventTrain.of(2e-3, 0.5, 4))),
                new Arrivals("slow", b4, List.of(EventTrain.of(1e-3, 2))));
    }
}
