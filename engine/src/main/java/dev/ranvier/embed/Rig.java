package dev.ranvier.embed;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A cell and where a host touches it: describe with {@link #of} and the {@code with} methods, then {@link Neuron#of}. Immutable.
 *
 * <pre>{@code
 * Rig rig = Rig.of(cell).withCurrent(0).withConductance(0, -80);
 * }</pre>
 *
 * @param simulation the cell, its time step and start, and what is done to it whatever the host does; its duration and sample interval
 *     mean nothing here
 * @param currents nodes at which the host injects a current each
 * @param conductances conductances that the host opens
 * @param clamp a voltage clamp that the host switches, if any
 */
public record Rig(Simulation simulation, List<Integer> currents, List<Shunt> conductances, Optional<Electrode> clamp) {
    private static final double USUAL_DT_ms = 0.025;

    /**
     * A conductance that a host opens: the current {@code g (v - reversal)} leaves the cell.
     *
     * @param node the compartment
     * @param reversal_mV where its current vanishes
     */
    public record Shunt(int node, double reversal_mV) {}

    /**
     * Of a voltage clamp.
     *
     * @param node the compartment
     * @param conductance_mS_per_cm2 conductance of the electrode over the compartment's area
     */
    public record Electrode(int node, double conductance_mS_per_cm2) {}

    /**
     * Copies the lists.
     *
     * @throws ModelException if both the simulation and the host have a clamp, and for a node that the cell does not have
     */
    public Rig {
        currents = List.copyOf(currents);
        conductances = List.copyOf(conductances);
        if (clamp.isPresent() && simulation.clamp().isPresent()) {
            throw new ModelException("a cell has one voltage clamp: the simulation's, or the host's");
        }
        Cell cell = simulation.cell();
        currents.forEach(cell::requireNode);
        conductances.forEach(shunt -> cell.requireNode(shunt.node()));
        clamp.ifPresent(electrode -> cell.requireNode(electrode.node()));
    }

    /** A cell that nothing touches yet, second-order scheme at 0.025 ms, from its initial voltage. */
    public static Rig of(Cell cell) {
        return of(Simulation.of(cell, Stimulus.none(), USUAL_DT_ms).withInjections(List.of()));
    }

    /** A cell to which is done what a simulation says, beside what the host will do. */
    public static Rig of(Simulation simulation) {
        return new Rig(simulation, List.of(), List.of(), Optional.empty());
    }

    /** The same with one more current at a node; 0 is the middle of the root. */
    public Rig withCurrent(int node) {
        return new Rig(
                simulation, Stream.concat(currents.stream(), Stream.of(node)).toList(), conductances, clamp);
    }

    /** The same with one more conductance at a compartment. */
    public Rig withConductance(int node, double reversal_mV) {
        ModelException.finite("reversal_mV", reversal_mV);
        return new Rig(
                simulation,
                currents,
                Stream.concat(conductances.stream(), Stream.of(new Shunt(node, reversal_mV)))
                        .toList(),
                clamp);
    }

    /**
     * The same with a voltage clamp of a compartment, off at first.
     *
     * @throws ModelException when it has one already
     */
    public Rig withClamp(int node, double conductance_mS_per_cm2) {
        if (clamp.isPresent()) {
            throw new ModelException("a cell has one voltage clamp, and there is one already");
        }
        return new Rig(simulation, currents, conductances, Optional.of(new Electrode(node, conductance_mS_per_cm2)));
    }

    /** The same with another scheme and step. */
    public Rig withStep(Scheme scheme, double dt_ms) {
        Simulation stepped = new Simulation(
                simulation.cell(),
                simulation.injections(),
                simulation.synapses(),
                simulation.arrivals(),
                simulation.clamp(),
                simulation.start(),
                scheme,
                dt_ms,
                dt_ms,
                dt_ms,
                simulation.probes());
        return new Rig(stepped, currents, conductances, clamp);
    }

    /** The same from another start. */
    public Rig from(InitialCondition start) {
        return new Rig(simulation.from(start), currents, conductances, clamp);
    }

    /** The nodes that are touched; see {@link Simulation#endsInUse}. */
    Set<Integer> endsInUse() {
        Set<Integer> ends = new TreeSet<>(simulation.endsInUse());
        ends.addAll(currents);
        return ends;
    }
}
