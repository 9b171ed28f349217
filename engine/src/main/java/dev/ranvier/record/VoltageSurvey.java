package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Column;
import dev.ranvier.morphology.Compartments;
import java.util.Arrays;

/**
 * Watches the first lane of a running batch in every compartment and keeps two numbers of each: its highest voltage and when
 * it first rises through a threshold. Ends of branches, which have no membrane, are left out.
 */
public final class VoltageSurvey implements StepListener {
    private final Batch batch;
    private final Column v;
    private final double threshold_mV;
    private final boolean[] compartment;
    private final int[] element;
    private final double[] before_mV;
    private final double[] peak_mV;
    private final double[] firstSpike_ms;

    /** Of a batch that has not yet begun. */
    public VoltageSurvey(Batch batch, double threshold_mV) {
        this.batch = batch;
        this.v = batch.rows().stateCursor();
        this.threshold_mV = threshold_mV;
        Compartments compartments = batch.cell().compartments();
        int count = compartments.count();
        compartment = new boolean[count];
        element = new int[count];
        for (int node = 0; node < count; node++) {
            compartment[node] = compartments.isCompartment(node);
            element[node] = compartment[node] ? batch.element(node) : 0;
        }
        before_mV = filled(count);
        peak_mV = filled(count);
        firstSpike_ms = filled(count);
    }

    private static double[] filled(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    @Override
    public void at(int n) {
        v.moveTo(batch.rows().voltageBase(n));
        for (int node = 0; node < element.length; node++) {
            if (compartment[node]) {
                watch(n, node, v.get(element[node]));
            }
        }
    }

    private void watch(int n, int node, double now_mV) {
        double before = before_mV[node];
        if (!(now_mV <= peak_mV[node])) {
            peak_mV[node] = now_mV;
        }
        if (Double.isNaN(firstSpike_ms[node]) && SpikeTimes.rises(before, now_mV, threshold_mV)) {
            firstSpike_ms[node] = (n - 1 + SpikeTimes.fraction(before, now_mV, threshold_mV)) * batch.dt_ms();
        }
        before_mV[node] = now_mV;
    }

    /** The highest voltage at every node, a copy; NaN at ends. */
    public double[] peak_mV() {
        return peak_mV.clone();
    }

    /** When the voltage first rose through the threshold at every node, a copy; NaN where it did not, and at ends. */
    public double[] firstSpike_ms() {
        return firstSpike_ms.clone();
    }
}
