package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Levenberg-Marquardt for {@code min |r(theta)|^2}: steps that minimise {@code |r + J y|^2 + mu |y|^2}, with mu lowered after a
 * success and raised until there is one. Levenberg, Quart. Appl. Math. 2 (1944) 164; Marquardt, J. SIAM 11 (1963) 431. Never
 * ends higher than it starts. A trial without residuals is as one that is too high.
 */
public final class LevenbergMarquardt implements Optimiser<LeastSquares.Question, LeastSquares.Answer> {
    /** The first mu unless another is given. */
    public static final double FIRST_DAMPING = 1;

    private static final double LEAST_DAMPING = 1e-12, MORE = 4, LESS = 0.2;
    private static final int MOST_TRIALS = 14;
    private static final String KIND = "LevenbergMarquardt";
    private static final int VERSION = 1;

    private final double settled;
    private double[] theta;
    private Optional<double[]> residuals = Optional.empty();
    private double cost = Double.POSITIVE_INFINITY;
    private double damping;
    private int trials;
    private int steps;
    private Status status = Status.RUNNING;
    /** Where the present steps begin and lead to: made anew from the saved state. */
    private Optional<DampedSteps> linearised = Optional.empty();

    private double[] trial;

    /** Starts at theta; has converged when a step lowers the cost by less than the part {@code settled}. */
    public LevenbergMarquardt(double[] theta, double settled) {
        this(theta, settled, FIRST_DAMPING);
    }

    /** The same with the first mu, best of the size of the largest {@code |column of J|^2}. */
    public LevenbergMarquardt(double[] theta, double settled, double firstDamping) {
        if (!(settled >= 0) || !(firstDamping > 0 && Double.isFinite(firstDamping))) {
            throw new IllegalArgumentException("settled must not be negative, and firstDamping positive and finite:"
                    + " settled=" + settled + ", firstDamping=" + firstDamping);
        }
        this.theta = theta.clone();
        this.trial = theta.clone();
        this.settled = settled;
        this.damping = firstDamping;
    }

    /** Goes on until it ends, at most {@code mostSteps} steps; the listener hears the cost after each. */
    public double[] run(LeastSquares problem, int mostSteps, DoubleConsumer listener) {
        int end = steps + mostSteps;
        while (status == Status.RUNNING && (residuals.isEmpty() || steps < end)) {
            int before = steps;
            tell(problem.answer(ask()));
            if (steps > before) {
                listener.accept(cost);
            }
        }
        return theta.clone();
    }

    /** The residuals where it stands; none before the first answer. */
    public double[] residuals() {
        return residuals.map(double[]::clone).orElseGet(() -> new double[0]);
    }

    /** The damping that worked last, or the one on trial. */
    public double damping() {
        return damping;
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public LeastSquares.Question ask() {
        if (status != Status.RUNNING) {
            throw new IllegalStateException("it has no question: " + status);
        }
        return residuals.isPresent() && linearised.isEmpty()
                ? new LeastSquares.Question(theta, residuals)
                : new LeastSquares.Question(trial, Optional.empty());
    }

    @Override
    public void tell(LeastSquares.Answer answer) {
        switch (answer) {
            case LeastSquares.Answer.Steps(DampedSteps found) -> {
                linearised = Optional.of(found);
                tryNext(found);
            }
            case LeastSquares.Answer.Residuals(Optional<double[]> there) -> tell(there);
        }
    }

    private void tell(Optional<double[]> there) {
        double costThere = there.map(r -> Vectors.dot(r, r)).orElse(Double.NaN);
        if (residuals.isEmpty()) {
            if (Double.isFinite(costThere)) {
                accept(there, costThere);
            } else {
                status = Status.DIVERGED;
            }
        } else if (costThere < cost) {
            boolean isSettled = !(costThere < cost * (1 - settled));
            accept(there, costThere);
            damping = Math.max(damping * LESS, LEAST_DAMPING);
            steps++;
            if (isSettled) {
                status = Status.CONVERGED;
            }
        } else {
            reject();
            linearised.ifPresent(this::tryNext);
        }
    }

    private void accept(Optional<double[]> there, double costThere) {
        theta = trial.clone();
        residuals = there.map(double[]::clone);
        cost = costThere;
        trials = 0;
        linearised = Optional.empty();
    }

    private void reject() {
        damping *= MORE;
        trials++;
        if (trials == MOST_TRIALS) {
            status = Status.STALLED;
            steps++;
        }
    }

    private void tryNext(DampedSteps from) {
        while (status == Status.RUNNING) {
            try {
                trial = Vectors.sum(from.step(damping), 1, theta);
                return;
            } catch (ArithmeticException singular) {
                reject();
            }
        }
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public double[] point() {
        return theta.clone();
    }

    @Override
    public double value() {
        return cost;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Snapshot.begin(out, KIND, VERSION, theta.length);
        Snapshot.write(out, theta);
        out.writeBoolean(residuals.isPresent());
        Snapshot.write(out, residuals());
        out.writeDouble(cost);
        out.writeDouble(damping);
        out.writeInt(trials);
        out.writeInt(steps);
        Snapshot.write(out, status);
    }

    /** The steps from where it stood are asked for again: a saved state holds no matrix. */
    @Override
    public void restore(DataInput in) throws IOException {
        Snapshot.expect(in, KIND, VERSION, theta.length);
        theta = Snapshot.read(in);
        trial = theta.clone();
        boolean started = in.readBoolean();
        double[] saved = Snapshot.read(in);
        residuals = started ? Optional.of(saved) : Optional.empty();
        cost = in.readDouble();
        damping = in.readDouble();
        trials = in.readInt();
        steps = in.readInt();
        status = Snapshot.read(in, Status.class);
        linearised = Optional.empty();
    }
}
