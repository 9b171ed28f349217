package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import java.util.List;

/**
 * Directional derivatives of a run, computed beside it: give it to {@link ForwardSweep#run} as the listener. A direction is a
 * rate of change of every target, in {@link Differentials#of}; after step n {@link Differentials#v} is the rate of change of the voltage
 * of row n. The partials of a step are evaluated once for all directions, and two rows are enough.
 *
 * <p>With few directions this is the cheap way to a Jacobian; {@link TraceJacobian} is the way with few samples or many targets.
 */
public final class TangentSweep implements StepListener {
    /** Told what the directions have reached. */
    @FunctionalInterface
    public interface Listener {
        /** The voltage and the states of row n: {@link Differentials#v} and {@link Differentials#state}. */
        void at(int n);

        /** With {@link Scheme#STAGGERED}: the gates of row n + 1, which are known at the time of row n; called after {@link #at}. */
        default void atNextGates(int n) {}
    }

    /** The row at which it listens, the one before, and the next. */
    private static final int ROWS = 3;

    private final Scheme scheme;
    private final RunStart from;
    private final StepCoefficients linear;
    private final List<Differentials> directions;
    private final TangentProducts products;
    private final Listener listener;
    private final StepEdges edges;
    private final Runnable[] voltage;
    private final Runnable[] gates;
    private final StepEdges.Beginnings beginnings;

    /** Sweeps along runs of {@code batch} that begin at {@code start}. */
    public TangentSweep(
            Batch batch,
            Scheme scheme,
            Drive drive,
            RunStart start,
            List<Differentials> directions,
            Listener listener) {
        if (batch.rows().count() < ROWS) {
            throw new IllegalStateException("tangents at a row need the row before it, which a packed step to the next"
                    + " has overwritten in a batch of fewer than " + ROWS + " rows: rows="
                    + batch.rows().count());
        }
        this.scheme = scheme;
        this.from = start;
        this.directions = List.copyOf(directions);
        this.listener = listener;
        linear = new StepCoefficients(batch, scheme, drive);
        boolean byArea = directions.stream().anyMatch(dot -> dot.wants(new Target.Area()));
        edges = new StepEdges(batch, scheme, drive, linear, byArea);
        products = products(batch, directions);
        voltage = edges.voltage().tangents(directions, products);
        gates = edges.gates().tangents(directions, products);
        beginnings = edges.beginnings(way -> way.tangents(directions, products));
    }

    private static TangentProducts products(Batch batch, List<Differentials> directions) {
        int spread = directions.getFirst().spread();
        if (spread == 1) {
            return new LanewiseProducts(batch);
        }
        BroadcastProducts products = new BroadcastProducts(spread);
        products.activate(spread);
        return products;
    }

    /** Carries the first {@code count} of the directions that stand side by side, from the next run on; at first it carries all. */
    public void carry(int count) {
        products.activate(count);
    }

    @Override
    public void at(int n) {
        int first = from.firstRow();
        if (n == first) {
            begin();
        } else if (scheme.gatesFirst()) {
            tangentVoltage(n - 1, n);
        } else {
            tangentVoltage(n - 1, n - 1);
            tangentGates(n - 1, n);
        }
        linear.show(n);
        listener.at(n);
        if (scheme.gatesFirst()) {
            tangentGates(n, n);
            listener.atNextGates(n);
        }
    }

    /** The directions at the start of the run. */
    private void begin() {
        linear.prepare();
        products.begin();
        if (!(from instanceof RunStart.Reached)) {
            directions.forEach(Differentials::clearStates);
        }
        edges.begin(from, beginnings);
    }

    private void tangentVoltage(int n, int gateRow) {
        linear.voltageStep(n, gateRow);
        Edges.run(voltage);
    }

    private void tangentGates(int n, int voltageRow) {
        linear.gateStep(n, voltageRow);
        Edges.run(gates);
    }
}
