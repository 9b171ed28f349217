package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;

/**
 * The main loop backwards: exact derivatives of what {@link ForwardSweep} computed, from the rows it left in the batch. At each
 * step the partials of the step's two halves are evaluated at the stored rows and multiplied onto the cotangents, in reverse
 * order.
 */
public final class ReverseSweep {
    private final Batch batch;
    private final Scheme scheme;
    private final StepCoefficients linear;
    private final StepEdges edges;
    private final Runnable[] voltage;
    private final Runnable[] gates;
    private final StepEdges.Beginnings beginnings;

    /** One cotangent for every lane of the batch: gradients. */
    public static ReverseSweep lanewise(Batch batch, Scheme scheme, Drive drive, Differentials bars) {
        return new ReverseSweep(batch, scheme, drive, bars, new LanewiseProducts(batch));
    }

    ReverseSweep(Batch batch, Scheme scheme, Drive drive, Differentials bars, Products products) {
        this.batch = batch;
        this.scheme = scheme;
        linear = new StepCoefficients(batch, scheme, drive);
        edges = new StepEdges(batch, scheme, drive, linear, bars.wants(new Target.Area()));
        voltage = edges.voltage().cotangents(bars, products);
        gates = edges.gates().cotangents(bars, products);
        beginnings = edges.beginnings(way -> way.cotangents(bars, products));
    }

    /** Adds the derivatives of a loss by what stands in a row. */
    @FunctionalInterface
    public interface Source {
        /**
         * Adds those by the voltage and the states of row n to {@link Differentials#v} and {@link Differentials#state}; called for
         * n = last, last - 1, ..., first.
         */
        void add(int n);

        /**
         * With {@link Scheme#STAGGERED}: adds those by the gates of row n + 1 of what is seen at the time of row n; called before
         * {@link #add} for the same n.
         */
        default void addNextGates(int n) {}
    }

    /** As {@link #run(RunStart, int, Source)}, for a run from the cell's initial voltage. */
    public void run(int steps, Source source) {
        run(new InitialCondition.AtVoltage(), steps, source);
    }

    /**
     * Sweeps the {@code steps} steps of a run back to its start; every row must still be in the batch. Differentials must start at
     * zero. A run that starts from a saved state has no derivative by {@link Target.InitialVoltage}.
     */
    public void run(RunStart start, int steps, Source source) {
        if (batch.rows().count() < steps + 2) {
            throw new IllegalStateException(
                    "the batch keeps " + batch.rows().count() + " rows, the reverse sweep needs " + (steps + 2));
        }
        int first = start.firstRow();
        prepare();
        end(first + steps, source);
        steps(first + steps, first, source);
        begin(start);
    }

    /** Takes in what the batch has become, as the first thing of a sweep in parts. */
    void prepare() {
        linear.prepare();
    }

    /** The last row of the run. */
    void end(int last, Source source) {
        if (scheme.gatesFirst()) {
            reverseGates(last, source);
        }
        source.add(last);
    }

    /** The part of a sweep from row {@code last} to row {@code first}; calls the source for all but {@code last}. */
    void steps(int last, int first, Source source) {
        for (int n = last - 1; n >= first; n--) {
            if (scheme.gatesFirst()) {
                reverseVoltage(n, n + 1);
                reverseGates(n, source);
            } else {
                reverseGates(n, n + 1);
                reverseVoltage(n, n);
                linear.show(n);
            }
            source.add(n);
        }
    }

    /** The gates that advanced around the voltage of row n. */
    private void reverseGates(int n, Source source) {
        linear.show(n);
        source.addNextGates(n);
        reverseGates(n, n);
    }

    private void reverseVoltage(int n, int gateRow) {
        linear.voltageStep(n, gateRow);
        Edges.run(voltage);
    }

    private void reverseGates(int n, int voltageRow) {
        linear.gateStep(n, voltageRow);
        Edges.run(gates);
    }

    /** The start of the run, as the last thing. */
    void begin(RunStart from) {
        edges.begin(from, beginnings);
    }
}
