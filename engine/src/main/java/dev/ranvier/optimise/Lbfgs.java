package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * L-BFGS with a line search for the strong Wolfe conditions. Nocedal and Wright, Numerical Optimization (2006), algorithm 7.5;
 * {@link LimitedMemory}, {@link WolfeSearch}. Every step is downhill. Where a line search fails it forgets the pairs and tries the
 * steepest descent; where that fails too it has stalled. A point without a value is as an infinitely high one, except the first.
 */
public final class Lbfgs extends Descent<double[], Evaluation> {
    private final LimitedMemory memory;
    private final double gradientTolerance;
    private double[] gradient;
    private double[] direction;
    private WolfeSearch search = new WolfeSearch(0, 0, 0);

    /**
     * From {@code start}.
     *
     * @param pairs how many steps it remembers, 5 to 20 in practice
     * @param gradientTolerance largest component of a gradient at which it has converged
     */
    public Lbfgs(double[] start, int pairs, double gradientTolerance) {
        super(start);
        if (pairs < 1 || !(gradientTolerance >= 0)) {
            throw new IllegalArgumentException("L-BFGS needs at least one pair, and a tolerance of at least 0: pairs="
                    + pairs + ", gradientTolerance=" + gradientTolerance);
        }
        this.memory = new LimitedMemory(pairs);
        this.gradientTolerance = gradientTolerance;
        this.gradient = new double[start.length];
        this.direction = new double[start.length];
    }

    @Override
    double[] question() {
        return Vectors.sum(here(), search.trial(), direction);
    }

    @Override
    public void tell(Evaluation evaluation) {
        if (!hasStarted()) {
            start(evaluation);
            return;
        }
        double slope = evaluation.isFinite() ? Vectors.dot(evaluation.gradient(), direction) : Double.NaN;
        search.tell(evaluation.value(), slope);
        switch (search.state()) {
            case SEARCHING -> {}
            case FOUND -> {
                double[] there = question();
                memory.add(Vectors.sum(there, -1, here()), Vectors.sum(evaluation.gradient(), -1, gradient));
                accept(there, evaluation);
                countStep();
            }
            case FAILED -> {
                if (memory.isEmpty()) {
                    end(Status.STALLED);
                } else {
                    memory.clear();
                    startSearch();
                }
            }
        }
    }

    private void start(Evaluation evaluation) {
        if (evaluation.isFinite()) {
            accept(here(), evaluation);
        } else {
            end(Status.DIVERGED);
        }
    }

    private void accept(double[] there, Evaluation evaluation) {
        moveTo(there, evaluation.value());
        gradient = evaluation.gradient().clone();
        if (Vectors.largest(gradient) <= gradientTolerance) {
            end(Status.CONVERGED);
        } else {
            startSearch();
        }
    }

    private void startSearch() {
        direction = memory.direction(gradient);
        double slope = Vectors.dot(gradient, direction);
        // without a memory the direction has no length of its own: a first step of length 1, or less on a gentle slope
        double first = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
        search = new WolfeSearch(value(), slope, first);
    }

    @Override
    void saveRest(DataOutput out) throws IOException {
        memory.save(out);
        Snapshot.write(out, gradient);
        Snapshot.write(out, direction);
        search.save(out);
    }

    @Override
    void restoreRest(DataInput in) throws IOException {
        memory.restore(in);
        gradient = Snapshot.read(in);
        direction = Snapshot.read(in);
        search.restore(in);
    }
}
