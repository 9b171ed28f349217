package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;

/**
 * Directional derivatives of a run, computed beside it: give it to {@link ForwardSweep#run} as the listener. A direction is a
 * rate of change of every target, in {@link Differentials#of}; after step n {@link Differentials#v} is the rate of change of the voltage
 * of row n. The partials of a step are evaluated once for all directions, and two rows are enough.
 *
 * <p>With few directions this is the cheap way to a Jacobian; {@link TraceJacobian} is the way with few samples or many targets.
 */
public final class TangentSweep implements StepListener {
    private final Batch batch;
    private final Scheme scheme;
    private final Start start;
    private final Linearisation linear;
    private final List<Differentials> directions;
    private final StepListener listener;
    private final Runnable[] tangentVoltage;
    private final Runnable[] tangentGates;
    private final Runnable[] tangentSteadyState;
    private final Runnable[] tangentRest;
    /** By direction: rate of change of the current density into the membrane, and of the current into a node, then of u. */
    private final List<Column> density = new ArrayList<>();

    private final List<Column> current = new ArrayList<>();
    private final DriveEdges drives;
    private final LanewiseProducts products;

    /**
     * Sweeps along runs of {@code batch} that begin at {@code start}. A direction must be by other targets than tables.
     *
     * @param listener called after each step, when all directions have reached it
     */
    public TangentSweep(
            Batch batch,
            Scheme scheme,
            Drive drive,
            Start start,
            List<Differentials> directions,
            StepListener listener) {
        if (batch.chunks().stream().anyMatch(chunk -> !chunk.pools().isEmpty())) {
            throw new ModelException("a cell with an ion pool has no tangents; the reverse sweep, and so L-BFGS and"
                    + " Adam, go through pools");
        }
        this.batch = batch;
        this.scheme = scheme;
        this.start = start;
        this.directions = List.copyOf(directions);
        this.listener = listener;
        linear = new Linearisation(batch, scheme, drive);
        Block work = new Block(batch.arena(), 2L * directions.size(), batch.elements());
        for (int k = 0; k < directions.size(); k++) {
            density.add(work.column(2 * k));
            current.add(work.column(2 * k + 1));
        }
        drives = new DriveEdges(batch, drive, linear);
        products = new LanewiseProducts(batch);
        tangentVoltage = voltageSequence();
        tangentGates = gateSequence(batch.dt_ms(), Channel::advancePartials);
        tangentSteadyState = gateSequence(Channel.SETTLED_ms, Channel::steadyStatePartials);
        tangentRest = restSequence();
    }

    private boolean anyOf(Target target) {
        return directions.stream().anyMatch(dot -> dot.wants(target));
    }

    private Runnable[] voltageSequence() {
        List<Runnable> sequence = new ArrayList<>();
        if (anyOf(new Target.Area())) {
            sequence.add(linear::balanceStep);
        }
        for (int k = 0; k < directions.size(); k++) {
            Differentials dot = directions.get(k);
            Column density = this.density.get(k);
            for (Span span : linear.spans()) {
                sequence.add(() -> clear(density, span));
                if (dot.wants(new Target.Capacitance())) {
                    sequence.add(products.add(-1, linear.rate(), dot.of(new Target.Capacitance()), density, span));
                }
            }
            drives.addDensityTangents(sequence, products, dot, density);
        }
        addCurrents(sequence);
        for (int k = 0; k < directions.size(); k++) {
            Differentials dot = directions.get(k);
            Column current = this.current.get(k);
            for (Span span : linear.spans()) {
                sequence.add(products.assign(linear.byVoltage(), dot.v(), current, span));
            }
            addForce(sequence, k);
            drives.addCurrentTangents(sequence, dot, current);
        }
        addSolutions(sequence);
        for (int k = 0; k < directions.size(); k++) {
            Column v = directions.get(k).v(), u = current.get(k);
            for (Span span : linear.spans()) {
                sequence.add(() -> step(v, u, span));
            }
        }
        return sequence.toArray(Runnable[]::new);
    }

    /** {@code density -= di/dx xDot + di/dp pDot} of all channels. */
    private void addCurrents(List<Runnable> sequence) {
        for (Chunk chunk : batch.chunks()) {
            Span span = Linearisation.span(chunk);
            for (Chunk.Placement placement : chunk.placements()) {
                linear.addKernels(sequence, placement, batch.dt_ms(), Channel::currentPartials);
                List<Partial> partials =
                        batch.channel(placement.channel()).schema().partials();
                for (int j = 0; j < partials.size(); j++) {
                    if (partials.get(j).of() == Partial.CURRENT) {
                        addCurrentEdges(sequence, chunk, placement, span, j);
                    }
                }
            }
        }
    }

    private void addCurrentEdges(List<Runnable> sequence, Chunk chunk, Chunk.Placement placement, Span span, int j) {
        Partial partial = batch.channel(placement.channel()).schema().partials().get(j);
        Column value = placement.sites().partial(j);
        if (partial.by() == Partial.By.VOLTAGE) {
            sequence.add(linear.slopeChanges(value, span));
            return;
        }
        Target parameter = new Target.ChannelParameter(placement.channel(), partial.index());
        for (int k = 0; k < directions.size(); k++) {
            Differentials dot = directions.get(k);
            Column density = this.density.get(k);
            if (partial.by() == Partial.By.STATE) {
                Column x = dot.state(chunk, placement, partial.index());
                sequence.add(products.add(-1, value, x, density, span));
            } else if (dot.wants(parameter)) {
                Column p = dot.parameter(chunk, placement, parameter);
                sequence.add(products.add(-1, value, p, density, span));
            }
        }
    }

