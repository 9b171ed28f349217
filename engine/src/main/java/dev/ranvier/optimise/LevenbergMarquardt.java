package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Levenberg-Marquardt for {@code min |r(theta)|^2}: steps that minimise {@code |r + J y|^2 + mu |y|^2}, with mu lowered after a
 * success and raised until there is one, and y bent where it can be ({@link BentStep}). Levenberg, Quart. Appl. Math. 2 (1944)
 * 164; Marquardt, J. SIAM 11 (1963) 431. Never ends higher than it starts. A trial without residuals is as one that is too high.
 */
public final class LevenbergMarquardt extends DampedDescent {
    private static final double TINY = 1e-11;
    private static final int MOST_TRIALS = 14;

    /**
     * How mu moves.
     *
     * @param first mu of the first trial
     * @param least mu is never lower
     * @param more factor after a trial that failed
     * @param less factor after one that succeeded
     */
    public record Damping(double first, double least, double more, double less) {
        /** For problems whose residuals are of order 1 and far from linear. */
        public static final Damping CAUTIOUS = new Damping(1, 1e-12, 4, 0.2);
        /** For problems that can be solved almost exactly, along narrow valleys, with many cheap trials. */
        public static final Damping BOLD = new Damping(1e-2, 1e-14, 2, 0.25);

        /** For steps whose damping is one over their length, {@link DampedSteps#eigen}: half as long after a failure. */
        public static final Damping BY_LENGTH = new Damping(1, 1, 2, 0.5);

        /** Refuses a first mu that is not positive. */
        public Damping {
            if (!(first > 0 && Double.isFinite(first))) {
                throw new IllegalArgumentException("first must be positive and finite: first=" + first);
            }
        }

        /** The same from another first mu, best of the size of the largest {@code |column of J|^2}. */
        public Damping from(double first) {
            return new Damping(first, least, more, less);
        }

        /** The same that is never less than {@code least}. */
        public Damping atLeast(double least) {
            return new Damping(Math.max(first, least), least, more, less);
        }
    }

    /**
     * When it is enough.
     *
     * @param settled a step that lowers the cost by less than this part of it is idle
     * @param patience idle steps in a row that end it
     * @param goal a cost that ends it
     */
    public record Stop(double settled, int patience, double goal) {
        /** Refuses a negative part. */
        public Stop {
            if (!(settled >= 0)) {
                throw new IllegalArgumentException("settled must not be negative: settled=" + settled);
            }
        }

        /** At the first idle step. */
        public static Stop at(double settled) {
            return new Stop(settled, 1, 0);
        }
    }

    private final Stop stop;
    private int idle;
    /** Whose residuals part of the way are asked for. */
    private Optional<BentStep> probed = Optional.empty();

    /** Starts at theta, cautiously; has converged when a step lowers the cost by less than the part {@code settled}. */
    public LevenbergMarquardt(double[] theta, double settled) {
        this(theta, Damping.CAUTIOUS, Stop.at(settled));
    }

    /** Starts at theta. */
    public LevenbergMarquardt(double[] theta, Damping damping, Stop stop) {
        super(theta, damping, MOST_TRIALS);
        this.stop = stop;
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

    @Override
    void begin() {
        tryNext();
    }

    /** A step that can be bent is tried when the residuals part of the way are known. */
    @Override
    void propose(DampedSteps steps) {
        probed = steps.bent(mu);
        if (probed.isPresent()) {
            trial = probed.get().probe(here());
        } else {
            super.propose(steps);
        }
    }

    @Override
    void tell(Optional<double[]> there) {
        if (probed.isPresent()) {
            trial = probed.get().end(here(), there);
            probed = Optional.empty();
            return;
        }
        double costThere = there.map(r -> Vectors.dot(r, r)).orElse(Double.NaN);
        if (!hasStarted()) {
            if (Double.isFinite(costThere)) {
                accept(there, costThere);
                endAtGoal();
            } else {
                end(Status.DIVERGED);
            }
        } else if (costThere < value()) {
            idle = costThere < value() * (1 - stop.settled()) ? 0 : idle + 1;
            accept(there, costThere);
            succeed();
            if (idle >= stop.patience()) {
                end(Status.CONVERGED);
            }
            endAtGoal();
        } else if (isTiny()) {
            stall();
        } else {
            fail();
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

    private void endAtGoal() {
        if (value() <= stop.goal()) {
            end(Status.CONVERGED);
        }
    }

    private void accept(Optional<double[]> there, double costThere) {
        moveTo(trial, costThere);
        residuals = there.map(double[]::clone);
        trials = 0;
        linearised = Optional.empty();
    }

    @Override
    void saveRest(DataOutput out) throws IOException {
        Snapshot.write(out, residuals());
        out.writeDouble(mu);
        out.writeInt(trials);
        out.writeInt(idle);
    }

    /** The steps from where it stood are asked for again: a saved state holds no matrix. */
    @Override
    void restoreRest(DataInput in) throws IOException {
        residuals = Optional.of(Snapshot.read(in)).filter(saved -> hasStarted());
        mu = Snapshot.finite(in.readDouble());
        trials = in.readInt();
        idle = in.readInt();
        trial = point();
        linearised = Optional.empty();
        probed = Optional.empty();
    }
}
