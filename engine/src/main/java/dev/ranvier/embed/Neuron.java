package dev.ranvier.embed;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.State;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Meter;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cell that a host advances step by step, in one lane or in several:
 *
 * <pre>{@code
 * try (Neuron neuron = Neuron.of(cell)) {
 *     neuron.warmUp();
 *     double v_mV = neuron.voltage_mV();
 *     while (isRunning()) {
 *         v_mV = neuron.step(current_nA(v_mV));
 *     }
 * }
 * }</pre>
 *
 * A step gives the bits that a {@link Simulation} gives at the same inputs. It allocates nothing, waits for nothing and throws nothing
 * but what is said of threads and closing: a voltage that is lost is told by the result. A neuron belongs to the thread that made it, or
 * to the one it was handed to; other threads may have neurons of their own.
 */
public final class Neuron implements AutoCloseable {
    private final Rig rig;
    private final Batch batch;
    private final Drive drive;
    private final ForwardSweep sweep;
    private final Output voltage;
    private final List<Input> currents = new ArrayList<>();
    private final List<Input> conductances = new ArrayList<>();
    private final @Nullable Input first;
    private final Clamp clamp = new Clamp(this);
    private @Nullable Thread owner = Thread.currentThread();
    private boolean areNumbersNew;
    private boolean isAhead;
    private long reading;

