package dev.ranvier.reduce;

import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import dev.ranvier.record.SpikeTimes;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A cell, full or reduced, with an electrode in the middle of its root, the soma.
 *
 * @param cell the cell
 * @param scheme how it is run
 * @param dt_ms step of the run
 * @param start where runs begin
 * @param threshold_mV the voltage through which a spike rises
 */
public record Neuron(Cell cell, Scheme scheme, double dt_ms, InitialCondition start, double threshold_mV) {
    /** Samples of the soma are this many steps apart. */
    private static final int STRIDE = 2;

    private static final int AMPLITUDES = 16;
    private static final double LONG_ms = 200, WEAKEST_nA = 1e-3;

    /** The same as another cell. */
    public Neuron as(Cell other) {
        return new Neuron(other, scheme, dt_ms, start, threshold_mV);
    }

    /** The same with so many times the capacitance: what small errors do to it. */
    public Neuron withCapacitance(double factor) {
        Compartments tree = cell.compartments();
        List<Profile.ByRegion.Part> parts = IntStream.range(0, tree.count())
                .filter(tree::isCompartment)
                .mapToObj(node -> new Profile.ByRegion.Part(
                        new Region.Nodes(Set.of(node)),
                        Profile.of(factor * cell.capacitance_uF_per_cm2().at(tree, node))))
                .toList();
        return as(new Cell(
                tree,
                new Profile.ByRegion(
                        parts, factor * cell.capacitance_uF_per_cm2().at(tree, soma())),
                cell.axialResistivity_ohm_cm(),
                cell.initialVoltage_mV(),
                cell.insertions()));
    }

    /** The compartment with the electrode. */
    public int soma() {
        Compartments tree = cell.compartments();
        return tree.at(tree.branchName(0), 0.5);
    }

    /** Time between two samples of the soma. */
    public double interval_ms() {
        return STRIDE * dt_ms;
    }

    /** A run with a lane for each current; without one nothing is injected. */
    public Simulation simulation(List<? extends Stimulus> currents, double duration_ms) {
        return new Simulation(
                cell,
                currents.isEmpty() ? List.of() : List.of(new Injection(soma(), List.copyOf(currents))),
                List.of(),
                List.of(),
                Optional.empty(),
                start,
                scheme,
                dt_ms,
                duration_ms,
                interval_ms(),
                List.of(new Probe.Voltage(soma())));
    }

    /**
     * The voltage of the soma under each current.
     *
     * @throws ModelException when a voltage does not stay finite
     */
    public List<SampledSignal> voltages_mV(List<? extends Stimulus> currents, double duration_ms) {
        Trace trace = finite(simulation(currents, duration_ms).run());
        return IntStream.range(0, currents.size())
                .mapToObj(lane -> new SampledSignal(interval_ms(), trace.values(new Probe.Voltage(soma()), lane)))
                .toList();
    }

    private static Trace finite(Trace trace) {
        for (Divergence divergence : trace.divergences()) {
            throw new ModelException(
                    "the voltage does not stay finite at t_ms=" + divergence.time_ms() + "; try a smaller step");
        }
        return trace;
    }

    /** When the soma fires. */
    public double[] spikes_ms(SampledSignal voltage_mV) {
        return SpikeTimes.of(voltage_mV.values(), voltage_mV.interval_ms(), threshold_mV);
    }

    /**
     * The least constant current that makes the soma fire within 200 ms, to 7 %.
     *
     * @throws ModelException when it fires without a current, or not even with 30 nA, as a passive cell, whose voltage does not
     *     come down again
     */
    public double rheobase_nA() {
        double[] decades = IntStream.range(0, AMPLITUDES)
                .mapToDouble(k -> k == 0 ? 0 : WEAKEST_nA * Math.pow(2, k))
                .toArray();
        int first = firstToFire(decades);
        if (first == 0) {
            throw new ModelException(
                    "the cell fires without a current, so there is none that just makes it fire: say which currents it"
                            + " is to be reduced for (ranvier reduce --stimuli STIM.yaml)");
        }
        double low = decades[first - 1], high = decades[first];
        double[] between = IntStream.range(0, AMPLITUDES)
                .mapToDouble(k -> low + (high - low) * (k + 1) / AMPLITUDES)
                .toArray();
        return between[firstToFire(between)];
    }

    private int firstToFire(double[] amplitudes_nA) {
        List<Stimulus.Step> steps = Arrays.stream(amplitudes_nA)
                .mapToObj(amplitude -> new Stimulus.Step(0, LONG_ms, amplitude))
                .toList();
        List<SampledSignal> voltages = voltages_mV(steps, LONG_ms);
        return IntStream.range(0, amplitudes_nA.length)
                .filter(k -> fires(voltages.get(k)))
                .findFirst()
                .orElseThrow(() -> new ModelException("the soma does not fire, not even with "
                        + amplitudes_nA[amplitudes_nA.length - 1] + " nA: its spikes are to rise through "
                        + threshold_mV
                        + " mV, and fall again. Does it lack a channel that makes spikes?"));
    }

    /** A membrane that a current charges rises through the threshold too, and stays there. */
    private boolean fires(SampledSignal voltage_mV) {
        double[] spikes_ms = spikes_ms(voltage_mV), v = voltage_mV.values();
        return spikes_ms.length > 0
                && Arrays.stream(v, (int) Math.ceil(spikes_ms[0] / voltage_mV.interval_ms()), v.length)
                        .anyMatch(later_mV -> later_mV < threshold_mV);
    }
}
