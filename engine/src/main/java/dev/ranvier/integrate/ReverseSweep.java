package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.channel.TableSites;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The main loop backwards: exact derivatives of what {@link ForwardSweep} computed, from the rows it left in the batch. At each
 * step the partials of the step's two halves are evaluated at the stored rows and multiplied onto the cotangents, in reverse
 * order.
 */
public final class ReverseSweep {
    private final Batch batch;
    private final Scheme scheme;
    private final Linearisation linear;
    private final Differentials bars;
    private final Products products;
    private final DriveEdges drives;
    private final ReversePools pools;
    private final Runnable[] reverseVoltage;
    private final Runnable[] reverseGates;
    private final Runnable[] reverseSteadyState;
    private final Runnable[] reversePools;
    private final Runnable[] reverseRest;
    /** Differentials of the residual: of a current into a node, and of a current density. */
    private final Column lambda;

    private final Column density;

    /** One cotangent for every lane of the batch: gradients. */
    public static ReverseSweep lanewise(Batch batch, Scheme scheme, Drive drive, Differentials bars) {
        return new ReverseSweep(batch, scheme, drive, bars, new LanewiseProducts(batch));
    }

    ReverseSweep(Batch batch, Scheme scheme, Drive drive, Differentials bars, Products products) {
        this.batch = batch;
        this.scheme = scheme;
        this.bars = bars;
        this.products = products;
        linear = new Linearisation(batch, scheme, drive);
        Block adjoints = new Block(batch.arena(), 2, batch.elements() * bars.spread());
        lambda = adjoints.column(0);
        density = adjoints.column(1);
        drives = new DriveEdges(batch, drive, linear);
        pools = new ReversePools(batch, scheme, bars, products, linear.pools(), this::addCurrent);
        reverseVoltage = voltageSequence();
        reverseGates = gateSequence(batch.dt_ms(), Channel::advancePartials);
        reverseSteadyState = gateSequence(Channel.SETTLED_ms, Channel::steadyStatePartials);
        reversePools = poolSequence();
        reverseRest = restSequence();
    }

    private Runnable[] voltageSequence() {
        List<Runnable> sequence = new ArrayList<>();
        if (bars.wants(new Target.Area())) {
            sequence.add(linear::balanceStep);
        }
        for (Span span : linear.spans()) {
            sequence.add(products.assign(linear.steppedShare(), bars.v(), lambda, span));
        }
        pools.addAdvance(sequence, lambda);
        addSolution(sequence);
        for (Span span : linear.spans()) {
            if (bars.wants(new Target.Capacitance())) {
                sequence.add(products.add(-1, linear.rate(), density, bars.of(new Target.Capacitance()), span));
            }
        }
        drives.addCotangents(sequence, products, bars, lambda, density);
        addCurrents(sequence);
        for (Span span : linear.spans()) {
            sequence.add(products.multiply(linear.keptShare(), bars.v(), span));
            sequence.add(products.add(1, linear.byVoltage(), lambda, bars.v(), span));
        }
        pools.addForesee(sequence);
        return sequence.toArray(Runnable[]::new);
    }

    /** {@code lambda = A^-1 lambda}, and what is the same in a step and at rest: areas and axial conductances. */
    private void addSolution(List<Runnable> sequence) {
        sequence.add(products.solve(linear.tree(), batch.diagonal(), lambda));
        if (bars.wants(new Target.AxialConductance())) {
            sequence.add(products.axial(linear.tree(), batch.u(), lambda, bars.of(new Target.AxialConductance())));
        }
        for (Span span : linear.spans()) {
            sequence.add(products.assign(batch.area(), lambda, density, span));
            if (bars.wants(new Target.Area())) {
                sequence.add(products.add(1, linear.byArea(), lambda, bars.of(new Target.Area()), span));
            }
        }
    }

