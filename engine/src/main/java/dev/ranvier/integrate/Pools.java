package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.KernelSequence.Part;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The ion pools of a batch in a step; nothing where there are none. A pool's concentration c stands at the times of the voltage.
 * With i its ion's current and A the pool's own update at a fixed current:
 *
 * <pre>
 *   staggered       c* = A(c(n), i(v(n), x, e(c(n))), dt/2)                         channels see c* and e(c*)
 *                   c(n+1) = A(c(n), i(v(n), x, e(c*)) + slope (u - v(n)), dt)
 *   implicit Euler  c(n+1) = A(c(n), i(v(n), x, e(c(n))), dt), as NEURON does       channels see c(n) and e(c(n))
 * </pre>
 *
 * c* is right to O(dt^2), and gates advance around c(n): the staggered scheme keeps its order 2.
 */
final class Pools {
    private final Step step;
    private final boolean centred;
    private final boolean empty;
    private final KernelSequence start;
    private final KernelSequence show;
    private final KernelSequence currents;
    private final KernelSequence moment;
    private final KernelSequence keep;
    private final KernelSequence meanCurrent;
    private final KernelSequence advance;

    Pools(Batch batch, Scheme scheme) {
        Column delta = batch.residual();
        step = scheme.step(batch.dt_ms());
        centred = scheme.gatesFirst();
        empty = batch.chunks().stream().allMatch(chunk -> chunk.pools().isEmpty());
        start = sequence(batch, Mechanism::steadyState, Chunk.Pool::sites);
        show = sequence(batch, _ -> List.of(Pools::copy), Chunk.Pool::moment);
        currents = KernelSequence.joined(currents(batch), batch.arena());
        moment = sequence(batch, Mechanism::advance, Chunk.Pool::moment);
        keep = sequence(batch, Pools::keep, Chunk.Pool::moment);
        meanCurrent = sequence(batch, _ -> List.of(x -> addSlope(x, delta)), Chunk.Pool::sites);
        advance = sequence(batch, Mechanism::advance, Chunk.Pool::sites);
    }

    /** Whether the batch has no pool. */
    boolean isEmpty() {
        return empty;
    }

    /** The same phase of every pool. */
    private static KernelSequence sequence(
            Batch batch, Function<Mechanism, List<SiteKernel>> phase, Function<Chunk.Pool, Sites> sites) {
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Pool pool : chunk.pools()) {
                parts.add(new Part(sites.apply(pool), phase.apply(pool.mechanism())));
            }
        }
        return new KernelSequence(parts);
    }

    /** The currents of the channels that carry a pool's ion, summed in the pool's columns. */
    private static List<Part> currents(Batch batch) {
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Pool pool : chunk.pools()) {
                parts.add(new Part(pool.sites(), Stepper.CLEAR));
                for (Chunk.Placement<Channel> placement : chunk.channels()) {
                    if (carries(placement.mechanism(), pool.mechanism())) {
                        Sites sites = placement
                                .sites()
                                .addingTo(pool.sites().i(), pool.sites().slope());
                        parts.add(new Part(sites, placement.mechanism().current()));
                    }
                }
            }
        }
        return parts;
    }

    /** Whether a channel's current is one of the pool's ion. */
    static boolean carries(Channel channel, IonPool pool) {
        return channel.schema().ions().stream()
                .anyMatch(use -> use instanceof IonUse.Carries && use.ion() == pool.ion());
    }

    /** The state at t = 0, in the row to which pools write. */
    void start() {
        start.run(Step.SETTLED);
    }

    /** From row 0 to row 0: the state that the currents there keep up. Channels see it. */
    void settle() {
        currents();
        moment.run(Step.SETTLED);
        keep.run(Step.SETTLED);
    }

    /** Channels see the row from which pools are read. */
    void show() {
        show.run(step);
    }

    /** Before the currents of a step: channels see the pools as the step has them. */
    void foresee() {
        presentCurrents();
        if (centred) {
            halfway();
            currents();
        }
    }

    /** The ions' currents at the start of a step. Channels see the row from which pools are read. */
    void presentCurrents() {
        show();
        currents();
    }

    /** The ions' currents at the start of a step, as the channels see the pools. */
    void currents() {
        currents.run(step);
    }

    /** Channels see what these currents make of the pools in half a step. */
    void halfway() {
        moment.run(step.halved());
    }

    /** After the voltage of a step, while the residual is {@code delta = u - v}, up to where the currents were taken. */
    void advance() {
        if (centred) {
            meanCurrent.run(step);
        }
        advance.run(step);
    }

    private static void copy(Sites x) {
        x.next(IonPool.CONCENTRATION).copyFrom(x.state(IonPool.CONCENTRATION), x.from(), x.to());
        x.next(IonPool.REVERSAL).copyFrom(x.state(IonPool.REVERSAL), x.from(), x.to());
    }

    /** The moment becomes the state that is read: the opposite of {@link #copy}, of all states. */
    private static List<SiteKernel> keep(Mechanism pool) {
        int states = pool.schema().states().size();
        return List.of(x -> {
            for (int k = 0; k < states; k++) {
                x.state(k).copyFrom(x.next(k), x.from(), x.to());
            }
        });
    }

    /** {@code i += slope delta}. */
    private static void addSlope(Sites x, Column delta) {
        Column i = x.i(), slope = x.slope();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            i.store(k, slope.load(k).fma(delta.load(k), i.load(k)));
        }
    }
}