    private Neuron(Rig rig, int lanes) {
        Simulation simulation = rig.simulation();
        this.rig = rig;
        batch = new Batch(simulation.cell(), lanes, simulation.dt_ms(), 2, rig.endsInUse());
        try {
            drive = drive(rig, batch);
            for (int k = 0; k < rig.currents().size(); k++) {
                currents.add(new Input(
                        this, drive.stimulus(simulation.injections().size() + k).held()));
            }
            for (int k = 0; k < rig.conductances().size(); k++) {
                conductances.add(new Input(
                        this,
                        drive.conductance(simulation.synapses().size() + k).held()));
            }
            rig.clamp().ifPresent(_ -> drive.clampBy(_ -> clamp.command_mV(), _ -> clamp.isOn()));
            first = currents.isEmpty() ? null : currents.getFirst();
            sweep = new ForwardSweep(batch, simulation.scheme(), drive);
            voltage = output(Probe.voltage());
            sweep.begin(simulation.start());
            Divergence.refuseWithoutRest(sweep.divergences());
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
    }

    private static Drive drive(Rig rig, Batch batch) {
        Simulation simulation = rig.simulation();
        return new Drive(
                batch,
                Stream.concat(
                                simulation.injections().stream(),
                                rig.currents().stream().map(node -> new Injection(node, Stimulus.none())))
                        .toList(),
                Stream.concat(
                                simulation.synapses().stream(),
                                rig.conductances().stream()
                                        .map(shunt ->
                                                new Synapse(shunt.node(), shunt.reversal_mV(), List.of(closed()))))
                        .toList(),
                simulation.arrivals(),
                rig.clamp()
                        .map(there -> new VoltageClamp(
                                there.node(), new SampledSignal(1, new double[1]), there.conductance_mS_per_cm2()))
                        .or(simulation::clamp));
    }

    private static Conductance closed() {
        return new Conductance.Events(List.of(), 0, 1);
    }

    /** One lane of a cell with a current at the root, second-order scheme at 0.025 ms, from its initial voltage. */
    public static Neuron of(Cell cell) {
        return of(Rig.of(cell).withCurrent(0), 1);
    }

    /**
     * Opens a rig in so many lanes; signals of its simulation have one for all lanes, or one a lane.
     *
     * @throws ModelException if something is nowhere in the cell, or the cell finds no rest to start at
     */
    public static Neuron of(Rig rig, int lanes) {
        return new Neuron(rig, lanes);
    }

    /** The current that the host injects at the k-th of {@link Rig#currents} [nA]. */
    public Input current_nA(int k) {
        return currents.get(k);
    }

    /** The k-th of {@link Rig#conductances} [uS]; may be negative, as a dynamic clamp takes channels away. */
    public Input conductance_uS(int k) {
        return conductances.get(k);
    }

    /**
     * The voltage clamp.
     *
     * @throws IllegalStateException if the rig has none for the host
     */
    public Clamp clamp() {
        if (rig.clamp().isEmpty()) {
            throw new IllegalStateException("the rig has no clamp: see Rig.withClamp");
        }
        return clamp;
    }

    /**
     * A probe to read.
     *
     * @throws ModelException if there is no such thing in the cell; an end of a branch is there only if the simulation has a probe at it
     */
    public Output output(Probe probe) {
        require();
        batch.cell().requireNode(probe.node());
        return new Output(
                this,
                new Meter(
                        batch,
                        rig.simulation().scheme(),
                        drive,
                        probe,
                        rig.simulation().start() instanceof InitialCondition.From(State state) ? state.step() : 0));
    }

    /**
     * A number of the cell to set: all but those of signals, for which there are inputs. The initial voltage shows after {@link #reset}.
     *
     * @throws ModelException if it is nowhere in the model, or one of a signal
     */
    public Setting setting(Quantity quantity) {
        require();
        return switch (quantity) {
            case Quantity.ChannelParameter _,
                    Quantity.NetworkWeight _,
                    Quantity.ChannelFactor _,
                    Quantity.Area_um2 _,
                    Quantity.Capacitance_uF_per_cm2 _,
                    Quantity.AxialResistivity_ohm_cm _,
                    Quantity.InitialVoltage_mV _,
                    Quantity.SeriesResistance_MOhm _,
                    Quantity.ElectrodeOffset_mV _,
                    Quantity.StimulusGain _ ->
                new Setting(
                        this,
                        new ParameterSet(
                                List.of(new Parameter(
                                        quantity.toString(), quantity, new Transform.Linear(1), 0, Optional.empty())),
                                batch,
                                drive));
            case Quantity.StimulusParameter _,
                    Quantity.StimulusFactor _,
                    Quantity.SynapseParameter _,
                    Quantity.SynapseFactor _,
                    Quantity.SynapseWeight_uS _,
                    Quantity.EventWeight _ ->
                throw new ModelException("a number of a signal cannot be set between steps: give the rig an input"
                        + " instead: " + quantity);
        };
    }

    /**
     * One step of a neuron with one lane, with this current at the first of {@link Rig#currents}.
     *
     * @return the root's voltage [mV]; what is not finite if the voltage of any compartment is not, in this step and all that follow
     * @throws IllegalStateException on another thread than the neuron's, after its end, with more than one lane or no current
     */
    public double step(double current_nA) {
        require();
        if (first == null || batch.width() > 1) {
            throw new IllegalStateException(
                    "a current goes into a neuron with one lane and a current: lanes=" + lanes());
        }
        first.setAlone(current_nA);
        return advance();
    }

    /**
     * One step of all lanes.
     *
     * @return how many lanes have lost their voltage since the last start; see {@link #divergences}
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     */
    public int step() {
        require();
        return Double.isFinite(advance()) ? 0 : sweep.lost();
    }

    private double advance() {
        if (areNumbersNew) {
            sweep.prepare();
            areNumbersNew = false;
        }
        isAhead = false;
        reading++;
        return sweep.advance();
    }

    /** The root's voltage in lane 0 at the time reached. */
    public double voltage_mV() {
        return voltage.get(0);
    }

    /** The root's voltage in a lane at the time reached. */
    public double voltage_mV(int lane) {
        return voltage.get(lane);
    }

    /** Lanes that have lost their voltage since the last start, in order of time. */
    public List<Divergence> divergences() {
        require();
        return sweep.divergences();
    }

    /** Steps made, those of a state that was gone on from included. */
    public long steps() {
        require();
        return sweep.reached();
    }

    /** Time reached. */
    public double time_ms() {
        return steps() * batch.dt_ms();
    }

    /** Number of lanes. */
    public int lanes() {
        return batch.lanes();
    }

    /** What the neuron was made of. */
    public Rig rig() {
        return rig;
    }

    /** Voltages, gates and time reached, for {@link #restore} here or in another neuron of the rig; inputs and settings are not in it. */
    public State save() {
        require();
        return sweep.state();
    }

    /**
     * Goes back, or on, to a state; inputs and settings stay as they are.
     *
     * @throws ModelException if it is of another model, step or number of lanes
     */
    public void restore(State state) {
        begin(new InitialCondition.From(state));
    }

    /** Goes back to the rig's start; inputs and settings stay as they are. */
    public void reset() {
        begin(rig.simulation().start());
    }

    private void begin(InitialCondition start) {
        require();
        sweep.begin(start);
        Divergence.refuseWithoutRest(sweep.divergences());
        areNumbersNew = false;
        isAhead = false;
        reading++;
    }

    /** Another neuron of the calling thread that is what this one is: state, inputs and settings. Handles are of one neuron only. */
    public Neuron fork() {
        require();
        Neuron other = new Neuron(rig, lanes());
        Numbers.copy(batch, other.batch);
        for (int k = 0; k < currents.size(); k++) {
            other.currents.get(k).copy(currents.get(k));
        }
        for (int k = 0; k < conductances.size(); k++) {
            other.conductances.get(k).copy(conductances.get(k));
        }
        other.clamp.copy(clamp);
        other.restore(save());
        return other;
    }

    /**
     * Steps a copy of this neuron, with its inputs as they are, until the methods of a step are compiled; takes one to three seconds.
     * Before that a step may take a thousand times as long.
     */
    public WarmUp warmUp() {
        try (Neuron copy = fork()) {
            return WarmUp.run(copy);
        }
    }

    /** Makes another thread the only one that may use this neuron. */
    public void handTo(Thread thread) {
        require();
        owner = Objects.requireNonNull(thread);
    }

    /** Frees the memory; a neuron that is closed already stays so. */
    @Override
    public void close() {
        if (owner != null) {
            require();
            owner = null;
            batch.close();
        }
    }

    /** Refuses other threads, and a neuron that is closed. */
    void require() {
        if (owner != Thread.currentThread()) {
            refuse();
        }
    }

    private void refuse() {
        Thread of = owner;
        throw new IllegalStateException(
                of == null
                        ? "the neuron is closed"
                        : "the neuron belongs to thread " + of.getName() + ", not to "
                                + Thread.currentThread().getName() + "; see handTo");
    }

    int checked(int lane) {
        return Objects.checkIndex(lane, batch.lanes());
    }

    int width() {
        return batch.width();
    }

    /** Another number whenever outputs have to be read anew. */
    long reading() {
        return reading;
    }

    void lookAhead() {
        if (!isAhead) {
            sweep.lookAhead();
            isAhead = true;
        }
    }

    void numbersChanged() {
        areNumbersNew = true;
    }
}
