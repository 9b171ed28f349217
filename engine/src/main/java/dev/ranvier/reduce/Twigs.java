package dev.ranvier.reduce;

import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compartments of their own for strong synapses. An event of such a synapse drives a thin dendrite near its reversal potential, where more
 * conductance brings no more current; a ghost, which is larger, it does not, so that trains of events on the ghost do far more than on
 * the dendrite. A twig is the compartment of the full cell with the strongest synapse of a branch: its membrane and channels, taken from the ghost on which it
 * stands. Synapses on the branch go to it. The strongest keeps its weight; the twig's coupling is such that one event moves the soma as far as in the
 * full cell.
 */
public final class Twigs {
    /** A ghost for which events add up so much better than for the dendrite, in units of {@link SynapticWeight#effect}, is not enough. */
    private static final double NEARLY = 0.9;

    /** The coupling is looked for from so many times less than the weight to as many times more. */
    private static final double RANGE = 100;

    private static final int HALVINGS = 20;
    private static final double MIDDLE = 0.5;

    private final Neuron full;
    private final Lumps lumps;
    private final Map<Integer, String> names = new HashMap<>();
    private ReducedCell cell;

    /** None yet on this reduced cell. */
    public Twigs(Neuron full, ReducedCell reduced) {
        this.full = full;
        this.lumps = new Lumps(full.cell());
        this.cell = reduced;
    }

    /** The reduced cell with its twigs, which are its last compartments. */
    public ReducedCell cell() {
        return cell;
    }

    /** The twig to which synapses at a compartment of the full cell go, if its branch has one. */
    public Optional<String> at(int node) {
        return Optional.ofNullable(names.get(full.cell().compartments().branch(node)));
    }

    /** Whether a synapse at a compartment of the full cell, which became this compartment of the reduced one, needs a twig. */
    public boolean isNeeded(SynapticWeight synapse, int node, String ghost) {
        SynapticWeight quiet = synapse.quiet(full, node);
        Neuron reduced = full.as(cell.cell());
        int there = middle(reduced, ghost);
        double factor = quiet.factor(full, node, reduced, there);
        return quiet.effect(full, node) < NEARLY * quiet.times(factor).effect(reduced, there);
    }

    /** A twig for a branch, by the strongest of the synapses on it; none where no coupling moves the soma as far. */
    public void grow(SynapticWeight strongest, int node, String ghost) {
        SynapticWeight quiet = strongest.quiet(full, node);
        double expected_mV = Math.abs(quiet.peak_mV(full, node));
        double low = quiet.weight_uS() / RANGE, high = quiet.weight_uS() * RANGE;
        if (!(peak_mV(quiet, with(node, ghost, low)) < expected_mV
                && peak_mV(quiet, with(node, ghost, high)) > expected_mV)) {
            return;
        }
        for (int k = 0; k < HALVINGS; k++) {
            double between = Math.sqrt(low * high);
            if (peak_mV(quiet, with(node, ghost, between)) < expected_mV) {
                low = between;
            } else {
                high = between;
            }
        }
        cell = with(node, ghost, Math.sqrt(low * high));
        names.put(
                full.cell().compartments().branch(node), cell.ghosts().getLast().name());
    }

    /** How far an event on the last twig moves the soma, either way. */
    private double peak_mV(SynapticWeight synapse, ReducedCell grown) {
        Neuron neuron = full.as(grown.cell());
        return Math.abs(
                synapse.peak_mV(neuron, middle(neuron, grown.ghosts().getLast().name())));
    }

    private static int middle(Neuron neuron, String branch) {
        return neuron.cell().compartments().at(branch, MIDDLE);
    }

    /** With this compartment as one more twig, but at most half of its ghost. */
    private ReducedCell with(int node, String ghost, double coupling_uS) {
        Compartments tree = full.cell().compartments();
        List<Ghost> ghosts = new ArrayList<>(cell.ghosts());
        int parent = IntStream.range(0, ghosts.size())
                .filter(k -> ghosts.get(k).name().equals(ghost))
                .findFirst()
                .orElseThrow();
        double area_um2 = Math.min(tree.area_um2(node), ghosts.get(parent).area_um2() / 2);
        Ghost twig = lumps.ghost("twig" + (names.size() + 1), parent, area_um2, coupling_uS, List.of(node));
        ghosts.set(parent, ghosts.get(parent).without(twig, cell.mechanisms()));
        ghosts.add(twig);
        return new ReducedCell(ghosts, cell.mechanisms(), cell.initialVoltage_mV(), cell.link());
    }
}
