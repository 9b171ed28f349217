package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The rates of change of what a {@link Recorder} records in the directions of a {@link TangentSweep}: with
 * {@code y = f(v, x, p)} a sample, {@code yDot = df/dv vDot + df/dx xDot + df/dp pDot}.
 */
public final class RecordedTangents implements TangentSweep.Listener {
    private final int lanes;
    private final List<Differentials> directions;
    private final int first;
    private final int stride;
    private final List<Observable> observed;
    private final double[][][][] tangents;
    private final double[] sums;
    private final Here here = new Here();
    private final Ahead ahead = new Ahead();

    /** For the samples of a {@link Recorder} with the same arguments, in the directions of a sweep. */
    public RecordedTangents(
            Batch batch,
            Scheme scheme,
            Drive drive,
            List<Probe> probes,
            int first,
            int stride,
            int steps,
            List<Differentials> directions) {
        this.lanes = batch.lanes();
        this.directions = List.copyOf(directions);
        this.first = first;
        this.stride = stride;
        Observables observables = new Observables(batch, scheme, drive, first);
        observed = probes.stream().map(observables::of).toList();
        tangents = new double[directions.size()][probes.size()][lanes][steps / stride + 1];
        sums = new double[directions.size()];
    }

    /** Rate of change of every sample in a direction: {@code [probe][lane][sample]}; not a copy. */
    public double[][][] tangents(int direction) {
        return tangents[direction];
    }

    @Override
    public void at(int n) {
        if ((n - first) % stride == 0) {
            for (double[][][] ofDirection : tangents) {
                for (double[][] ofProbe : ofDirection) {
                    for (double[] ofLane : ofProbe) {
                        ofLane[(n - first) / stride] = 0;
                    }
                }
            }
            pushForward(here, n);
        }
    }

    @Override
    public void atNextGates(int n) {
        if ((n - first) % stride == 0) {
            pushForward(ahead, n);
        }
    }

    private void pushForward(Observable.Partials partials, int n) {
        for (int p = 0; p < observed.size(); p++) {
            for (int lane = 0; lane < lanes; lane++) {
                Arrays.fill(sums, 0);
                observed.get(p).partials(n, lane, 1, partials);
                for (int k = 0; k < sums.length; k++) {
                    tangents[k][p][lane][(n - first) / stride] += sums[k];
                }
            }
        }
    }

    /** From voltages, targets and the states of row n. */
    private final class Here implements Observable.Partials {
        @Override
        public void byVoltage(int element, double derivative) {
            addFrom(Differentials::v, element, derivative);
        }

        @Override
        public void byState(int channel, int state, int site, double derivative) {
            addFrom(dot -> dot.state(channel, state), site, derivative);
        }

        @Override
        public void byTarget(Target target, int row, int place, double derivative) {
            for (int k = 0; k < sums.length; k++) {
                Differentials dot = directions.get(k);
                if (dot.wants(target)) {
                    sums[k] = Math.fma(derivative, dot.rows(target).column(row).get(place), sums[k]);
                }
            }
        }
    }

    /** From the states of row n + 1. */
    private final class Ahead implements Observable.Partials {
        @Override
        public void byNextState(int channel, int state, int site, double derivative) {
            addFrom(dot -> dot.state(channel, state), site, derivative);
        }
    }

    private void addFrom(Function<Differentials, Column> column, int place, double derivative) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Math.fma(derivative, column.apply(directions.get(k)).get(place), sums[k]);
        }
    }
}
