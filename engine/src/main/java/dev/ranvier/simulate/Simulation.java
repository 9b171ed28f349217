package dev.ranvier.simulate;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.State;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Sink;
import dev.ranvier.record.Trace;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A cell, what is done to it, and what is recorded: describe with {@link #of} and the {@code with} methods, then
 * {@link #run}. Immutable.
 *
 * @param cell the cell
 * @param injections currents; each has one stimulus for all lanes, or one a lane
 * @param synapses conductances; each has one for all lanes, or one a lane
 * @param arrivals events at point processes; each place has one train for all lanes, or one a lane
 * @param clamp a voltage clamp on every lane, if any
 * @param start where the run begins
 * @param scheme how time is stepped
 * @param dt_ms time step
 * @param duration_ms simulated time, rounded to whole steps
 * @param sampleInterval_ms distance of two recorded samples, a multiple of dt_ms
 * @param probes what is recorded
 */
public record Simulation(
        Cell cell,
        List<Injection> injections,
        List<Synapse> synapses,
        List<Arrivals> arrivals,
        Optional<VoltageClamp> clamp,
        InitialCondition start,
        Scheme scheme,
        double dt_ms,
        double duration_ms,
        double sampleInterval_ms,
        List<Probe> probes) {
    /** Values of one variable that a group of lanes may have, so that a step's columns stay in the second-level cache. */
    private static final int GROUP_ELEMENTS = 2048;
    /** Beyond which eight lanes at once are slower than eight lanes one by one. */
    private static final int MOST_ELEMENTS = 50_000;
    /** So many lanes of a tree of so many nodes are faster one by one. */
    private static final int FEW = 5, TREE = 64;

    /** Refuses steps and durations that are not positive, and a sample interval that is no multiple of the step. */
    public Simulation {
        injections = List.copyOf(injections);
        synapses = List.copyOf(synapses);
        arrivals = List.copyOf(arrivals);
        probes = List.copyOf(probes);
        if (!(dt_ms > 0 && Double.isFinite(dt_ms))) {
            throw new ModelException("dt_ms must be positive and finite: dt_ms=" + dt_ms);
        }
        if (!(duration_ms >= dt_ms && duration_ms / dt_ms < Integer.MAX_VALUE - 2)) {
            throw new ModelException("duration_ms must be at least one step and below 2^31 steps of " + dt_ms
                    + " ms: duration_ms=" + duration_ms);
        }
        if (start instanceof InitialCondition.From(State state)
                && state.step() + duration_ms / dt_ms >= Integer.MAX_VALUE - 2) {
            throw new ModelException("a run of 2^31 steps or more cannot be gone on with: it has made " + state.step()
                    + " steps of " + dt_ms + " ms, asked for are " + duration_ms + " ms more");
        }
        double strides = sampleInterval_ms / dt_ms;
        if (!(strides > 0.5) || Math.abs(strides - Math.rint(strides)) > 1e-6 * strides) {
            throw new ModelException("sampleInterval_ms must be a multiple of dt_ms=" + dt_ms + ": sampleInterval_ms="
                    + sampleInterval_ms);
        }
    }

    /** One lane, a current into the root, second-order scheme at 0.025 ms, the root's voltage recorded at every step. */
    public static Simulation of(Cell cell, Stimulus stimulus, double duration_ms) {
        return new Simulation(
                cell,
                List.of(new Injection(0, stimulus)),
                List.of(),
                List.of(),
                Optional.empty(),
                new InitialCondition.AtVoltage(),
                Scheme.STAGGERED,
                0.025,
                duration_ms,
                0.025,
                List.of(Probe.voltage()));
    }

    /** The same with a current into the root instead of all others, one lane for each stimulus. */
    public Simulation withStimuli(List<Stimulus> stimuli) {
        return withInjections(List.of(new Injection(0, stimuli)));
    }

    /** The same with other currents. */
    public Simulation withInjections(List<Injection> injections) {
        return driven(injections, synapses, arrivals, clamp);
    }

    /** The same with other synapses. */
    public Simulation withSynapses(List<Synapse> synapses) {
        return driven(injections, synapses, arrivals, clamp);
    }

    /** The same with other events at point processes. */
    public Simulation withArrivals(List<Arrivals> arrivals) {
        return driven(injections, synapses, arrivals, clamp);
    }

    /** The same with a voltage clamp on every lane. */
    public Simulation withClamp(VoltageClamp clamp) {
        return driven(injections, synapses, arrivals, Optional.of(clamp));
    }

    private Simulation driven(
            List<Injection> injections, List<Synapse> synapses, List<Arrivals> arrivals, Optional<VoltageClamp> clamp) {
        return new Simulation(
                cell,
                injections,
                synapses,
                arrivals,
                clamp,
                start,
                scheme,
                dt_ms,
                duration_ms,
                sampleInterval_ms,
                probes);
    }

    /** The same with another scheme and step; every step is recorded. */
    public Simulation withStep(Scheme scheme, double dt_ms) {
        return stepped(start, scheme, dt_ms, dt_ms, probes);
    }

    /** The same with other probes, sampled every {@code sampleInterval_ms}. */
    public Simulation withProbes(double sampleInterval_ms, Probe... probes) {
        return stepped(start, scheme, dt_ms, sampleInterval_ms, List.of(probes));
    }

    /** The same from another start; {@link #duration_ms} and the sampling count from there. */
    public Simulation from(InitialCondition start) {
        return stepped(start, scheme, dt_ms, sampleInterval_ms, probes);
    }

    private Simulation stepped(
            InitialCondition start, Scheme scheme, double dt_ms, double sampleInterval_ms, List<Probe> probes) {
        return new Simulation(
                cell,
                injections,
                synapses,
                arrivals,
                clamp,
                start,
                scheme,
                dt_ms,
                duration_ms,
                sampleInterval_ms,
                probes);
    }

    /** How many lanes run: as many as the longest list of stimuli, conductances or trains, or as the state to go on from has. */
    public int lanes() {
        int saved = start instanceof InitialCondition.From(State state) ? state.lanes() : 1;
        return Stream.of(
                        injections.stream().map(injection -> injection.stimuli().size()),
                        synapses.stream().map(synapse -> synapse.conductances().size()),
                        arrivals.stream().map(place -> place.trains().size()))
                .flatMap(sizes -> sizes)
                .reduce(saved, Math::max);
    }

    /** {@link #run(int)} on all cores. */
    public Trace run() {
        return run(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Simulates all lanes; a lane that diverges is named in {@link Trace#divergences}, the others go on. Lanes are split into
     * groups, each of which runs to its end on one thread; the results are the same bits for any number of threads.
     */
    public Trace run(int threads) {
        return run(threads, (batch, drive) -> StepListener.NONE);
    }

    /**
     * The same under the eyes of listeners: {@code watching} is asked for one for each group of lanes, on the group's thread. It
     * may read the batch and the drive it is given, until the group ends.
     */
    public Trace run(int threads, BiFunction<Batch, Drive, StepListener> watching) {
        return inGroups(
                threads,
                (from, to) -> run(
                        from,
                        to,
                        watching,
                        (batch, drive) ->
                                new Recorder(batch, scheme, drive, probes, start.firstRow(), stride(), steps())));
    }

    /**
     * The same for a run longer than memory: samples are handed on as they are made. {@code sinks} is asked for one for each group of
     * lanes, by its first lane, on the group's thread.
     *
     * @param room how many samples are kept at a time, at least 2
     * @return a trace without samples, with the divergences and the end
     */
    public Trace run(int threads, int room, IntFunction<Sink> sinks) {
        if (room < 2) {
            throw new IllegalArgumentException("room for two samples at least is needed: room=" + room);
        }
        return inGroups(
                threads,
                (from, to) -> run(
                        from,
                        to,
                        (batch, drive) -> StepListener.NONE,
                        (batch, drive) -> new Recorder(
                                batch, scheme, drive, probes, start.firstRow(), stride(), room, sinks.apply(from))));
    }

    /** The lanes {@code [from, to)}, on one thread. */
    @FunctionalInterface
    private interface Group {
        Trace run(int from, int to);
    }

    private Trace inGroups(int threads, Group run) {
        int lanes = lanes(), group = groupSize(lanes, threads);
        List<Callable<Trace>> groups = new ArrayList<>();
        for (int first = 0; first < lanes; first += group) {
            int from = first, to = Math.min(first + group, lanes);
            groups.add(() -> run.run(from, to));
        }
        return Trace.joined(Workers.run(threads, groups));
    }

    private int steps() {
        return (int) Math.rint(duration_ms / dt_ms);
    }

    private int stride() {
        return (int) Math.rint(sampleInterval_ms / dt_ms);
    }

    /**
     * Lanes of a group: whole cache lines of them, as many as fit, at least one for each thread. A lane alone fills its vectors with
     * compartments; that is the better way for a few lanes of a tree, and for cells of which eight do not fit in the cache.
     */
    private int groupSize(int lanes, int threads) {
        int nodes = cell.compartments().count();
        if ((nodes >= TREE && lanes <= FEW) || (long) nodes * Lanes.PADDING > MOST_ELEMENTS) {
            return 1;
        }
        int share = Math.min(Math.ceilDiv(lanes, threads), lanesAtOnce(nodes));
        return Math.max(1, share / Lanes.PADDING) * Lanes.PADDING;
    }

    /** Of many lanes of a cell with so many nodes, how many are best run together: whole cache lines of them, or one. */
    public static int lanesAtOnce(int nodes) {
        return (long) nodes * Lanes.PADDING > MOST_ELEMENTS
                ? 1
                : Math.max(1, GROUP_ELEMENTS / nodes / Lanes.PADDING) * Lanes.PADDING;
    }

    /** The lanes {@code [from, to)}. */
    private Trace run(
            int from,
            int to,
            BiFunction<Batch, Drive, StepListener> watching,
            BiFunction<Batch, Drive, Recorder> recording) {
        try (Batch batch = new Batch(cell, to - from, dt_ms, 2, endsInUse())) {
            Drive drive = new Drive(
                    batch,
                    injections.stream()
                            .map(injection -> new Injection(injection.node(), lanes(injection.stimuli(), from, to)))
                            .toList(),
                    synapses.stream()
                            .map(synapse -> new Synapse(
                                    synapse.node(), synapse.reversal_mV(), lanes(synapse.conductances(), from, to)))
                            .toList(),
                    arrivals.stream()
                            .map(place -> new Arrivals(place.process(), place.node(), lanes(place.trains(), from, to)))
                            .toList(),
                    clamp);
            Recorder recorder = recording.apply(batch, drive);
            StepListener watcher = watching.apply(batch, drive);
            ForwardSweep sweep = new ForwardSweep(batch, scheme, drive);
            sweep.run(startOf(from, to), steps(), n -> {
                recorder.at(n);
                watcher.at(n);
            });
            Divergence.refuseWithoutRest(sweep.divergences());
            return recorder.trace(sweep);
        }
    }

    private InitialCondition startOf(int from, int to) {
        return start instanceof InitialCondition.From(State state)
                ? new InitialCondition.From(state.lanes(from, to))
                : start;
    }

    private static <T> List<T> lanes(List<T> signals, int from, int to) {
        return signals.size() == 1 ? signals : signals.subList(from, to);
    }

    /** The nodes at which something is injected or recorded; ends of branches among them have a place of their own in a batch. */
    public Set<Integer> endsInUse() {
        Set<Integer> ends = new HashSet<>();
        injections.forEach(injection -> ends.add(injection.node()));
        probes.forEach(probe -> ends.add(probe.node()));
        return ends;
    }
}
