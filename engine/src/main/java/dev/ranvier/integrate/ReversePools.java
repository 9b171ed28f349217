package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.IonPool;
import dev.ranvier.channel.IonUse;
import dev.ranvier.channel.Partial;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * {@link Pools} backwards. The cotangent of what channels see of a pool, c* and e(c*) or those of a row, is gathered in columns
 * of its own from the channels that have it in the place of a parameter. With the ion's current linearised as
 * {@code J(v, u) = i(v) + slope (u - v)} and A(c, i, dt) the pool's update:
 *
 * <pre>
 *   staggered       JBar = dA/di c'Bar          cBar  = dA/dc c'Bar            uBar += slope JBar, before the voltage is solved for
 *                   xBar += dJ/dx JBar, likewise e*Bar, pBar, vBar
 *                   iBar = dA/di c*Bar          cBar += dA/dc c*Bar            after c*Bar += de/dc e*Bar
 *   implicit Euler  iBar = dA/di c'Bar          cBar  = dA/dc c'Bar
 *   both            xBar += di/dx iBar, likewise eBar, pBar                    vBar += slope iBar
 * </pre>
 */
final class ReversePools {
    /** Differentials beside those of the rows: of the two states that channels see, and of the ion's current. */
    private static final int ION = 2, COLUMNS = 3;

    private final Batch batch;
    private final Differentials bars;
    private final Products products;
    private final Pools pools;
    private final CurrentEdges currentEdges;
    private final boolean centred;
    private final List<Block> own = new ArrayList<>();

    /** From the cotangent of a channel's linearised current to states, parameters and, as the caller likes, the voltage. */
    @FunctionalInterface
    interface CurrentEdges {
        void add(
                List<Runnable> sequence,
                Chunk chunk,
                Chunk.Placement placement,
                double sign,
                Column bar,
                Function<Column, Runnable> byVoltage);
    }

    ReversePools(
            Batch batch, Scheme scheme, Differentials bars, Products products, Pools pools, CurrentEdges currentEdges) {
        this.batch = batch;
        this.bars = bars;
        this.products = products;
        this.pools = pools;
        this.currentEdges = currentEdges;
        centred = scheme.gatesFirst();
        for (int c = 0; c < batch.channels(); c++) {
            int sites = batch.channel(c) instanceof IonPool ? batch.sites(c) : 0;
            own.add(new Block(batch.arena(), COLUMNS, sites * bars.spread()));
        }
    }

    /** Cotangent of a parameter of a channel in a chunk: of what the pool shows, where it supplies the parameter; if wanted. */
    Optional<Column> parameter(Chunk chunk, Chunk.Placement placement, int parameter) {
        for (IonUse use : batch.channel(placement.channel()).schema().ions()) {
            for (Chunk.Pool pool : chunk.pools()) {
                if (use.parameter() == parameter && use.ion() == mechanism(pool).ion()) {
                    return Optional.of(own(chunk, pool, use.poolState()));
                }
            }
        }
        Target target = new Target.ChannelParameter(placement.channel(), parameter);
        return bars.wants(target) ? Optional.of(bars.parameter(chunk, placement, target)) : Optional.empty();
    }

    private IonPool mechanism(Chunk.Pool pool) {
        return (IonPool) batch.channel(pool.channel());
    }

    private Column own(Chunk chunk, Chunk.Pool pool, int column) {
        long shift = (long) (chunk.from() - pool.firstSite()) * bars.spread();
        return own.get(pool.channel()).column(column, shift);
    }

    private Column row(Chunk chunk, Chunk.Pool pool, int state) {
        return bars.state(chunk, pool.placement(), state);
    }

    private static Span span(Chunk chunk) {
        return new Span(chunk.from(), chunk.to(), chunk.real());
    }

    /** The reverse of {@link Pools#start}. */
    void addStart(List<Runnable> sequence) {
        forEach((chunk, pool) -> addUpdate(
                sequence, chunk, pool, pool.sites(), Channel.SETTLED_ms, Channel::steadyStatePartials, this::row));
    }

    /** The reverse of {@link Pools#show}. */
    void addShow(List<Runnable> sequence) {
        forEach((chunk, pool) -> {
            for (int state : new int[] {IonPool.CONCENTRATION, IonPool.REVERSAL}) {
                sequence.add(products.collect(own(chunk, pool, state), row(chunk, pool, state), span(chunk)));
            }
        });
    }

    /** The reverse of {@link Pools#advance}, while the pools have the currents of {@link Pools#foresee}. Adds to uBar. */
    void addAdvance(List<Runnable> sequence, Column uBar) {
        forEach((chunk, pool) -> {
            ChannelSites sites = pool.sites();
            if (centred) {
                sequence.add(() -> takeMean(sites));
            }
            addUpdate(sequence, chunk, pool, sites, batch.dt_ms(), Channel::advancePartials, this::row);
            if (centred) {
                sequence.add(products.add(1, sites.slope(), own(chunk, pool, ION), uBar, span(chunk)));
            }
        });
    }

