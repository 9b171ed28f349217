package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * L-BFGS with a line search for the strong Wolfe conditions. Nocedal and Wright, Numerical Optimization (2006), algorithm 7.5;
 * {@link LimitedMemory}, {@link WolfeSearch}. Every step is downhill. Where a line search fails it forgets the pairs and tries the
 * steepest descent; where that fails too it has stalled. A point without a value is as an infinitely high one, except the first.
 */
public final class Lbfgs implements Optimiser<double[], Evaluation> {
    private static final String KIND = "Lbfgs";
    private static final int VERSION = 1;

    private final LimitedMemory memory;
    private final double gradientTolerance;
    private double[] point;
    private double[] gradient;
    private double[] direction;
    private double value = Double.POSITIVE_INFINITY;
    private WolfeSearch search = new WolfeSearch(0, 0, 0);
    private int steps;
    private Status status = Status.RUNNING;

    /**
     * From {@code start}.
     *
     * @param pairs how many steps it remembers, 5 to 20 in practice
     * @param gradientTolerance largest component of a gradient at which it has converged
     */
    public Lbfgs(double[] start, int pairs, double gradientTolerance) {
        if (pairs < 1 || !(gradientTolerance >= 0)) {
            throw new IllegalArgumentException("L-BFGS needs at least one pair, and a tolerance of at least 0: pairs="
                    + pairs + ", gradientTolerance=" + gradientTolerance);
        }
        this.memory = new LimitedMemory(pairs);
        this.gradientTolerance = gradientTolerance;
        this.point = start.clone();
        this.gradient = new double[start.length];
        this.direction = new double[start.length];
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public double[] ask() {
        if (status != Status.RUNNING) {
            throw new IllegalStateException("it has no question: " + status);
        }
        return Vectors.sum(point, search.trial(), direction);
    }

    @Override
    public void tell(Evaluation evaluation) {
        if (value == Double.POSITIVE_INFINITY) {
            start(evaluation);
            return;
        }
        double slope = evaluation.isFinite() ? Vectors.dot(evaluation.gradient(), direction) : Double.NaN;
        search.tell(evaluation.value(), slope);
        switch (search.state()) {
            case SEARCHING -> {}
            case FOUND -> {
                double[] there = ask();
                memory.add(Vectors.sum(there, -1, point), Vectors.sum(evaluation.gradient(), -1, gradient));
                accept(there, evaluation);
                steps++;
            }
            case FAILED -> {
                if (memory.isEmpty()) {
                    status = Status.STALLED;
                } else {
                    memory.clear();
                    startSearch();
                }
            }
        }
    }

    private void start(Evaluation evaluation) {
        if (evaluation.isFinite()) {
            accept(point, evaluation);
        } else {
            status = Status.DIVERGED;
        }
    }

    private void accept(double[] there, Evaluation evaluation) {
        point = there;
        value = evaluation.value();
        gradient = evaluation.gradient().clone();
        if (Vectors.largest(gradient) <= gradientTolerance) {
            status = Status.CONVERGED;
        } else {
            startSearch();
        }
    }

    private void startSearch() {
        direction = memory.direction(gradient);
        double slope = Vectors.dot(gradient, direction);
        // without a memory the direction has no length of its own: a first step of length 1, or less on a gentle slope
        double first = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
        search = new WolfeSearch(value, slope, first);
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Snapshot.begin(out, KIND, VERSION, point.length);
        memory.save(out);
        Snapshot.write(out, point);
        Snapshot.write(out, gradient);
        Snapshot.write(out, direction);
        out.writeDouble(value);
        search.save(out);
        out.writeInt(steps);
        Snapshot.write(out, status);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        Snapshot.expect(in, KIND, VERSION, point.length);
        memory.restore(in);
        point = Snapshot.read(in);
        gradient = Snapshot.read(in);
        direction = Snapshot.read(in);
        value = in.readDouble();
        search.restore(in);
        steps = in.readInt();
        status = Snapshot.read(in, Status.class);
    }
}
