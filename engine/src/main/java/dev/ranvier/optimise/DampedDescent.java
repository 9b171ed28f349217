package dev.ranvier.optimise;

import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import java.util.Optional;

/**
 * What asks for residuals and for the steps {@code min |r + J y|^2 + mu |y|^2} from where it stands, and tries ever shorter ones by
 * raising mu.
 */
abstract sealed class DampedDescent extends Descent<LeastSquares.Question, LeastSquares.Answer>
        permits JudgedStep, LevenbergMarquardt {
    private final Damping damping;
    private final int mostTrials;
    /** By which the steps are asked for. */
    Optional<double[]> residuals = Optional.empty();
    /** Where the present steps begin and lead to: made anew from the saved state. */
    Optional<DampedSteps> linearised = Optional.empty();

    double[] trial;
    double mu;
    int trials;

    /** At theta; ends after so many trials in a row that fail. */
    DampedDescent(double[] theta, Damping damping, int mostTrials) {
        super(theta);
        this.damping = damping;
        this.mostTrials = mostTrials;
        trial = theta.clone();
        mu = damping.first();
    }

    /** The mu that worked last, or the one on trial. */
    public final double damping() {
        return mu;
    }

    @Override
    final LeastSquares.Question question() {
        return residuals.isPresent() && linearised.isEmpty()
                ? new LeastSquares.Question(here(), residuals)
                : new LeastSquares.Question(trial, Optional.empty());
    }

    @Override
    public final void tell(LeastSquares.Answer answer) {
        switch (answer) {
            case LeastSquares.Answer.Steps(DampedSteps found) -> {
                linearised = Optional.of(found);
                begin();
            }
            case LeastSquares.Answer.Residuals(Optional<double[]> there) -> tell(there);
        }
    }

    /** The steps from here are known. */
    abstract void begin();

    /** The residuals at the trial, if there are any. */
    abstract void tell(Optional<double[]> there);

    /** After a trial that is lower. */
    final void succeed() {
        mu = Math.max(mu * damping.less(), damping.least());
        countStep();
    }

    /** After one that is not: tries a shorter one. */
    final void fail() {
        reject();
        tryNext();
    }

    private void reject() {
        mu = linearised.map(steps -> steps.effective(mu)).orElse(mu) * damping.more();
        trials++;
        if (trials == mostTrials) {
            stall();
        }
    }

    /** The step of the present mu, or of the next one that has one. */
    final void tryNext() {
        while (status() == Status.RUNNING && linearised.isPresent()) {
            try {
                propose(linearised.get());
                return;
            } catch (ArithmeticException singular) {
                reject();
            }
        }
    }

    /** The trial for the present mu. */
    void propose(DampedSteps steps) {
        trial = Vectors.sum(steps.step(mu), 1, here());
    }

    /** Ends where it stands. */
    final void stall() {
        countStep();
        end(Status.STALLED);
    }
}
