package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSchema;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
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
    private final List<ChannelReverse> channels = new ArrayList<>();
    private final List<Edge> cellEdges = new ArrayList<>();
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
        addCellEdge(new Target.Capacitance(), -1, byCapacitance);
        addCellEdge(new Target.StimulusGain(), 1, byGain);
        addCellEdge(new Target.ClampConductance(), -1, byClamp);
        for (int c = 0; c < batch.channels(); c++) {
            channels.add(new ChannelReverse(c));
        }
    }

    private void addCellEdge(Target target, double sign, Column partial) {
        if (bars.wants(target)) {
            cellEdges.add(new Edge(sign, partial, bars.v(), bars.of(target)));
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
        Column lambda = bars.v();
        products.multiply(lambdaByV, lambda);
        for (Edge edge : cellEdges) {
            edge.apply(products);
        }
        for (ChannelReverse channel : channels) {
            channel.reverseCurrent();
        }
        products.multiply(vByV, lambda);
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
        for (ChannelReverse channel : channels) {
            channel.reverseAdvance(channel.advancePartials, batch.dt_ms());
        }
    }

    private void reverseInitial() {
        batch.voltageAt(0);
        batch.readStatesAt(0);
        for (ChannelReverse channel : channels) {
            channel.reverseAdvance(channel.steadyStatePartials, Channel.SETTLED_ms);
        }
        if (bars.wants(new Target.InitialVoltage())) {
            products.add(1, ones(), bars.v(), bars.of(new Target.InitialVoltage()));
        }
    }

    private Column ones() {
        byCapacitance.fill(0, batch.padded(), 1);
        return byCapacitance;
    }

    /** One channel: its kernels, and where each of its partials leads. */
    private final class ChannelReverse {
        private final int c;
        private final ChannelSites sites;
        private final SiteKernel[] currentPartials;
        private final SiteKernel[] advancePartials;
        private final SiteKernel[] steadyStatePartials;
        private final List<Edge> currentEdges = new ArrayList<>();
        private final List<Column> currentByVoltage = new ArrayList<>();
        private final List<Edge> advanceEdges = new ArrayList<>();
        private final List<Edge> ownEdges = new ArrayList<>();
        private final boolean tables;
        private final Column tableCursor;

        ChannelReverse(int c) {
            this.c = c;
            this.sites = batch.sites(c);
            currentPartials = kernels(Channel::currentPartials);
            advancePartials = kernels(Channel::advancePartials);
            steadyStatePartials = kernels(Channel::steadyStatePartials);
            tables = bars.wants(new Target.Tables(c));
            tableCursor = tables ? bars.tables(c).cursor() : bars.v();
            ChannelSchema schema = batch.channel(c).schema();
            for (int j = 0; j < schema.partials().size(); j++) {
                addEdge(schema.partials().get(j), sites.partial(j));
            }
        }

        private SiteKernel[] kernels(Function<Channel, List<SiteKernel>> phase) {
            return phase.apply(batch.channel(c)).toArray(SiteKernel[]::new);
        }

        private void addEdge(Partial partial, Column value) {
            Target parameter = new Target.ChannelParameter(c, partial.index());
            boolean current = partial.of() == Partial.CURRENT;
            if (partial.by() == Partial.By.PARAMETER && !bars.wants(parameter)) {
                return;
            }
            Column to = switch (partial.by()) {
                case VOLTAGE -> bars.v();
                case STATE -> bars.state(c, partial.index());
                case PARAMETER -> bars.of(parameter);
            };
            if (current && partial.by() == Partial.By.VOLTAGE) {
                currentByVoltage.add(value);
            } else if (current) {
                currentEdges.add(new Edge(-1, value, bars.v(), to));
            } else if (partial.by() == Partial.By.STATE) {
                ownEdges.add(new Edge(1, value, to, to));
            } else {
                advanceEdges.add(new Edge(1, value, bars.state(c, partial.of()), to));
            }
        }

        void reverseCurrent() {
            for (SiteKernel kernel : currentPartials) {
                kernel.run(sites);
            }
            for (Edge edge : currentEdges) {
                edge.apply(products);
            }
            for (Column partial : currentByVoltage) {
                for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
                    vByV.store(k, vByV.load(k).sub(partial.load(k)));
                }
            }
        }

        void reverseAdvance(SiteKernel[] partials, double dt_ms) {
            sites.step(dt_ms);
            for (SiteKernel kernel : partials) {
                kernel.run(sites);
            }
            for (Edge edge : advanceEdges) {
                edge.apply(products);
            }
            if (tables) {
                for (int t = 0; t < sites.table().tables(); t++) {
                    products.scatter(sites.table(), t, bars.state(c, t / 2), bars.tables(c), tableCursor);
                }
            }
            for (Edge edge : ownEdges) {
                products.multiply(edge.partial, edge.from);
            }
        }
    }

    /** {@code toBar += sign partial fromBar}. */
    private record Edge(double sign, Column partial, Column from, Column to) {
        void apply(Products products) {
            products.add(sign, partial, from, to);
        }
    }
}