    /** {@code current += area density + ...} of direction k: what areas and axial conductances do, in a step as at rest. */
    private void addForce(List<Runnable> sequence, int k) {
        Differentials dot = directions.get(k);
        Column density = this.density.get(k), current = this.current.get(k);
        for (Span span : linear.spans()) {
            sequence.add(products.add(1, batch.area(), density, current, span));
            if (dot.wants(new Target.Area())) {
                sequence.add(products.add(1, linear.byArea(), dot.of(new Target.Area()), current, span));
            }
        }
        if (dot.wants(new Target.AxialConductance())) {
            Column g = dot.of(new Target.AxialConductance()), u = batch.u();
            sequence.add(() -> linear.tree().addAxialTangents(u, g, current));
        }
    }

    /** {@code current = A^-1 current} for all directions. */
    private void addSolutions(List<Runnable> sequence) {
        Column diagonal = batch.diagonal();
        for (int k = 0; k < directions.size(); k++) {
            Column current = this.current.get(k);
            sequence.add(
                    k == 0
                            ? products.solve(linear.tree(), diagonal, current)
                            : () -> linear.tree().solveAgain(diagonal, current));
        }
    }

    private Runnable[] gateSequence(double dt_ms, Function<Channel, List<SiteKernel>> partials) {
        List<Runnable> sequence = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                linear.addKernels(sequence, placement, dt_ms, partials);
                for (Differentials dot : directions) {
                    addAdvanceEdges(sequence, dot, chunk, placement);
                }
            }
        }
        return sequence.toArray(Runnable[]::new);
    }

    /** {@code xDot = dx'/dx xDot}, and then {@code xDot += dx'/dv vDot + dx'/dp pDot}. */
    private void addAdvanceEdges(List<Runnable> sequence, Differentials dot, Chunk chunk, Chunk.Placement placement) {
        Span span = Linearisation.span(chunk);
        List<Partial> partials = batch.channel(placement.channel()).schema().partials();
        List<Runnable> others = new ArrayList<>();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            if (partial.of() == Partial.CURRENT) {
                continue;
            }
            Column value = placement.sites().partial(j), x = dot.state(chunk, placement, partial.of());
            Target parameter = new Target.ChannelParameter(placement.channel(), partial.index());
            switch (partial.by()) {
                case STATE -> sequence.add(products.multiply(value, x, span));
                case VOLTAGE -> others.add(products.add(1, value, dot.v(), x, span));
                case PARAMETER -> {
                    if (dot.wants(parameter)) {
                        Column p = dot.parameter(chunk, placement, parameter);
                        others.add(products.add(1, value, p, x, span));
                    }
                }
                case ION_CURRENT -> throw new IllegalStateException("of a pool: " + partial);
            }
        }
        sequence.addAll(others);
    }

    private Runnable[] restSequence() {
        List<Runnable> sequence = new ArrayList<>();
        if (anyOf(new Target.Area())) {
            sequence.add(linear::balanceRest);
        }
        for (Column column : density) {
            linear.spans().forEach(span -> sequence.add(() -> clear(column, span)));
        }
        addCurrents(sequence);
        for (int k = 0; k < directions.size(); k++) {
            Column column = current.get(k);
            linear.spans().forEach(span -> sequence.add(() -> clear(column, span)));
            addForce(sequence, k);
        }
        addSolutions(sequence);
        for (int k = 0; k < directions.size(); k++) {
            Column v = directions.get(k).v(), solution = current.get(k);
            linear.spans().forEach(span -> sequence.add(() -> copy(solution, v, span)));
        }
        return sequence.toArray(Runnable[]::new);
    }

    @Override
    public void at(int n) {
        int first = start instanceof Start.From(State state) ? state.step() : 0;
        if (n == first) {
            begin();
            if (scheme.gatesFirst()) {
                tangentGates(n, n);
            }
        } else if (scheme.gatesFirst()) {
            tangentVoltage(n - 1, n);
            tangentGates(n, n);
        } else {
            tangentVoltage(n - 1, n - 1);
            tangentGates(n - 1, n);
        }
        listener.at(n);
    }

    /** The directions at the start of the run: gates move with their steady states, the voltage with the place of rest. */
    private void begin() {
        linear.prepare();
        for (Differentials dot : directions) {
            dot.clearStates();
            if (start instanceof Start.AtVoltage && dot.wants(new Target.InitialVoltage())) {
                linear.spans().forEach(span -> copy(dot.of(new Target.InitialVoltage()), dot.v(), span));
            }
        }
        if (start instanceof Start.From) {
            return;
        }
        if (start instanceof Start.AtRest) {
            linear.start();
            Linearisation.runAll(tangentSteadyState);
            linear.rest();
            Linearisation.runAll(tangentRest);
        }
        linear.start();
        Linearisation.runAll(tangentSteadyState);
    }

    /** {@code vDot' = (1 - U) vDot + U uDot}, {@code A uDot} as {@link Linearisation} gives it. */
    private void tangentVoltage(int n, int gateRow) {
        linear.voltageStep(n, gateRow);
        Linearisation.runAll(tangentVoltage);
    }

    private void tangentGates(int n, int voltageRow) {
        linear.gateStep(n, voltageRow);
        Linearisation.runAll(tangentGates);
    }

    private void step(Column v, Column u, Span span) {
        Column kept = linear.keptShare(), stepped = linear.steppedShare();
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            v.store(k, v.load(k).mul(kept.load(k)).add(u.load(k).mul(stepped.load(k))));
        }
    }

    private static void clear(Column x, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            x.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    private static void copy(Column x, Column y, Span span) {
        y.copyFrom(x, span.from(), span.to());
    }
}