    /** The reverse of {@link Pools#foresee}, and of the currents in {@link Pools#advance}; the last of a voltage step. */
    void addForesee(List<Runnable> sequence) {
        if (pools.isEmpty()) {
            return;
        }
        if (centred) {
            forEach((chunk, pool) -> addCurrents(sequence, chunk, pool));
            sequence.add(pools::presentCurrents);
            sequence.add(pools::halfway);
            forEach((chunk, pool) -> addHalfway(sequence, chunk, pool));
            sequence.add(pools::show);
        }
        forEach((chunk, pool) -> {
            ChannelSites sites = pool.sites();
            sequence.add(() -> sites.u().copyFrom(sites.v(), sites.from(), sites.to()));
            addCurrents(sequence, chunk, pool);
            sequence.add(products.add(1, sites.slope(), own(chunk, pool, ION), bars.v(), span(chunk)));
        });
        addShow(sequence);
    }

    private void addHalfway(List<Runnable> sequence, Chunk chunk, Chunk.Pool pool) {
        addUpdate(sequence, chunk, pool, pool.moment(), 0.5 * batch.dt_ms(), Channel::advancePartials, this::own);
        Column seen = own(chunk, pool, IonPool.CONCENTRATION), now = row(chunk, pool, IonPool.CONCENTRATION);
        sequence.add(products.collect(seen, now, span(chunk)));
    }

    /** From the current of the ion to the channels that carry it, at the voltages u. */
    private void addCurrents(List<Runnable> sequence, Chunk chunk, Chunk.Pool pool) {
        Column ion = own(chunk, pool, ION);
        for (Chunk.Placement placement : chunk.placements()) {
            if (Pools.carries(batch.channel(placement.channel()), mechanism(pool))) {
                currentEdges.add(
                        sequence,
                        chunk,
                        placement,
                        1,
                        ion,
                        value -> products.add(1, value, ion, bars.v(), span(chunk)));
            }
        }
    }

    /** The cotangents of two states of a pool in a chunk. */
    @FunctionalInterface
    private interface States {
        Column of(Chunk chunk, Chunk.Pool pool, int state);
    }

    /** From the states after an update to the parameters, to the ion's current, and in place to the concentration before it. */
    private void addUpdate(
            List<Runnable> sequence,
            Chunk chunk,
            Chunk.Pool pool,
            ChannelSites sites,
            double dt_ms,
            Function<Channel, List<SiteKernel>> partials,
            States states) {
        Span span = span(chunk);
        Column c = states.of(chunk, pool, IonPool.CONCENTRATION), e = states.of(chunk, pool, IonPool.REVERSAL);
        sequence.add(() -> sites.step(dt_ms));
        partials.apply(mechanism(pool)).forEach(kernel -> sequence.add(() -> kernel.run(sites)));
        addParameters(sequence, chunk, pool, IonPool.REVERSAL, e);
        sequence.add(products.multiply(partial(pool, Partial.reversalByConcentration()), e, span));
        sequence.add(products.collect(e, c, span));
        addParameters(sequence, chunk, pool, IonPool.CONCENTRATION, c);
        sequence.add(products.assign(partial(pool, Partial.nextByIonCurrent()), c, own(chunk, pool, ION), span));
        sequence.add(products.multiply(partial(pool, Partial.nextByItself(IonPool.CONCENTRATION)), c, span));
    }

    private void addParameters(List<Runnable> sequence, Chunk chunk, Chunk.Pool pool, int state, Column bar) {
        for (Partial partial : mechanism(pool).schema().partials()) {
            if (partial.of() == state && partial.by() == Partial.By.PARAMETER) {
                Column value = partial(pool, partial);
                parameter(chunk, pool.placement(), partial.index())
                        .ifPresent(p -> sequence.add(products.add(1, value, bar, p, span(chunk))));
            }
        }
    }

    private Column partial(Chunk.Pool pool, Partial partial) {
        return pool.sites().partial(mechanism(pool).schema().partials().indexOf(partial));
    }

    private void forEach(BiConsumer<Chunk, Chunk.Pool> action) {
        batch.chunks().forEach(chunk -> chunk.pools().forEach(pool -> action.accept(chunk, pool)));
    }

    /** {@code i += slope (u - v)}. */
    private static void takeMean(ChannelSites x) {
        Column i = x.i(), slope = x.slope(), u = x.u(), v = x.v();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            i.store(k, u.load(k).sub(v.load(k)).fma(slope.load(k), i.load(k)));
        }
    }
}
