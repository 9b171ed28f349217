package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.channel.TableSites;
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
    private final Runnable[] reverseVoltage;
    private final Runnable[] reverseGates;
    private final Runnable[] reverseSteadyState;
    private final Column lambdaByV;
    private final Column vByV;
    private final Column byCapacitance;
    private final Column byGain;
    private final Column byClamp;

    /** One cotangent for every lane of the batch: gradients. */
    public static ReverseSweep lanewise(Batch batch, Scheme scheme, Drive drive, Cotangents bars) {
        if (bars.width() != batch.padded()) {
            throw new IllegalArgumentException(
                    "cotangents must be as wide as the padded batch, " + batch.padded() + ": width=" + bars.width());
        }
        return new ReverseSweep(batch, scheme, drive, bars, new LanewiseProducts(batch.padded()));
    }

    ReverseSweep(Batch batch, Scheme scheme, Drive drive, Cotangents bars, Products products) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.stepper = new Stepper(batch, scheme, drive);
        this.bars = bars;
        this.products = products;
        Block factors = new Block(batch.arena(), 5, batch.padded());
        lambdaByV = factors.column(0);
        vByV = factors.column(1);
        byCapacitance = factors.column(2);
        byGain = factors.column(3);
        byClamp = factors.column(4);
        List<Runnable> voltage = new ArrayList<>();
        List<Runnable> gates = new ArrayList<>();
        List<Runnable> steadyState = new ArrayList<>();
        voltage.add(products.multiply(lambdaByV, bars.v()));
        addCellEdge(voltage, new Target.Capacitance(), -1, byCapacitance);
        addCellEdge(voltage, new Target.StimulusGain(), 1, byGain);
        addCellEdge(voltage, new Target.ClampConductance(), -1, byClamp);
        for (int c = 0; c < batch.channels(); c++) {
            addKernels(voltage, c, batch.dt_ms(), Channel::currentPartials);
            addCurrentEdges(voltage, c);
            addKernels(gates, c, batch.dt_ms(), Channel::advancePartials);
            addAdvanceEdges(gates, c);
            addKernels(steadyState, c, Channel.SETTLED_ms, Channel::steadyStatePartials);
            addAdvanceEdges(steadyState, c);
        }
        voltage.add(products.multiply(vByV, bars.v()));
        reverseVoltage = voltage.toArray(Runnable[]::new);
        reverseGates = gates.toArray(Runnable[]::new);
        reverseSteadyState = steadyState.toArray(Runnable[]::new);
    }

    private void addCellEdge(List<Runnable> sequence, Target target, double sign, Column partial) {
        if (bars.wants(target)) {
            addEdge(sequence, sign, partial, bars.v(), bars.of(target));
        }
    }

    /** {@code toBar += sign partial fromBar}. */
    private void addEdge(List<Runnable> sequence, double sign, Column partial, Column from, Column to) {
        sequence.add(products.add(sign, partial, from, to));
    }

    private void addKernels(List<Runnable> sequence, int c, double dt_ms, Function<Channel, List<SiteKernel>> phase) {
        ChannelSites sites = batch.sites(c);
        sequence.add(() -> sites.step(dt_ms));
        for (SiteKernel kernel : phase.apply(batch.channel(c))) {
            sequence.add(() -> kernel.run(sites));
        }
    }

    /** From lambda, which stands in vBar, to the states and parameters of channel c. */
    private void addCurrentEdges(List<Runnable> sequence, int c) {
        List<Partial> partials = batch.channel(c).schema().partials();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            Column value = batch.sites(c).partial(j);
            Target parameter = new Target.ChannelParameter(c, partial.index());
            if (partial.of() != Partial.CURRENT) {
                continue;
            }
            switch (partial.by()) {
                case VOLTAGE -> sequence.add(() -> subtract(value, vByV));
                case STATE -> addEdge(sequence, -1, value, bars.v(), bars.state(c, partial.index()));
                case PARAMETER -> addCellEdge(sequence, parameter, -1, value);
            }
        }
    }

    /** From the next states of channel c to the voltage, parameters and tables, and last to the states themselves. */
    private void addAdvanceEdges(List<Runnable> sequence, int c) {
        List<Partial> partials = batch.channel(c).schema().partials();
        List<Runnable> own = new ArrayList<>();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            Column value = batch.sites(c).partial(j);
            Target parameter = new Target.ChannelParameter(c, partial.index());
            if (partial.of() == Partial.CURRENT) {
                continue;
            }
            Column from = bars.state(c, partial.of());
            switch (partial.by()) {
                case VOLTAGE -> addEdge(sequence, 1, value, from, bars.v());
                case STATE -> own.add(products.multiply(value, from));
                case PARAMETER -> {
                    if (bars.wants(parameter)) {
                        addEdge(sequence, 1, value, from, bars.of(parameter));
                    }
                }
            }
        }
        if (bars.wants(new Target.Tables(c))) {
            TableSites table = batch.sites(c).table();
            Block bar = bars.tables(c);
            for (int t = 0; t < table.tables(); t++) {
                sequence.add(products.scatter(table, t, bars.state(c, t / 2), bar));
            }
        }
        sequence.addAll(own);
    }

    /** {@code y -= x}. */
    private void subtract(Column x, Column y) {
        for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
            y.store(k, y.load(k).sub(x.load(k)));
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

    /** Sweeps from row {@code steps} to row 0; every row must still be in the batch. Cotangents must start at zero. */
    public void run(int steps, Source source) {
        if (batch.rows() < steps + 2) {
            throw new IllegalStateException(
                    "the batch keeps " + batch.rows() + " rows, the reverse sweep needs " + (steps + 2));
        }
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
     * {@code F = C (v' - v)/dt + i(v) + slope theta (v' - v) + g_c (u - command) - gain I/area = 0} with
     * {@code u = v + theta (v' - v)} gives, with D = C/dt + theta (slope + g_c),
     *
     * <pre>
     *   lambda = v'Bar / D
     *   vBar      = (C/dt - (1 - theta)(slope + g_c)) lambda - (u - v) dslope/dv lambda
     *   xBar     -= di/dx(u) lambda          pBar -= di/dp(u) lambda
     *   CBar     -= (v' - v)/dt lambda       gainBar += I/area lambda      g_cBar -= (u - command) lambda
     * </pre>
     */
    private void reverseVoltage(int n, int gateRow) {
        stepper.currents(n, gateRow);
        factors(n);
        runAll(reverseVoltage);
    }

    private void factors(int n) {
        Column v = batch.voltageAt(n), next = batch.otherVoltageAt(n + 1), slope = batch.slope(), u = batch.u();
        Column capacitance = batch.capacitance_uF_per_cm2(), area = batch.area_um2();
        Column clamp = batch.clampConductance_mS_per_cm2(), injected = drive.injected_nA(n);
        double perDt = 1 / batch.dt_ms(), theta = scheme.theta(), command = drive.command_mV(n);
        for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
            DoubleVector vk = v.load(k),
                    change = next.load(k).sub(vk),
                    uk = change.mul(theta).add(vk);
            DoubleVector g = slope.load(k).add(clamp.load(k)),
                    c = capacitance.load(k).mul(perDt);
            u.store(k, uk);
            lambdaByV.store(
                    k, DoubleVector.broadcast(Lanes.SPECIES, 1).div(g.mul(theta).add(c)));
            vByV.store(k, c.sub(g.mul(1 - theta)));
            byCapacitance.store(k, change.mul(perDt));
            byGain.store(k, injected.load(k).mul(Stepper.DENSITY).div(area.load(k)));
            byClamp.store(k, uk.sub(command));
        }
    }

    private void reverseGates(int n, int voltageRow) {
        batch.voltageAt(voltageRow);
        batch.readStatesAt(n);
        runAll(reverseGates);
    }

    private void reverseInitial() {
        batch.voltageAt(0);
        batch.readStatesAt(0);
        runAll(reverseSteadyState);
        if (bars.wants(new Target.InitialVoltage())) {
            products.add(1, ones(), bars.v(), bars.of(new Target.InitialVoltage()))
                    .run();
        }
    }

    private Column ones() {
        byCapacitance.fill(0, batch.padded(), 1);
        return byCapacitance;
    }
}
