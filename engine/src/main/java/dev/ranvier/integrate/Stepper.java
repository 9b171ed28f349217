package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** The two halves of a time step, between rows of a batch. A {@link Scheme} is their order and theta. */
final class Stepper {
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final TreeSolver tree;
    private final Chunk[] chunks;
    private final Column area;
    private final Column residual;
    private final Column diagonal;
    /** {@code area C / (theta dt) + sum of G}: what of the diagonal stays the same [uS]. */
    private final Column passive;

    private final KernelSequence steadyState;
    private final KernelSequence advance;
    private final KernelSequence current;

    Stepper(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.tree = new TreeSolver(batch);
        this.chunks = batch.chunks().toArray(Chunk[]::new);
        this.area = batch.area();
        this.residual = batch.residual();
        this.diagonal = batch.diagonal();
        this.passive = new Block(batch.arena(), 1, batch.elements()).column(0);
        this.steadyState = new KernelSequence(batch, Channel::steadyState);
        this.advance = new KernelSequence(batch, Channel::advance);
        this.current = new KernelSequence(batch, Channel::current);
    }

    /** Puts the start into its row, and returns that row. */
    int begin(Start start) {
        prepare();
        if (start instanceof Start.From(State state)) {
            state.restore(batch, scheme);
            return state.step();
        }
        batch.voltageAt(0).copyFrom(batch.initialVoltage_mV(), 0, batch.elements());
        batch.writeStatesAt(0);
        steadyState.run(Channel.SETTLED_ms);
        if (start instanceof Start.AtRest) {
            new RestingState(batch, this).settle();
        }
        return 0;
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
    void advanceGates(int n, int voltageRow) {
        batch.voltageAt(voltageRow);
        batch.readStatesAt(n);
        batch.writeStatesAt(n + 1);
        advance.run(batch.dt_ms());
    }

    /**
     * The equations of a step from row n, with the gates of row {@code gateRow}, before axial currents:
     * {@code residual = -area i + gain I + g (E - v)} and {@code diagonal = passive + area slope + g}.
     */
    void assemble(int n, int gateRow) {
        Column v = batch.voltageAt(n);
        batch.readStatesAt(gateRow);
        addCurrents(current, passive);
        drive.add(n, v, residual, diagonal);
    }

    /** {@code residual = -area i}, {@code diagonal = base + area slope}, of the channels at the voltages and gates pointed at. */
    void addCurrents(KernelSequence current, Column base) {
        for (int q = 0; q < chunks.length; q++) {
            Chunk chunk = chunks[q];
            clear(chunk);
            current.run(q, batch.dt_ms());
            gather(chunk, base);
        }
        for (int k = batch.membraneElements(); k < batch.elements(); k += Lanes.COUNT) {
            residual.store(k, DoubleVector.zero(Lanes.SPECIES));
            diagonal.store(k, base.load(k));
        }
    }

    private static void clear(Chunk chunk) {
        for (int k = chunk.from(); k < chunk.to(); k += Lanes.COUNT) {
            chunk.i().store(k, DoubleVector.zero(Lanes.SPECIES));
            chunk.slope().store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    private void gather(Chunk chunk, Column base) {
        for (int k = chunk.from(); k < chunk.to(); k += Lanes.COUNT) {
            DoubleVector a = area.load(k);
            residual.store(k, a.mul(chunk.i().load(k)).neg());
            diagonal.store(k, a.fma(chunk.slope().load(k), base.load(k)));
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
    void advanceVoltage(int n, int gateRow) {
        assemble(n, gateRow);
        Column v = batch.voltageAt(n), next = batch.otherVoltageAt(n + 1);
        tree.solve(v, diagonal, residual);
        double perTheta = 1 / scheme.theta();
        int bare = batch.membraneElements();
        for (int k = 0; k < bare; k += Lanes.COUNT) {
            next.store(k, residual.load(k).fma(DoubleVector.broadcast(Lanes.SPECIES, perTheta), v.load(k)));
        }
        for (int k = bare; k < batch.elements(); k += Lanes.COUNT) {
            next.store(k, residual.load(k).add(v.load(k)));
        }
    }

    /** The solver of the equations that {@link #assemble} writes. */
    TreeSolver tree() {
        return tree;
    }
}
