package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Column;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Between which voltages every node of a one-lane batch was in a run, to which it listens. */
public final class VoltageRanges implements StepListener {
    private final Batch batch;
    private final double[] lowest_mV, highest_mV;

    VoltageRanges(Batch batch) {
        this.batch = batch;
        lowest_mV = new double[batch.elements()];
        highest_mV = new double[batch.elements()];
    }

    /** Forgets the last run. */
    void begin() {
        Arrays.fill(lowest_mV, Double.POSITIVE_INFINITY);
        Arrays.fill(highest_mV, Double.NEGATIVE_INFINITY);
    }

    /** The same in another batch that is laid out alike. */
    StepListener in(Batch alike) {
        return n -> widen(alike.rows().voltageAt(n));
    }

    @Override
    public void at(int n) {
        widen(batch.rows().voltageAt(n));
    }

    private void widen(Column v) {
        for (int k = 0; k < lowest_mV.length; k++) {
            lowest_mV[k] = Math.min(lowest_mV[k], v.get(k));
            highest_mV[k] = Math.max(highest_mV[k], v.get(k));
        }
    }

    /** Whether a node that has mechanism {@code c} came between two voltages, or passed them. */
    public boolean touch(int c, double from_mV, double to_mV) {
        return elements(c).anyMatch(k -> lowest_mV[k] <= to_mV && highest_mV[k] >= from_mV);
    }

    private IntStream elements(int c) {
        return batch.nodes(c).map(batch::element);
    }
}
