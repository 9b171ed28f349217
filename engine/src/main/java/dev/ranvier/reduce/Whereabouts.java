package dev.ranvier.reduce;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of the compartments of a full cell: each belongs to the compartment of the reduced one whose voltage is nearest to its own
 * while the same currents are injected into both.
 *
 * @param ghost by node of the full cell, the number of a compartment of the reduced one, 0 the soma; -1 for ends of branches
 * @param distance_mV by node, the root mean square difference; not a number for ends
 */
@SuppressWarnings("ArrayRecordComponent") // by node
public record Whereabouts(int[] ghost, double[] distance_mV) {
    private static final double LONGEST_ms = 100, SPACING_ms = 0.25;
    private static final int CURRENTS = 2;

    /** Of a full cell and a reduced one. */
    public static Whereabouts of(Neuron full, Neuron reduced, Stimuli stimuli) {
        double interval_ms = Math.max(1, Math.rint(SPACING_ms / full.dt_ms())) * full.dt_ms();
        double duration_ms = Math.min(LONGEST_ms, stimuli.duration_ms());
        List<Stimulus> currents =
                stimuli.heldOut(full.dt_ms()).stream().limit(CURRENTS).toList();
        double[][] all = everywhere_mV(full, currents, duration_ms, interval_ms),
                few = everywhere_mV(reduced, currents, duration_ms, interval_ms);
        Compartments tree = full.cell().compartments();
        int[] ghost = new int[all.length];
        double[] distance = new double[all.length];
        Arrays.fill(ghost, -1);
        Arrays.fill(distance, Double.NaN);
        int[] compartments = compartments(reduced.cell());
        for (int node = 0; node < all.length; node++) {
            if (tree.isCompartment(node)) {
                double[] voltage = all[node];
                int nearest = IntStream.range(0, compartments.length)
                        .boxed()
                        .min(Comparator.comparingDouble(k -> distance(voltage, few[compartments[k]])))
                        .orElseThrow();
                ghost[node] = nearest;
                distance[node] = distance(voltage, few[compartments[nearest]]);
            }
        }
        return new Whereabouts(ghost, distance);
    }

    private static int[] compartments(Cell cell) {
        Compartments tree = cell.compartments();
        return IntStream.range(0, tree.count()).filter(tree::isCompartment).toArray();
    }

    /** {@code [node][sample]}, the currents one after the other. */
    private static double[][] everywhere_mV(
            Neuron neuron, List<Stimulus> currents, double duration_ms, double interval_ms) {
        Probe[] nodes = IntStream.range(0, neuron.cell().compartments().count())
                .mapToObj(Probe.Voltage::new)
                .toArray(Probe[]::new);
        Trace trace = neuron.simulation(currents, duration_ms)
                .withProbes(interval_ms, nodes)
                .run();
        double[][] voltages = new double[nodes.length][];
        for (int node = 0; node < nodes.length; node++) {
            Probe probe = nodes[node];
            voltages[node] = IntStream.range(0, currents.size())
                    .boxed()
                    .flatMapToDouble(lane -> Arrays.stream(trace.values(probe, lane)))
                    .toArray();
        }
        return voltages;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(k -> (a[k] - b[k]) * (a[k] - b[k]))
                .average()
                .orElseThrow());
    }
}