    private void addCurrents(List<Runnable> sequence) {
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                Span span = Linearisation.span(chunk);
                addCurrent(sequence, chunk, placement, -1, density, value -> linear.slopeChanges(value, span));
            }
        }
    }

    private Runnable[] gateSequence(double dt_ms, Function<Channel, List<SiteKernel>> partials) {
        List<Runnable> sequence = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                linear.addKernels(sequence, placement, dt_ms, partials);
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

    private Runnable[] restSequence() {
        List<Runnable> sequence = new ArrayList<>();
        if (bars.wants(new Target.Area())) {
            sequence.add(linear::balanceRest);
        }
        for (Span span : linear.spans()) {
            sequence.add(products.move(bars.v(), lambda, span));
        }
        addSolution(sequence);
        addCurrents(sequence);
        return sequence.toArray(Runnable[]::new);
    }

    /** From the cotangent of a current density to the states and parameters of a channel, and as told to the voltage. */
    private void addCurrent(
            List<Runnable> sequence,
            Chunk chunk,
            Chunk.Placement placement,
            double sign,
            Column bar,
            Function<Column, Runnable> byVoltage) {
        linear.addKernels(sequence, placement, batch.dt_ms(), Channel::currentPartials);
        Span span = Linearisation.span(chunk);
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
        Span span = Linearisation.span(chunk);
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
                sequence.add(products.scatter(
                        table, t, bars.state(chunk, placement, t / 2), bars.rows(new Target.Tables(c)), span));
            }
        }
        sequence.addAll(own);
    }

    /** Adds the derivatives of the loss by what stands in row n: to {@link Differentials#v}, and {@link Differentials#state}. */
    @FunctionalInterface
    public interface Source {
        /** Called for n = steps, steps - 1, ..., 0. */
        void add(int n);
    }

    /** As {@link #run(Start, int, Source)}, for a run from the cell's initial voltage. */
    public void run(int steps, Source source) {
        run(new Start.AtVoltage(), steps, source);
    }

    /**
     * Sweeps the {@code steps} steps of a run back to its start; every row must still be in the batch. Differentials must start at
     * zero. A run that starts from a saved state has no derivative by {@link Target.InitialVoltage}.
     */
    public void run(Start start, int steps, Source source) {
        if (batch.rows() < steps + 2) {
            throw new IllegalStateException(
                    "the batch keeps " + batch.rows() + " rows, the reverse sweep needs " + (steps + 2));
        }
        int first = start instanceof Start.From(State state) ? state.step() : 0;
        prepare(start);
        source.add(first + steps);
        steps(first + steps, first, source);
        begin(start);
    }

    /** Takes in what the batch has become, as the first thing of a sweep in parts. */
    void prepare(Start start) {
        if (start instanceof Start.AtRest && !linear.pools().isEmpty()) {
            throw new ModelException(
                    "a run of a cell with an ion pool has no derivatives when it starts at rest: start it"
                            + " at a voltage, or from a saved state");
        }
        linear.prepare();
    }

    /** The part of a sweep from row {@code last} to row {@code first}; calls the source for all but {@code last}. */
    void steps(int last, int first, Source source) {
        for (int n = last - 1; n >= first; n--) {
            if (scheme.gatesFirst()) {
                reverseVoltage(n, n + 1);
                reverseGates(n, n);
            } else {
                reverseGates(n, n + 1);
                reverseVoltage(n, n);
            }
            source.add(n);
        }
    }

    /**
     * With A the matrix of the step, which is symmetric (see {@link Linearisation}):
     *
     * <pre>
     *   lambda = A^-1 U v'Bar
     *   vBar      = (1 - U) v'Bar + area C/(theta dt) lambda - area (u - v) dslope/dv lambda
     *   xBar     -= area di/dx(u) lambda          pBar    -= area di/dp(u) lambda
     *   CBar     -= area (v' - v)/dt lambda       areaBar -= (i(u) + C (v' - v)/dt + g_c (u - command)) lambda
     *   gainBar  += I lambda                      g_cBar  -= area (u - command) lambda
     *   GBar     -= (u - u_parent) (lambda - lambda_parent)
     * </pre>
     */
    private void reverseVoltage(int n, int gateRow) {
        linear.voltageStep(n, gateRow);
        Linearisation.runAll(reverseVoltage);
    }

    private void reverseGates(int n, int voltageRow) {
        linear.gateStep(n, voltageRow);
        Linearisation.runAll(reverseGates);
    }

    /**
     * The start of the run: gates at their steady state, and at rest, by the implicit function theorem, with A the derivative of
     * the equations of rest by the voltage,
     *
     * <pre>
     *   lambda = A^-1 vBar      xBar -= area di/dx lambda      pBar -= area di/dp lambda, and then those of x_inf
     * </pre>
     */
    void begin(Start start) {
        if (start instanceof Start.From) {
            return;
        }
        linear.start();
        Linearisation.runAll(reverseSteadyState);
        Linearisation.runAll(reversePools);
        if (start instanceof Start.AtRest) {
            linear.rest();
            Linearisation.runAll(reverseRest);
            linear.start();
            Linearisation.runAll(reverseSteadyState);
        } else if (bars.wants(new Target.InitialVoltage())) {
            for (Span span : linear.spans()) {
                products.move(bars.v(), bars.of(new Target.InitialVoltage()), span)
                        .run();
            }
        }
    }
}
