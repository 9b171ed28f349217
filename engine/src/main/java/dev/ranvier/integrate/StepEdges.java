package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The derivative of a run, piece by piece: what {@link TangentSweep} walks forwards and {@link ReverseSweep} backwards. Every
 * channel gives the partials of its current i and of its states x; the rest is here.
 */
final class StepEdges {
    /** Rounds of {@link #rest} with pools; differentials converge as fast as the pools do in {@link RestingState}. */
    private static final int POOL_ROUNDS = 200;

    private final Batch batch;
    private final Step step;
    private final StepCoefficients linear;
    private final PoolEdges pools;
    private final DriveEdges drives;
    private final PlacedEdges placed;
    private final Runnable[] balanceStep;
    private final boolean byArea;
    private final boolean hasClamp;

    StepEdges(Batch batch, Scheme scheme, Drive drive, StepCoefficients linear, boolean byArea) {
        this.batch = batch;
        this.linear = linear;
        step = scheme.step(batch.dt_ms());
        pools = new PoolEdges(batch, scheme, linear, this);
        drives = new DriveEdges(batch, drive, linear);
        placed = new PlacedEdges(step, linear, drives);
        balanceStep = byArea ? new Runnable[] {linear::midstep, linear::balanceStep} : new Runnable[] {linear::midstep};
        this.byArea = byArea;
        hasClamp = drive.hasClamp();
    }

    /**
     * The voltage half of a step, after {@link StepCoefficients#voltageStep}. With A the matrix of its equations, u the voltage at
     * which it took its currents, and U = 1/theta (1 without membrane),
     *
     * <pre>
     *   A du = area C/(theta dt) dv - area (di + (v' - v)/dt dC + (u - command) dg_c + g_c doffset) + I dgain + ...
     *          - (u - u_parent) dG (and the opposite at the parent) - (i + C (v' - v)/dt + g_c (u - command)) darea
     *   dv'  = (1 - U) dv + U du
     * </pre>
     */
    Edges voltage() {
        Edges edges = new Edges();
        placed.addReceived(edges);
        pools.addForesight(edges);
        edges.section(balanceStep);
        for (Span span : linear.spans()) {
            edges.add(new Edge.Begin(linear.charge(), StepEdges::v, StepEdges::current, span));
            edges.add(
                    new Edge.AddTarget(-1, linear.rate(), target(new Target.Capacitance()), StepEdges::density, span));
        }
        drives.addDensities(edges);
        addCurrents(edges);
        placed.addCurrents(edges);
        edges.group(List.of());
        drives.addCurrents(edges);
        addSolution(edges);
        pools.addAdvance(edges);
        edges.section();
        for (Span span : linear.spans()) {
            edges.add(
                    new Edge.Blend(linear.keptShare(), linear.steppedShare(), StepEdges::current, StepEdges::v, span));
        }
        return edges;
    }

    /** The gate half of a step, after {@link StepCoefficients#gateStep}: {@code dx' = dx'/dx dx + dx'/dv dv + dx'/dp dp}. */
    Edges gates() {
        Edges edges = new Edges();
        edges.section();
        addGates(edges, linear.gatePartials(), step, Channel::advancePartials);
        placed.addGates(edges);
        return edges;
    }

    /** The start at a voltage, after {@link StepCoefficients#start}: pools, and gates at their steady state. */
    Edges start() {
        Edges edges = new Edges();
        edges.section();
        for (Span span : linear.spans()) {
            edges.add(new Edge.Copy(target(new Target.InitialVoltage()), StepEdges::v, span));
        }
        pools.addStart(edges);
        edges.section();
        addGates(edges, Optional.empty(), Step.SETTLED, Channel::steadyStatePartials);
        placed.addSteadyState(edges);
        return edges;
    }

    /**
     * The place of rest, where {@code area i(v, x_inf(v)) + sum of G (v - v_n) = 0}, by the implicit function theorem: with A the
     * derivative of these equations by the voltage, {@code A dv = -area (di/dx dx_inf/dp + di/dp) dp}, and then gates follow.
     * Pools are one round behind, as they are in {@link RestingState}: where there are pools, rounds must be repeated.
     */
    Edges rest() {
        return steady(linear::rest, _ -> {});
    }

