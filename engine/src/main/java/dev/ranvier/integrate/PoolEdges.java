package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.Edge.End;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The derivative of {@link Pools}. With the ion's current linearised as {@code J(v, u) = i(v) + slope (u - v)} and A(c, i, dt) the
 * pool's update:
 *
 * <pre>
 *   staggered       di  = di/dx dx + di/de de + di/dp dp + slope dv       dc* = dA/dc dc + dA/di di,   de* = de/dc dc*
 *                   dJ  = dJ/dx dx + dJ/de de* + dJ/dp dp + slope du      dc' = dA/dc dc + dA/di dJ    once du is known
 *   implicit Euler  di  as above                                          dc' = dA/dc dc + dA/di di
 * </pre>
 *
 * Channels see dc* and de* in the place of parameters, or dc and de.
 */
final class PoolEdges {
    private final Batch batch;
    private final Step step;
    private final StepCoefficients linear;
    private final Pools pools;
    private final StepEdges channels;
    private final boolean centred;

    PoolEdges(Batch batch, Scheme scheme, StepCoefficients linear, StepEdges channels) {
        this.batch = batch;
        this.linear = linear;
        step = scheme.step(batch.dt_ms());
        this.pools = linear.pools();
        this.channels = channels;
        centred = scheme.gatesFirst();
    }

    /** {@code y += sign p x}, x a parameter of a channel in a chunk: what the pool shows, where it supplies the parameter. */
    Edge byParameter(double sign, Column p, Chunk chunk, Chunk.Placement<?> placement, int parameter, End y) {
        Span span = StepCoefficients.span(chunk);
        Target target = new Target.ChannelParameter(placement.position(), parameter);
        return batch.supply(chunk, placement.position(), parameter)
                .<Edge>map(supply -> new Edge.Add(sign, p, seen(chunk, supply.pool(), supply.state()), y, span))
                .orElseGet(() -> new Edge.AddTarget(
                        sign,
                        p,
                        d -> d.wants(target) ? Optional.of(d.parameter(chunk, placement, target)) : Optional.empty(),
                        y,
                        span));
    }

    private static End seen(Chunk chunk, Chunk.Pool pool, int state) {
        return d -> Optional.of(d.seen(chunk, pool, state));
    }

    private static End row(Chunk chunk, Chunk.Pool pool, int state) {
        return d -> Optional.of(d.state(chunk, pool.placement(), state));
    }

    private static End ion(Chunk chunk, Chunk.Pool pool) {
        return d -> Optional.of(d.ion(chunk, pool));
    }

    /** {@link Pools#start}. */
    void addStart(Edges edges) {
        forEach((chunk, pool) -> addUpdate(
                edges, chunk, pool, pool.sites(), Step.SETTLED, Mechanism::steadyStatePartials, PoolEdges::row));
    }

    /** {@link Pools#show}. */
    void addView(Edges edges) {
        edges.group(List.of());
        forEach((chunk, pool) -> {
            for (int state : new int[] {IonPool.CONCENTRATION, IonPool.REVERSAL}) {
                edges.add(
                        new Edge.Copy(row(chunk, pool, state), seen(chunk, pool, state), StepCoefficients.span(chunk)));
            }
        });
    }

    /** {@link Pools#foresee}. */
    void addForesight(Edges edges) {
        edges.section(pools::presentCurrents, linear::present);
        addView(edges);
        addIonCurrents(edges, StepEdges::v);
        if (centred) {
            edges.section(pools::presentCurrents, pools::halfway);
            forEach((chunk, pool) -> {
                updated(pool)
                        .forEach(k -> edges.add(new Edge.Copy(
                                row(chunk, pool, k), seen(chunk, pool, k), StepCoefficients.span(chunk))));
                addUpdate(
                        edges, chunk, pool, pool.moment(), step.halved(), Mechanism::advancePartials, PoolEdges::seen);
            });
        }
    }

