package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.KernelSequence.Part;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;

/** The two halves of a time step, between rows of a batch. A {@link Scheme} is their order and theta. */
final class Stepper {
    /** Of sums of currents and slopes. */
    static final List<SiteKernel> CLEAR = clear();

    private static final List<SiteKernel> TIMES_AREA = timesArea();

    private final Batch batch;
    private final Scheme scheme;
    private final Step step;
    private final Drive drive;
    private final TreeSolver tree;
    private final Column area;
    private final Column residual;
    private final Column diagonal;
    /** {@code area C / (theta dt) + sum of G}: what of the diagonal stays the same [uS]. */
    private final Column passive;

    private final KernelSequence steadyState;
    private final KernelSequence advance;
    private final KernelSequence current;
    private final Pools pools;
    private final PlacedCurrents placed;

    /** The parts of a voltage step, called from one place so that no compiler merges them; see {@link SiteKernel}. */
    private final Phase[] assembling;

    private final Phase[] solving;

    @FunctionalInterface
    private interface Phase {
        void run(long n, Column v, Column next);
    }

    Stepper(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.scheme = scheme;
        this.step = scheme.step(batch.dt_ms());
        this.drive = drive;
        this.tree = TreeSolver.of(batch);
        this.area = batch.area();
        this.residual = batch.residual();
        this.diagonal = batch.diagonal();
        this.passive = new Block(batch.arena(), 1, batch.elements()).column(0);
        this.steadyState = KernelSequence.ofChannels(batch, Mechanism::steadyState);
        this.advance = KernelSequence.ofChannels(batch, Mechanism::advance);
        this.current = currents(passive);
        this.pools = new Pools(batch, scheme);
        this.placed = new PlacedCurrents(batch, scheme, drive);
        this.assembling = assembling();
        this.solving = solving();
    }

    private static List<SiteKernel> clear() {
        ProgramBuilder program = new ProgramBuilder();
        program.output(Slot.CURRENT, program.constant(0));
        program.output(Slot.SLOPE, program.constant(0));
        return Kernels.of(program.build()).kernels();
    }

    /** {@code i = -area i}, {@code slope = base + area slope}. */
    private static List<SiteKernel> timesArea() {
        ProgramBuilder program = new ProgramBuilder();
        Value area = program.input(Slot.parameter(0)), base = program.input(Slot.parameter(1));
        Value i = program.input(Slot.CURRENT), slope = program.input(Slot.SLOPE);
        program.output(Slot.CURRENT, program.negate(program.multiply(area, i)));
        program.output(Slot.SLOPE, program.add(base, program.multiply(area, slope)));
        return Kernels.of(program.build()).kernels();
    }

    private Phase[] assembling() {
        List<Phase> phases = new ArrayList<>();
        if (!pools.isEmpty()) {
            phases.add((n, v, next) -> pools.foresee());
        }
        phases.add((n, v, next) -> current.run(step));
        if (hasBareNodes()) {
            phases.add((n, v, next) -> startBare());
        }
        if (!placed.isEmpty()) {
            phases.add((n, v, next) -> placed.add(n));
        }
        phases.add((n, v, next) -> drive.add(n, v, residual, diagonal));
        if (drive.hasClamp()) {
            phases.add((n, v, next) -> drive.addClamp(n, v, residual, diagonal));
        }
        return phases.toArray(Phase[]::new);
    }

    private Phase[] solving() {
        List<Phase> phases = new ArrayList<>();
        phases.add(
                tree.isRootAlone()
                        ? (n, v, next) -> tree.divide(diagonal, residual)
                        : (n, v, next) -> tree.solve(v, diagonal, residual));
        phases.add((n, v, next) -> update(v, next));
        if (hasBareNodes()) {
            phases.add((n, v, next) -> updateBare(v, next));
        }
        if (!pools.isEmpty()) {
            phases.add((n, v, next) -> pools.advance());
        }
        return phases.toArray(Phase[]::new);
    }

    private boolean hasBareNodes() {
        return batch.membraneElements() < batch.elements();
    }

    /** Puts the start into its row, and returns that row. */
    long begin(RunStart start) {
        prepare();
        if (start instanceof RunStart.Reached(int row)) {
            showPools(row);
            return row;
        }
        long first = start instanceof InitialCondition.From(State there) ? there.step() : 0;
        forget(first);
        if (start instanceof InitialCondition.From(State state)) {
            state.restore(batch, scheme);
            showPools(first);
            return first;
        }
        batch.rows().voltageAt(0).copyFrom(batch.initialVoltage_mV(), 0, batch.elements());
        batch.rows().otherVoltageAt(0);
        pools.start();
        showPools(0);
        batch.rows().writeStatesAt(0);
        steadyState.run(Step.SETTLED);
        placed.start();
        if (start instanceof InitialCondition.AtRest) {
            new RestingState(batch, this, Optional.empty()).settle();
        } else if (start instanceof InitialCondition.AtHold) {
            new RestingState(batch, this, Optional.of(drive)).settle();
        }
        return 0;
    }

