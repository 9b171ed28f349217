package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.Arrays;

/**
 * Finds in every lane of a running batch when a probe rises through a threshold, looking at every step; times are those of {@link
 * SpikeTimes}.
 */
public final class SpikeDetector implements StepListener {
    /** Spikes for which there is room at first. */
    private static final int ROOM = 16;

    private final Batch batch;
    private final int first;
    private final double threshold;
    private final Observable observed;
    private final double[][] times_ms;
    private final int[] counts;
    private Column before;
    private Column now;

    /** Of runs that begin at row {@code first}; the threshold is in the probe's unit. */
    public SpikeDetector(Batch batch, Scheme scheme, Drive drive, Probe probe, double threshold, int first) {
        this.batch = batch;
        this.first = first;
        this.threshold = threshold;
        observed = new Observables(batch, scheme, drive, first).of(probe);
        Block rows = new Block(batch.arena(), 2, Math.max(Lanes.PADDING, batch.width()));
        before = rows.column(0);
        now = rows.column(1);
        times_ms = new double[batch.lanes()][ROOM];
        counts = new int[batch.lanes()];
    }

    @Override
    public void at(int n) {
        Column earlier = before;
        before = now;
        now = earlier;
        observed.write(n, batch.lanes(), batch.width(), now);
        if (n == first) {
            Arrays.fill(counts, 0);
            return;
        }
        for (int k = 0; k < batch.width(); k += Lanes.COUNT) {
            long risen = now.rises(before, k, threshold);
            if (risen != 0) {
                keep(n - first, k, risen);
            }
        }
    }

    private void keep(int step, int from, long risen) {
        for (long left = risen; left != 0; left &= left - 1) {
            int lane = from + Long.numberOfTrailingZeros(left);
            if (lane < counts.length) {
                if (counts[lane] == times_ms[lane].length) {
                    times_ms[lane] = Arrays.copyOf(times_ms[lane], 2 * counts[lane]);
                }
                double part = SpikeTimes.fraction(before.get(lane), now.get(lane), threshold);
                times_ms[lane][counts[lane]++] = (step - 1 + part) * batch.dt_ms();
            }
        }
    }

    /** The times since the start of the last run, a copy. */
    public double[] times_ms(int lane) {
        return Arrays.copyOf(times_ms[lane], counts[lane]);
    }
}
