package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import java.util.Set;

/**
 * Derivatives of every sample of the root's voltage trace by the chosen targets, in one reverse sweep: the trajectory of a
 * one-lane batch, and one cotangent for each sample. Sample s stands in place {@code samples - 1 - s}, so that the cotangents
 * alive at any time, those of later samples, are the first ones.
 */
public final class TraceJacobian {
    private final Differentials bars;
    private final BroadcastProducts products;
    private final ReverseSweep sweep;
    private final int root;
    private final int stride;
    private final int samples;

    /** For the voltage at steps 0, stride, ..., (samples - 1) stride of a one-lane batch that keeps all rows. */
    public TraceJacobian(Batch batch, Scheme scheme, Drive drive, Set<Target> targets, int stride, int samples) {
        if (batch.lanes() != 1) {
            throw new IllegalArgumentException("a trace Jacobian needs a batch of one lane: lanes=" + batch.lanes());
        }
        this.stride = stride;
        this.samples = samples;
        bars = Differentials.many(batch, drive, samples, targets);
        root = batch.element(0) * bars.spread();
        products = new BroadcastProducts(bars.spread());
        sweep = new ReverseSweep(batch, scheme, drive, bars, products);
    }

    /** Differentiates the run that {@link ForwardSweep} has just made of {@code (samples - 1) stride} steps. */
    public void run() {
        bars.clear();
        Column v = bars.v();
        sweep.run((samples - 1) * stride, n -> {
            if (n % stride == 0) {
                int lane = lane(n / stride);
                products.activate(lane + 1);
                v.set(root + lane, v.get(root + lane) + 1);
            }
        });
    }

    /** Where the derivatives of sample {@code s} stand in the columns of {@link #derivatives}. */
    public int lane(int s) {
        return samples - 1 - s;
    }

    /** The derivatives; see {@link Differentials#of}. */
    public Differentials derivatives() {
        return bars;
    }
}