    /** The same with the clamp's current {@code area g_c (u - command + offset)} among the others. */
    Edges hold() {
        return steady(linear::hold, drives::addDensities);
    }

    private Edges steady(Runnable equations, Consumer<Edges> densities) {
        Edges edges = new Edges();
        edges.section(linear::start);
        linear.spans().forEach(span -> edges.add(new Edge.Clear(StepEdges::v, span)));
        addGates(edges, Optional.empty(), Step.SETTLED, Channel::steadyStatePartials);
        placed.addSteadyState(edges);
        edges.section(byArea ? new Runnable[] {equations, linear::balanceRest} : new Runnable[] {equations});
        densities.accept(edges);
        addCurrents(edges);
        placed.addCurrents(edges);
        addSolution(edges);
        linear.spans().forEach(span -> edges.add(new Edge.Move(StepEdges::current, StepEdges::v, span)));
        edges.section(linear::start);
        addGates(edges, Optional.empty(), Step.SETTLED, Channel::steadyStatePartials);
        placed.addSteadyState(edges);
        pools.addSettling(edges);
        return edges;
    }

    /** The ways in which a run may begin, in one direction. */
    static final class Beginnings {
        private final Runnable[] start;
        private final Runnable[] rest;
        private final Runnable[] hold;

        private Beginnings(Runnable[] start, Runnable[] rest, Runnable[] hold) {
            this.start = start;
            this.rest = rest;
            this.hold = hold;
        }
    }

    /** All of them; {@code direction} makes the way of edges in it. */
    Beginnings beginnings(Function<Edges, Runnable[]> direction) {
        return new Beginnings(
                direction.apply(start()),
                direction.apply(rest()),
                hasClamp ? direction.apply(hold()) : new Runnable[0]);
    }

    /** Walks the beginning of a run; nothing for a saved state. */
    void begin(RunStart from, Beginnings ways) {
        switch (from) {
            case InitialCondition.From _, RunStart.Reached _ -> {}
            case InitialCondition.AtVoltage _ -> {
                linear.start();
                Edges.run(ways.start);
            }
            case InitialCondition.AtRest _ -> settle(ways.rest);
            case InitialCondition.AtHold _ -> settle(ways.hold);
        }
    }

    private void settle(Runnable[] round) {
        for (int k = 0; k < (linear.pools().isEmpty() ? 1 : POOL_ROUNDS); k++) {
            Edges.run(round);
        }
    }

    /** Voltages. */
    static Optional<Column> v(Differentials d) {
        return Optional.of(d.v());
    }

    /** Currents into nodes, and the solution of their balance, u. */
    static Optional<Column> current(Differentials d) {
        return Optional.of(d.current());
    }

    /** Current densities. */
    static Optional<Column> density(Differentials d) {
        return Optional.of(d.density());
    }

    /** A target over the elements of the batch. */
    static Edge.End target(Target target) {
        return d -> d.wants(target) ? Optional.of(d.of(target)) : Optional.empty();
    }

    private static Edge.End state(Chunk chunk, Chunk.Placement<Channel> placement, int state) {
        return d -> Optional.of(d.state(chunk, placement, state));
    }

    /** The currents of all channels as densities. */
    private void addCurrents(Edges edges) {
        forEachChannel(
                edges,
                linear.currentPartials(),
                step,
                Channel::currentPartials,
                (chunk, placement) -> addCurrentEdges(edges, chunk, placement, -1, StepEdges::density));
    }

    /** {@code y += sign (di/dx dx + di/dp dp + (u - v) dslope/dv dv)}: a channel's current at fixed u. */
    void addCurrent(Edges edges, Chunk chunk, Chunk.Placement<Channel> placement, double sign, Edge.End y) {
        edges.group(StepCoefficients.kernels(
                placement.sites(), placement.mechanism().currentPartials(), step));
        addCurrentEdges(edges, chunk, placement, sign, y);
    }

