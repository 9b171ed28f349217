package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import java.util.Set;

/**
 * Derivatives of every sample of a voltage trace by the chosen targets, in one reverse sweep: the trajectory in lane 0 of a
 * batch, and one cotangent for each sample. Sample s stands in lane {@code samples - 1 - s}, so that the cotangents alive at
 * any time, those of later samples, are the first ones.
 */
public final class TraceJacobian {
    private final Cotangents bars;
    private final BroadcastProducts products = new BroadcastProducts();
    private final ReverseSweep sweep;
    private final int stride;
    private final int samples;

    /** For the voltage at steps 0, stride, ..., (samples - 1) stride of a one-lane batch that keeps all rows. */
    public TraceJacobian(Batch batch, Scheme scheme, Drive drive, Set<Target> targets, int stride, int samples) {
        if (batch.lanes() != 1) {
            throw new IllegalArgumentException("a trace Jacobian needs a batch of one lane: lanes=" + batch.lanes());
        }
        this.stride = stride;
        this.samples = samples;
        bars = new Cotangents(batch, samples, targets);
        sweep = new ReverseSweep(batch, scheme, drive, bars, products);
    }

    /** Differentiates the run that {@link ForwardSweep} has just made of {@code (samples - 1) stride} steps. */
    public void run() {
        bars.clear();
        sweep.run((samples - 1) * stride, n -> {
            if (n % stride == 0) {
                int lane = lane(n / stride);
                products.activate(lane + 1);
                Column v = bars.v();
                v.set(lane, v.get(lane) + 1);
            }
        });
    }

    /** Where the derivatives of sample {@code s} stand in the columns of {@link #derivatives}. */
    public int lane(int s) {
        return samples - 1 - s;
    }

    /** The derivatives, one lane a sample. */
    public Cotangents derivatives() {
        return bars;
    }
}