    /** {@link Pools#advance}, with the currents of {@link Pools#foresee}. */
    void addAdvance(Edges edges) {
        List<Runnable> setting = new ArrayList<>(List.of(linear::midstep, pools::currents));
        if (centred) {
            forEach((_, pool) -> setting.add(() -> takeMean(pool.sites())));
        }
        edges.section(setting.toArray(Runnable[]::new));
        if (centred) {
            addIonCurrents(edges, StepEdges::current);
        }
        forEach((chunk, pool) ->
                addUpdate(edges, chunk, pool, pool.sites(), step, Mechanism::advancePartials, PoolEdges::row));
    }

    /** {@link Pools#settle}. */
    void addSettling(Edges edges) {
        edges.section(linear::start, linear::present, pools::presentCurrents);
        addIonCurrents(edges, StepEdges::v);
        forEach((chunk, pool) ->
                addUpdate(edges, chunk, pool, pool.sites(), Step.SETTLED, Mechanism::advancePartials, PoolEdges::row));
    }

    /** The currents of the channels that carry a pool's ion, and what of them is due to the voltage at which they are taken. */
    private void addIonCurrents(Edges edges, End voltage) {
        forEach((chunk, pool) -> {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                if (Pools.carries(placement.mechanism(), pool.mechanism())) {
                    channels.addCurrent(edges, chunk, placement, 1, ion(chunk, pool));
                }
            }
            edges.add(new Edge.Add(1, pool.sites().slope(), voltage, ion(chunk, pool), StepCoefficients.span(chunk)));
        });
    }

    /** A state of a pool in a chunk: that of the row, or what channels see. */
    @FunctionalInterface
    private interface States {
        End of(Chunk chunk, Chunk.Pool pool, int state);
    }

    /** All states but the reversal potential in place, from themselves and the ion's current; that from the concentration. */
    private void addUpdate(
            Edges edges,
            Chunk chunk,
            Chunk.Pool pool,
            Sites sites,
            Step along,
            Function<Mechanism, List<SiteKernel>> partials,
            States states) {
        Span span = StepCoefficients.span(chunk);
        edges.group(StepCoefficients.kernels(sites, partials.apply(pool.mechanism()), along));
        new StateEdges(edges, chunk, pool.placement(), k -> states.of(chunk, pool, k)).add(updated(pool));
        for (int k : updated(pool)) {
            End y = states.of(chunk, pool, k);
            StateEdges.column(pool.placement(), Partial.nextByIonCurrent(k))
                    .ifPresent(p -> edges.add(new Edge.Add(1, p, ion(chunk, pool), y, span)));
            addParameters(edges, chunk, pool, k, y);
        }
        edges.add(new Edge.Clear(ion(chunk, pool), span));
        End c = states.of(chunk, pool, IonPool.CONCENTRATION), e = states.of(chunk, pool, IonPool.REVERSAL);
        edges.add(StateEdges.column(pool.placement(), Partial.reversalByConcentration())
                .<Edge>map(p -> new Edge.Begin(p, c, e, span))
                .orElseGet(() -> new Edge.Clear(e, span)));
        addParameters(edges, chunk, pool, IonPool.REVERSAL, e);
    }

    private static List<Integer> updated(Chunk.Pool pool) {
        return pool.mechanism().schema().stateIndices().stream()
                .filter(k -> k != IonPool.REVERSAL)
                .toList();
    }

    private void addParameters(Edges edges, Chunk chunk, Chunk.Pool pool, int state, End y) {
        Schema schema = pool.mechanism().schema();
        for (int p = 0; p < schema.parameters().size(); p++) {
            int parameter = p;
            StateEdges.column(pool.placement(), Partial.nextByParameter(state, p))
                    .ifPresent(column -> edges.add(byParameter(1, column, chunk, pool.placement(), parameter, y)));
        }
    }

    private void forEach(BiConsumer<Chunk, Chunk.Pool> action) {
        batch.chunks().forEach(chunk -> chunk.pools().forEach(pool -> action.accept(chunk, pool)));
    }

    /** {@code i += slope (u - v)}. */
    private static void takeMean(Sites x) {
        Column i = x.i(), slope = x.slope(), u = x.u(), v = x.v();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            i.store(k, u.load(k).sub(v.load(k)).fma(slope.load(k), i.load(k)));
        }
    }
}