    private void addCurrentEdges(
            Edges edges, Chunk chunk, Chunk.Placement<Channel> placement, double sign, Edge.End y) {
        List<Partial> partials = placement.mechanism().schema().partials();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            if (partial.of() == Partial.CURRENT) {
                edges.add(edge(sign, chunk, placement, j, y));
            }
        }
    }

    private void addGates(
            Edges edges, Optional<PackedPartials> packed, Step along, Function<Channel, List<SiteKernel>> partials) {
        pools.addView(edges);
        forEachChannel(edges, packed, along, partials, (chunk, placement) -> addGates(edges, chunk, placement));
    }

    /** Edges of all channels, those first whose partials are written at once, the others each behind its kernels. */
    private void forEachChannel(
            Edges edges,
            Optional<PackedPartials> packed,
            Step along,
            Function<Channel, List<SiteKernel>> partials,
            BiConsumer<Chunk, Chunk.Placement<Channel>> edgesOf) {
        packed.ifPresent(together -> {
            edges.group(List.of(together));
            Chunk chunk = batch.chunks().getFirst();
            chunk.channels().stream().filter(together::has).forEach(placement -> edgesOf.accept(chunk, placement));
        });
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                if (packed.isEmpty() || !packed.get().has(placement)) {
                    edges.group(
                            StepCoefficients.kernels(placement.sites(), partials.apply(placement.mechanism()), along));
                    edgesOf.accept(chunk, placement);
                }
            }
        }
    }

    private void addGates(Edges edges, Chunk chunk, Chunk.Placement<Channel> placement) {
        Schema schema = placement.mechanism().schema();
        new StateEdges(edges, chunk, placement, k -> state(chunk, placement, k)).add(schema.stateIndices());
        for (int j = 0; j < schema.partials().size(); j++) {
            Partial partial = schema.partials().get(j);
            if (partial.of() != Partial.CURRENT && partial.by() != Partial.By.STATE) {
                edges.add(edge(1, chunk, placement, j, state(chunk, placement, partial.of())));
            }
        }
    }

    /** {@code y += sign p x}, p the partial at index {@code j} and x what it is by. */
    private Edge edge(double sign, Chunk chunk, Chunk.Placement<Channel> placement, int j, Edge.End y) {
        Schema schema = placement.mechanism().schema();
        Partial partial = schema.partials().get(j);
        Column p = placement.sites().partial(j);
        Span span = StepCoefficients.span(chunk);
        if (partial.by() == Partial.By.SHARED) {
            SharedNumbers.Reading reading = schema.shared().reading(placement.sites(), partial.index());
            return new Edge.AddShared(sign, p, reading, new Target.Shared(placement.position()), y, span);
        }
        return switch (partial.by()) {
            case VOLTAGE -> new Edge.Add(sign, p, StepEdges::v, y, span);
            case STATE -> new Edge.Add(sign, p, state(chunk, placement, partial.index()), y, span);
            case PARAMETER -> pools.byParameter(sign, p, chunk, placement, partial.index(), y);
            case SHARED, NEXT_STATE, ION_CURRENT, PARENT_VOLTAGE, WEIGHT ->
                throw new IllegalStateException("not at a site, or not of a channel: " + partial);
        };
    }

    /** From densities to currents, and with those by areas and axial conductances to the solution. */
    private void addSolution(Edges edges) {
        edges.group(List.of());
        for (Span span : linear.spans()) {
            edges.add(new Edge.Feed(batch.area(), StepEdges::density, StepEdges::current, span));
            edges.add(new Edge.AddTarget(1, linear.byArea(), target(new Target.Area()), StepEdges::current, span));
        }
        TreeSolver tree = linear.tree();
        edges.add(new Edge.Axial(tree, batch.u(), target(new Target.AxialConductance()), StepEdges::current));
        edges.add(new Edge.Solve(tree, batch.diagonal(), StepEdges::current));
    }
}
