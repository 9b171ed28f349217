package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The current density of a channel at a node, whose lanes may lie in several chunks. */
final class CurrentOfChannel implements Observable {
    private final Batch batch;
    private final Observables observables;
    private final int channel;
    private final int node;
    private final List<Part> parts;

    CurrentOfChannel(Batch batch, Observables observables, int channel, int node) {
        String name = batch.cell().insertions().get(channel).name();
        if (batch.kinds().pools().containsKey(channel)) {
            throw new ModelException(
                    "pool " + name + " has no current of its own: record its states, or the currents of the"
                            + " channels that fill it");
        }
        if (!batch.kinds().isInMembrane(channel)) {
            throw new ModelException(name + " has places of its own and no current density: record its current in nA");
        }
        batch.site(channel, node); // refuses a compartment that has not the channel
        this.batch = batch;
        this.observables = observables;
        this.channel = channel;
        this.node = node;
        int element = batch.element(node);
        parts = batch.chunks().stream()
                .filter(chunk -> chunk.from() < element + batch.width() && chunk.to() > element)
                .map(Part::new)
                .toList();
    }

    @Override
    public double at(long n, int lane) {
        Part part = part(lane);
        if (lane == part.firstLane()) {
            part.current(n);
        }
        return part.i.get(batch.element(node) + lane);
    }

    @Override
    public void partials(long n, int lane, double scale, Partials partials) {
        Part part = part(lane);
        if (lane == part.firstLane()) {
            part.differentiate(n);
        }
        part.tell(n, lane, scale, partials);
    }

    private Part part(int lane) {
        return parts.get((batch.element(node) + lane - parts.getFirst().chunk.from()) / parts.getFirst().length);
    }

    /** A pool's state, and the column that channels have in the place of a parameter. */
    private record Shown(Observable state, Column column) {}

    /** The channel's kernels in one chunk, on the gates at the time of a row, adding to columns of their own. */
    private final class Part {
        private final Chunk chunk;
        private final int length;
        private final Chunk.Placement<Channel> placement;
        private final Column[] states;
        private final List<Observable> gates = new ArrayList<>();
        private final Column i;
        private final Column slope;
        private final Sites sites;
        private final List<Shown> pools;
        private final List<SiteKernel> current;
        private final List<SiteKernel> currentPartials;

        Part(Chunk chunk) {
            this.chunk = chunk;
            placement = chunk.channels().stream()
                    .filter(candidate -> candidate.position() == channel)
                    .findFirst()
                    .orElseThrow();
            length = chunk.to() - chunk.from();
            Channel mechanism = placement.mechanism();
            states = new Column[mechanism.schema().states().size()];
            Block own = new Block(batch.arena(), states.length + 2, length);
            for (int k = 0; k < states.length; k++) {
                states[k] = own.column(k, chunk.from());
                gates.add(observables.gate(channel, k, placement.firstSite()));
            }
            i = own.column(states.length, chunk.from());
            slope = own.column(states.length + 1, chunk.from());
            sites = placement.sites().reading(states, i, slope);
            pools = IntStream.range(0, mechanism.schema().parameters().size())
                    .mapToObj(p -> batch.supply(chunk, channel, p))
                    .flatMap(Optional::stream)
                    .map(this::shown)
                    .toList();
            current = mechanism.current();
            currentPartials = mechanism.currentPartials();
        }

        private Shown shown(Chunk.Supply supply) {
            Chunk.Placement<IonPool> pool = supply.pool().placement();
            return new Shown(
                    observables.gate(pool.position(), supply.state(), pool.firstSite()),
                    supply.pool().moment().next(supply.state()));
        }

        /** All chunks write their partials to the same columns: each is differentiated when its lanes' turn comes. */
        int firstLane() {
            return Math.max(0, chunk.from() - batch.element(node));
        }

        void current(long n) {
            for (int k = 0; k < states.length; k++) {
                for (int e = 0; e < length; e++) {
                    states[k].set(chunk.from() + e, gates.get(k).at(n, e));
                }
            }
            i.fill(chunk.from(), chunk.to(), 0);
            slope.fill(chunk.from(), chunk.to(), 0);
            batch.rows().voltageAt(n);
            showPools(n);
            current.forEach(kernel -> kernel.run(sites));
        }

        /** A step may have left what it has in its midst there, or nothing. */
        private void showPools(long n) {
            for (Shown pool : pools) {
                for (int e = 0; e < length; e++) {
                    pool.column.set(chunk.from() + e, pool.state.at(n, e));
                }
            }
        }

        /** At u = v, where the linearised current is the current. */
        void differentiate(long n) {
            current(n);
            batch.u().copyFrom(batch.rows().voltageAt(n), chunk.from(), chunk.to());
            currentPartials.forEach(kernel -> kernel.run(sites));
        }

        void tell(long n, int lane, double scale, Partials partials) {
            int e = batch.element(node) + lane, inChunk = e - chunk.from();
            partials.byVoltage(e, scale * slope.get(e));
            List<Partial> list = placement.mechanism().schema().partials();
            for (int j = 0; j < list.size(); j++) {
                Partial partial = list.get(j);
                if (partial.of() != Partial.CURRENT) {
                    continue;
                }
                double derivative = scale * sites.partial(j).get(e);
                switch (partial.by()) {
                    case STATE -> gates.get(partial.index()).partials(n, inChunk, derivative, partials);
                    case PARAMETER -> byParameter(partial.index(), inChunk, derivative, partials);
                    case SHARED ->
                        SharedTargets.tell(
                                channel,
                                placement.mechanism().schema(),
                                sites,
                                partial.index(),
                                e,
                                lane,
                                derivative,
                                partials);
                    // (u - v) dslope/dv is 0, and a channel has no others
                    case VOLTAGE, NEXT_STATE, ION_CURRENT, PARENT_VOLTAGE, WEIGHT -> {}
                }
            }
        }

        private void byParameter(int parameter, int inChunk, double derivative, Partials partials) {
            Optional<Chunk.Supply> supply = batch.supply(chunk, channel, parameter);
            if (supply.isPresent()) {
                Chunk.Placement<IonPool> pool = supply.get().pool().placement();
                partials.byState(pool.position(), supply.get().state(), pool.firstSite() + inChunk, derivative);
                return;
            }
            partials.byTarget(
                    new Target.ChannelParameter(channel, parameter), 0, placement.firstSite() + inChunk, derivative);
        }
    }
}
