package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.Set;

/**
 * Derivatives of every sample of a trace by the chosen targets: the trajectory of a one-lane batch, and one cotangent
 * for each sample. As many samples as fit into a budget are swept back together, then the next ones; the bits do not depend on
 * it.
 */
public final class TraceJacobian {
    private static final Target OFFSET = new Target.ElectrodeOffset();

    private final Samples samples;
    private final Differentials bars;
    private final BroadcastProducts products;
    private final ReverseSweep sweep;
    private final int observed;
    private final ClampCurrent current;
    private final int together;
    private int end;

    /**
     * The trace: the voltage of a compartment as an electrode shows it, or the current of the clamp, at the steps 0, stride, ..., (count
     * - 1) stride.
     *
     * @param node the compartment
     * @param isOfClamp whether it is the current of the clamp, which is there
     * @param stride steps from a sample to the next
     * @param count how many
     */
    public record Samples(int node, boolean isOfClamp, int stride, int count) {
        /** Of a voltage. */
        public Samples(int node, int stride, int count) {
            this(node, false, stride, count);
        }
    }

    /** Hears of the samples whose derivatives are there to be read. */
    @FunctionalInterface
    public interface Reader {
        /** {@link #derivatives} hold those of the samples {@code [from, to)}, each at its {@link #lane}. */
        void read(int from, int to);
    }

    /**
     * Of a one-lane batch that keeps all rows.
     *
     * @param budget_bytes memory for cotangents; at least eight samples are swept together
     */
    public TraceJacobian(
            Batch batch, Scheme scheme, Drive drive, Set<Target> targets, Samples samples, long budget_bytes) {
        if (batch.lanes() != 1) {
            throw new IllegalArgumentException("a trace Jacobian needs a batch of one lane: lanes=" + batch.lanes());
        }
        this.samples = samples;
        long fitting = budget_bytes / bytesOfSample(batch, targets) / Lanes.PADDING * Lanes.PADDING;
        together = Math.clamp(fitting, Lanes.PADDING, Lanes.padded(samples.count));
        bars = Differentials.many(batch, drive, together, targets);
        observed = batch.element(samples.node) * bars.spread();
        current = new ClampCurrent(batch, drive);
        products = new BroadcastProducts(bars.spread());
        sweep = new ReverseSweep(batch, scheme, drive, bars, products);
    }

    /** At most: no target has more sites than there are elements. */
    private static long bytesOfSample(Batch batch, Set<Target> targets) {
        long columns = Differentials.columns(batch) + targets.size(), shared = 0;
        for (int c = 0; c < batch.mechanisms(); c++) {
            if (targets.contains(new Target.Shared(c))) {
                shared += batch.mechanism(c).schema().shared().count();
            }
        }
        return (batch.elements() * columns + shared) * Double.BYTES;
    }

    /** Differentiates the run that {@link ForwardSweep} has just made, from this start to sample {@code count - 1}. */
    public void run(InitialCondition start, int count, Reader reader) {
        for (int from = 0; from < count; from = end) {
            end = Math.min(from + together, count);
            sweep(start, from);
            reader.read(from, end);
        }
    }

    /** Sample {@code end - 1} stands in place 0, so that the cotangents alive at any time, those of later samples, come first. */
    private void sweep(InitialCondition start, int from) {
        bars.clear();
        Column v = bars.v();
        sweep.run(start, (end - 1) * samples.stride, n -> {
            if (n % samples.stride == 0 && n >= from * samples.stride) {
                int lane = lane(n / samples.stride);
                products.activate(lane + 1);
                if (samples.isOfClamp) {
                    current.pullBack(n, bars, lane);
                } else {
                    v.set(observed + lane, v.get(observed + lane) + 1);
                    if (bars.wants(OFFSET)) {
                        bars.of(OFFSET).set(lane, bars.of(OFFSET).get(lane) + 1);
                    }
                }
            }
        });
    }

    /** Where the derivatives of sample {@code s} stand beside an element in the columns of {@link #derivatives}. */
    public int lane(int s) {
        return end - 1 - s;
    }

    /** The derivatives; see {@link Differentials#of}. */
    public Differentials derivatives() {
        return bars;
    }
}
