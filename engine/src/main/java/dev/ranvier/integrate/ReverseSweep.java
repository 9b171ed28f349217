package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.channel.TableSites;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;

/**
 * The main loop backwards: exact derivatives of what {@link ForwardSweep} computed, from the rows it left in the batch. At each
 * step the partials of the step's two halves are evaluated at the stored rows and multiplied onto the cotangents, in reverse
 * order.
 */
public final class ReverseSweep {
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final Stepper stepper;
    private final Cotangents bars;
    private final Products products;
    private final ReversePools pools;
    private final Runnable[] reverseVoltage;
    private final Runnable[] reverseGates;
    private final Runnable[] reverseSteadyState;
    private final Runnable[] reversePools;
    private final Column lambdaByV;
    private final Column vByV;
    private final Column vByLambda;
    private final Column byCapacitance;
    private final Column byClamp;
    /** Cotangents of the residual: of a current into a node, and of a current density. */
    private final Column lambda;

    private final Column density;

    /** One cotangent for every lane of the batch: gradients. */
    public static ReverseSweep lanewise(Batch batch, Scheme scheme, Drive drive, Cotangents bars) {
        return new ReverseSweep(batch, scheme, drive, bars, new LanewiseProducts(batch));
    }

    ReverseSweep(Batch batch, Scheme scheme, Drive drive, Cotangents bars, Products products) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.stepper = new Stepper(batch, scheme, drive);
        this.bars = bars;
        this.products = products;
        Block factors = new Block(batch.arena(), 5, batch.elements());
        lambdaByV = factors.column(0);
        vByV = factors.column(1);
        vByLambda = factors.column(2);
        byCapacitance = factors.column(3);
        byClamp = factors.column(4);
        for (int k = 0; k < batch.elements(); k++) {
            double perTheta = k < batch.membraneElements() ? 1 / scheme.theta() : 1;
            lambdaByV.set(k, perTheta);
            vByV.set(k, 1 - perTheta);
        }
        Block adjoints = new Block(batch.arena(), 2, batch.elements() * bars.spread());
        lambda = adjoints.column(0);
        density = adjoints.column(1);
        pools = new ReversePools(batch, scheme, bars, products, stepper.pools(), this::addCurrent);
        reverseVoltage = voltageSequence();
        reverseGates = gateSequence(batch.dt_ms(), Channel::advancePartials);
        reverseSteadyState = gateSequence(Channel.SETTLED_ms, Channel::steadyStatePartials);
        reversePools = poolSequence();
    }

    private Runnable[] voltageSequence() {
        List<Runnable> sequence = new ArrayList<>();
        for (Span span : spans()) {
            sequence.add(products.assign(lambdaByV, bars.v(), lambda, span));
        }
        pools.addAdvance(sequence, lambda);
        sequence.add(products.solve(stepper.tree(), batch.diagonal(), lambda));
        for (Span span : spans()) {
            sequence.add(products.assign(batch.area(), lambda, density, span));
            if (bars.wants(new Target.Capacitance())) {
                sequence.add(products.add(-1, byCapacitance, density, bars.of(new Target.Capacitance()), span));
            }
        }
        addDriveEdges(sequence);
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                addCurrent(sequence, chunk, placement, -1, density, value -> slopeChanges(value, chunk));
            }
        }
        for (Span span : spans()) {
            sequence.add(products.multiply(vByV, bars.v(), span));
            sequence.add(products.add(1, vByLambda, lambda, bars.v(), span));
        }
        pools.addForesee(sequence);
        return sequence.toArray(Runnable[]::new);
    }

    private Runnable[] gateSequence(double dt_ms, Function<Channel, List<SiteKernel>> partials) {
        List<Runnable> sequence = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                addKernels(sequence, placement, dt_ms, partials);
                addAdvanceEdges(sequence, chunk, placement);
            }
        }
        pools.addShow(sequence);
        return sequence.toArray(Runnable[]::new);
    }

    private Runnable[] poolSequence() {
        List<Runnable> sequence = new ArrayList<>();
        pools.addStart(sequence);
        return sequence.toArray(Runnable[]::new);
    }

    /** All elements: those of the chunks, and of the nodes without membrane. */
    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            spans.add(new Span(chunk.from(), chunk.to(), chunk.real()));
        }
        int bare = batch.membraneElements();
        spans.add(new Span(bare, batch.elements(), batch.elements() - bare));
        return spans;
    }

    /** From lambda to the stimulus gain and the clamp's conductance. */
    private void addDriveEdges(List<Runnable> sequence) {
        if (bars.wants(new Target.StimulusGain())) {
            for (int k = 0; k < drive.injections().size(); k++) {
                sequence.add(gainEdge(k));
            }
        }
        if (bars.wants(new Target.ClampConductance())) {
            Column bar = bars.of(new Target.ClampConductance()).shifted(drive.clamped() * bars.spread());
            sequence.add(products.add(-1, byClamp, density, bar, lanesAt(drive.clamped())));
        }
    }

    private Runnable gainEdge(int k) {
        int element = drive.injected(k);
        Column current = batch.residual(), bar = bars.of(new Target.StimulusGain());
        Runnable add =
                products.add(1, current.shifted(-element), lambda.shifted(-element * bars.spread()), bar, lanesAt(0));
        return () -> {
            Column injected = drive.injected_nA(k, step);
            for (int lane = 0; lane < batch.width(); lane++) {
                current.set(element + lane, injected.get(lane));
            }
            add.run();
        };
    }

    private Span lanesAt(int element) {
        return new Span(element, element + Math.max(Lanes.PADDING, batch.width()), batch.width());
    }

    private void addKernels(
            List<Runnable> sequence,
            Chunk.Placement placement,
            double dt_ms,
            Function<Channel, List<SiteKernel>> phase) {
        ChannelSites sites = placement.sites();
        sequence.add(() -> sites.step(dt_ms));
        for (SiteKernel kernel : phase.apply(batch.channel(placement.channel()))) {
            sequence.add(() -> kernel.run(sites));
        }
    }

    /** From the cotangent of a current density to the states and parameters of a channel, and as told to the voltage. */
    private void addCurrent(
            List<Runnable> sequence,
            Chunk chunk,
            Chunk.Placement placement,
            double sign,
            Column bar,
            Function<Column, Runnable> byVoltage) {
        addKernels(sequence, placement, batch.dt_ms(), Channel::currentPartials);
        Span span = new Span(chunk.from(), chunk.to(), chunk.real());
        List<Partial> partials = batch.channel(placement.channel()).schema().partials();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            Column value = placement.sites().partial(j);
            if (partial.of() != Partial.CURRENT) {
                continue;
            }
            switch (partial.by()) {
                case VOLTAGE -> sequence.add(byVoltage.apply(value));
                case STATE ->
                    sequence.add(products.add(sign, value, bar, bars.state(chunk, placement, partial.index()), span));
                case PARAMETER ->
                    pools.parameter(chunk, placement, partial.index())
                            .ifPresent(p -> sequence.add(products.add(sign, value, bar, p, span)));
                case ION_CURRENT -> throw new IllegalStateException("of a pool: " + partial);
            }
        }
    }

    /** From the next states of a channel to the voltage, parameters and tables, and last to the states themselves. */
    private void addAdvanceEdges(List<Runnable> sequence, Chunk chunk, Chunk.Placement placement) {
        Span span = new Span(chunk.from(), chunk.to(), chunk.real());
        int c = placement.channel();
        List<Partial> partials = batch.channel(c).schema().partials();
        List<Runnable> own = new ArrayList<>();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            Column value = placement.sites().partial(j);
            if (partial.of() == Partial.CURRENT) {
                continue;
            }
            Column from = bars.state(chunk, placement, partial.of());
            switch (partial.by()) {
                case VOLTAGE -> sequence.add(products.add(1, value, from, bars.v(), span));
                case STATE -> own.add(products.multiply(value, from, span));
                case PARAMETER ->
                    pools.parameter(chunk, placement, partial.index())
                            .ifPresent(p -> sequence.add(products.add(1, value, from, p, span)));
                case ION_CURRENT -> throw new IllegalStateException("of a pool: " + partial);
            }
        }
        if (bars.wants(new Target.Tables(c))) {
            TableSites table = placement.sites().table();
            for (int t = 0; t < table.tables(); t++) {
                sequence.add(products.scatter(table, t, bars.state(chunk, placement, t / 2), bars.tables(c), span));
            }
        }
        sequence.addAll(own);
    }

    private Runnable slopeChanges(Column value, Chunk chunk) {
        Span span = new Span(chunk.from(), chunk.to(), chunk.real());
        return () -> subtractProduct(value, batch.area(), vByLambda, span);
    }

    /** {@code y -= p x}. */
    private static void subtractProduct(Column p, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.store(k, p.load(k).neg().fma(x.load(k), y.load(k)));
        }
    }

    /** One call site for operations of many classes: none of them is inlined, each is compiled, and vectorised, alone. */
    private static void runAll(Runnable[] sequence) {
        for (Runnable operation : sequence) {
            operation.run();
        }
    }

    /** Adds the derivative of the loss by the voltage of row n to {@link Cotangents#v}. */
    @FunctionalInterface
    public interface Source {
        /** Called for n = steps, steps - 1, ..., 0. */
        void add(int n);
    }

    /** The step whose reverse is under way. */
    private int step;

    /** Sweeps from row {@code steps} to row 0; every row must still be in the batch. Cotangents must start at zero. */
    public void run(int steps, Source source) {
        if (batch.rows() < steps + 2) {
            throw new IllegalStateException(
                    "the batch keeps " + batch.rows() + " rows, the reverse sweep needs " + (steps + 2));
        }
        stepper.prepare();
        source.add(steps);
        for (int n = steps - 1; n >= 0; n--) {
            if (scheme.gatesFirst()) {
                reverseVoltage(n, n + 1);
                reverseGates(n, n);
            } else {
                reverseGates(n, n + 1);
                reverseVoltage(n, n);
            }
            source.add(n);
        }
        reverseInitial();
    }

    /**
     * With A the matrix of the step, {@code delta} its solution, {@code u = v + delta}, {@code v' = v + U delta} (U = 1/theta, or 1
     * without membrane), and A symmetric:
     *
     * <pre>
     *   lambda = A^-1 U v'Bar
     *   vBar      = (1 - U) v'Bar + area C/(theta dt) lambda - area (u - v) dslope/dv lambda
     *   xBar     -= area di/dx(u) lambda          pBar -= area di/dp(u) lambda
     *   CBar     -= area (v' - v)/dt lambda       gainBar += I lambda      g_cBar -= area (u - command) lambda
     * </pre>
     */
    private void reverseVoltage(int n, int gateRow) {
        step = n;
        stepper.assemble(n, gateRow);
        atMidstep(n);
        ofCharge();
        runAll(reverseVoltage);
    }

    private void atMidstep(int n) {
        Column v = batch.voltageAt(n), next = batch.otherVoltageAt(n + 1), u = batch.u();
        double perDt = 1 / batch.dt_ms(), command = drive.command_mV(n);
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            DoubleVector change = next.load(k).sub(v.load(k)),
                    uk = change.div(lambdaByV.load(k)).add(v.load(k));
            u.store(k, uk);
            byCapacitance.store(k, change.mul(perDt));
            byClamp.store(k, uk.sub(command));
        }
    }

    private void ofCharge() {
        Column capacitance = batch.capacitance_uF_per_cm2(), area = batch.area();
        double perDt = 1 / batch.dt_ms();
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            vByLambda.store(
                    k,
                    area.load(k).mul(capacitance.load(k)).mul(lambdaByV.load(k)).mul(perDt));
        }
    }

    private void reverseGates(int n, int voltageRow) {
        batch.voltageAt(voltageRow);
        stepper.pools().show();
        batch.readStatesAt(n);
        runAll(reverseGates);
    }

    private void reverseInitial() {
        batch.voltageAt(0);
        batch.otherVoltageAt(0);
        stepper.pools().show();
        batch.readStatesAt(0);
        runAll(reverseSteadyState);
        runAll(reversePools);
        if (bars.wants(new Target.InitialVoltage())) {
            byCapacitance.fill(0, batch.elements(), 1);
            for (Span span : spans()) {
                products.add(1, byCapacitance, bars.v(), bars.of(new Target.InitialVoltage()), span)
                        .run();
            }
        }
    }
}
