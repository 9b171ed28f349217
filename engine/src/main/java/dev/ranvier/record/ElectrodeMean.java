package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.memory.Column;
import java.util.Arrays;

/**
 * The current of the electrodes in a compartment between two samples. In step n the clamp injects
 * {@code g (E(n + 1/2) - (1 - theta) v(n) - theta v(n + 1))}, as the step itself has it.
 */
final class ElectrodeMean {
    private final Batch batch;
    private final double theta;
    private final Drive drive;
    private final int first;
    private final int stride;
    private final int element;
    private final boolean isClamped;
    private final Observable injected;
    private final Column v;
    private final Column clamp;
    private final Column offset;
    private final Column area;
    /** {@code [lane][sample]}. */
    private final double[][] traces;

    private final double[] before_mV;
    private final double[] sum_nA;

    ElectrodeMean(
            Batch batch,
            Scheme scheme,
            Drive drive,
            Observable injected,
            int node,
            int first,
            int stride,
            double[][] traces) {
        this.traces = traces;
        this.batch = batch;
        this.theta = scheme.theta();
        this.drive = drive;
        this.first = first;
        this.stride = stride;
        this.injected = injected;
        this.element = batch.element(node);
        this.isClamped = drive.clamps(node);
        this.v = batch.rows().stateCursor();
        this.clamp = batch.clampConductance_mS_per_cm2();
        this.offset = batch.electrodeOffset_mV();
        this.area = batch.area();
        this.before_mV = new double[batch.lanes()];
        this.sum_nA = new double[batch.lanes()];
    }

    /** Row n is there; when it is a sample, writes the mean since the sample before, which stands in front of it. */
    void at(int n, int sample) {
        v.moveTo(batch.rows().voltageBase(n));
        if (n > first) {
            add(n - 1);
        }
        for (int lane = 0; isClamped && lane < before_mV.length; lane++) {
            before_mV[lane] = v.get(element + lane);
        }
        if ((n - first) % stride == 0) {
            if (n > first) {
                write(sample);
            }
            Arrays.fill(sum_nA, 0);
        }
    }

    /** Step n, whose end is the row that v shows. */
    private void add(int n) {
        boolean isOn = isClamped && drive.isClamped(n);
        double command_mV = isOn ? drive.command_mV(n) : 0;
        for (int lane = 0; lane < sum_nA.length; lane++) {
            double injected_nA = injected.at(n, lane);
            if (isOn) {
                double g_uS = clamp.get(lane) * area.get(element + lane);
                double u_mV = before_mV[lane] + theta * (v.get(element + lane) - before_mV[lane]);
                injected_nA += g_uS * (command_mV - offset.get(lane) - u_mV);
            }
            sum_nA[lane] += injected_nA;
        }
    }

    private void write(int sample) {
        for (int lane = 0; lane < sum_nA.length; lane++) {
            double mean_nA = sum_nA[lane] / stride;
            traces[lane][sample - 1] = mean_nA;
            traces[lane][sample] = mean_nA;
        }
    }
}
