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
public final class LevenbergMarquardt extends Descent<LeastSquares.Question, LeastSquares.Answer> {
    /** The first mu unless another is given. */
    public static final double FIRST_DAMPING = 1;

    private static final double LEAST_DAMPING = 1e-12, MORE = 4, LESS = 0.2, TINY = 1e-11;
    private static final int MOST_TRIALS = 14;

    private final double settled;
    private Optional<double[]> residuals = Optional.empty();
    private double damping;
    private int trials;
    /** Where the present steps begin and lead to: made anew from the saved state. */
    private Optional<DampedSteps> linearised = Optional.empty();

    private double[] trial;

    /** Starts at theta; has converged when a step lowers the cost by less than the part {@code settled}. */
    public LevenbergMarquardt(double[] theta, double settled) {
        this(theta, settled, FIRST_DAMPING);
    }

    /** The same with the first mu, best of the size of the largest {@code |column of J|^2}. */
    public LevenbergMarquardt(double[] theta, double settled, double firstDamping) {
        super(theta);
        if (!(settled >= 0) || !(firstDamping > 0 && Double.isFinite(firstDamping))) {
            throw new IllegalArgumentException("settled must not be negative, and firstDamping positive and finite:"
                    + " settled=" + settled + ", firstDamping=" + firstDamping);
        }
        this.trial = theta.clone();
        this.settled = settled;
        this.damping = firstDamping;
    }

    /** Goes on until it ends, at most {@code mostSteps} steps; the listener hears the cost after each. */
    public double[] run(LeastSquares problem, int mostSteps, DoubleConsumer listener) {
        int end = steps() + mostSteps;
        while (status() == Status.RUNNING && (!hasStarted() || steps() < end)) {
            int before = steps();
            tell(problem.answer(ask()));
            if (steps() > before) {
                listener.accept(value());
            }
        }
        return point();
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
    LeastSquares.Question question() {
        return hasStarted() && linearised.isEmpty()
                ? new LeastSquares.Question(here(), residuals)
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
        if (!hasStarted()) {
            if (Double.isFinite(costThere)) {
                accept(there, costThere);
            } else {
                end(Status.DIVERGED);
            }
        } else if (costThere < value()) {
            boolean isSettled = !(costThere < value() * (1 - settled));
            accept(there, costThere);
            damping = Math.max(damping * LESS, LEAST_DAMPING);
            countStep();
            if (isSettled) {
                end(Status.CONVERGED);
            }
        } else if (isTiny()) {
            stall();
        } else {
            reject();
            linearised.ifPresent(this::tryNext);
        }
    }

    /** Whether the trial is where it stands but for rounding: a shorter step would not be lower either. */
    private boolean isTiny() {
        double[] here = here();
        double step = 0, size = 1;
        for (int k = 0; k < here.length; k++) {
            step = Math.max(step, Math.abs(trial[k] - here[k]));
            size = Math.max(size, Math.abs(here[k]));
        }
        return step <= TINY * size;
    }

    private void stall() {
        end(Status.STALLED);
        countStep();
    }

    private void accept(Optional<double[]> there, double costThere) {
        moveTo(trial, costThere);
        residuals = there.map(double[]::clone);
        trials = 0;
        linearised = Optional.empty();
    }

    private void reject() {
        damping *= MORE;
        trials++;
        if (trials == MOST_TRIALS) {
            stall();
        }
    }

    private void tryNext(DampedSteps from) {
        while (status() == Status.RUNNING) {
            try {
                trial = Vectors.sum(from.step(damping), 1, here());
                return;
            } catch (ArithmeticException singular) {
                reject();
            }
        }
    }

    @Override
    void saveRest(DataOutput out) throws IOException {
        Snapshot.write(out, residuals());
        out.writeDouble(damping);
        out.writeInt(trials);
    }

    /** The steps from where it stood are asked for again: a saved state holds no matrix. */
    @Override
    void restoreRest(DataInput in) throws IOException {
        residuals = Optional.of(Snapshot.read(in)).filter(saved -> hasStarted());
        damping = in.readDouble();
        trials = in.readInt();
        trial = point();
        linearised = Optional.empty();
    }
}