    /** A steady state is what is left of a state after a long time, and nothing is left of what is not finite but itself. */
    private void forget(long first) {
        Column row = batch.rows().stateCursor();
        for (long n = first; n <= first + 1; n++) {
            row.moveTo(batch.rows().voltageBase(n));
            row.fill(0, batch.rows().rowLength(), 0);
        }
        batch.rows().readStatesAt(first + 1);
    }

    /** The step as one method, where there is one. */
    Optional<PackedStep> packed() {
        return PackedStep.of(batch, scheme, drive, passive);
    }

    private void showPools(long row) {
        batch.rows().voltageAt(row);
        pools.show();
    }

    /** Takes in the batch's capacitances, areas and conductances as they are now. */
    void prepare() {
        Column capacitance = batch.capacitance_uF_per_cm2();
        double perStep = 1 / (scheme.theta() * batch.dt_ms());
        for (int e = 0; e < batch.elements(); e++) {
            passive.set(e, area.get(e) * capacitance.get(e) * perStep);
        }
        tree.addConductances(passive);
    }

    /** Gates from row n to row n + 1, at the voltage of row {@code voltageRow}. */
    void advanceGates(long n, long voltageRow) {
        showPools(voltageRow);
        batch.rows().readStatesAt(n);
        batch.rows().writeStatesAt(n + 1);
        advance.run(step);
        if (!placed.isEmpty()) {
            placed.advance(n);
        }
    }

    /**
     * The equations of a step from row n, with the gates of row {@code gateRow}, before axial currents:
     * {@code residual = -area i + gain I + g (E - v)} and {@code diagonal = passive + area slope + g}.
     */
    void assemble(long n, long gateRow) {
        batch.rows().readStatesAt(gateRow);
        runAll(assembling, n);
    }

    private void runAll(Phase[] phases, long n) {
        Column v = batch.rows().voltageAt(n), next = batch.rows().otherVoltageAt(n + 1);
        for (Phase phase : phases) {
            phase.run(n, v, next);
        }
    }

    /** Adds up the channels' currents: {@code residual = -area i}, {@code diagonal = base + area slope}. */
    KernelSequence currents(Column base) {
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            Sites sums = chunk.membrane().addingTo(residual, diagonal);
            parts.add(new Part(sums, CLEAR));
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                parts.add(new Part(
                        placement.sites().addingTo(residual, diagonal),
                        placement.mechanism().current()));
            }
            parts.add(new Part(sums.withParameters(area, base), TIMES_AREA));
        }
        return KernelSequence.joined(parts, batch.arena());
    }

    /** No channel is where there is no membrane. */
    private void startBare() {
        for (int k = batch.membraneElements(); k < batch.elements(); k += Lanes.COUNT) {
            residual.store(k, DoubleVector.zero(Lanes.SPECIES));
            diagonal.store(k, passive.load(k));
        }
    }

    /**
     * Voltage from row n to row n + 1, all currents linearised at v and taken at {@code u = v + delta},
     * {@code delta = theta (v' - v)}:
     *
     * <pre>
     *   (area (C/(theta dt) + slope) + g + sum of G) delta_c - sum of G delta_n  =  residual_c - sum of G (v_c - v_n)
     * </pre>
     *
     * A node without membrane, whose currents balance at every moment, keeps v + delta itself.
     */
    void advanceVoltage(long n, long gateRow) {
        assemble(n, gateRow);
        runAll(solving, n);
    }

    private void update(Column v, Column next) {
        double perTheta = 1 / scheme.theta();
        for (int k = 0; k < batch.membraneElements(); k += Lanes.COUNT) {
            next.store(k, residual.load(k).mul(perTheta).add(v.load(k)));
        }
    }

    private void updateBare(Column v, Column next) {
        for (int k = batch.membraneElements(); k < batch.elements(); k += Lanes.COUNT) {
            next.store(k, residual.load(k).add(v.load(k)));
        }
    }

    /** The ion pools of the batch. */
    Pools pools() {
        return pools;
    }

    /** The currents at places of their own. */
    PlacedCurrents placed() {
        return placed;
    }

    /** The solver of the equations that {@link #assemble} writes. */
    TreeSolver tree() {
        return tree;
    }
}
