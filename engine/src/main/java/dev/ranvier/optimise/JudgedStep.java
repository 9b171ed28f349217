package dev.ranvier.optimise;

import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * One step of Levenberg and Marquardt that is judged by other data than those that ask for it: a step from one sample of the data is
 * taken if it lowers the cost of another. What a sample asks for by chance, such as what lowers its cost and raises that of all others, fails
 * there. Asks for the residuals where it stands, and for steps from there; then whoever answers passes to the other
 * data; then for the residuals where it stands once more, and at ever shorter trials.
 */
public final class JudgedStep extends Descent<LeastSquares.Question, LeastSquares.Answer> {
    private static final int MOST_TRIALS = 3;

    private final Damping damping;
    private double mu;
    private int trials;
    /** Of the data that ask for the step. */
    private Optional<double[]> residuals = Optional.empty();
    /** Made anew from the saved state. */
    private Optional<DampedSteps> linearised = Optional.empty();
    /** Whether the value is known by the data that judge. */
    private boolean isJudged;

    private double[] trial;

    /** From theta. */
    public JudgedStep(double[] theta, Damping damping) {
        super(theta);
        this.damping = damping;
        trial = theta.clone();
        mu = damping.first();
    }

    /** The mu for the next step. */
    public double damping() {
        return mu;
    }

    @Override
    LeastSquares.Question question() {
        return residuals.isPresent() && linearised.isEmpty()
                ? new LeastSquares.Question(here(), residuals)
                : new LeastSquares.Question(trial, Optional.empty());
    }

    @Override
    public void tell(LeastSquares.Answer answer) {
        switch (answer) {
            case LeastSquares.Answer.Steps(DampedSteps found) -> {
                linearised = Optional.of(found);
                trial = point();
                isJudged = false;
            }
            case LeastSquares.Answer.Residuals(Optional<double[]> there) -> tell(there);
        }
    }

    private void tell(Optional<double[]> there) {
        double cost = there.map(r -> Vectors.dot(r, r)).filter(Double::isFinite).orElse(Double.POSITIVE_INFINITY);
        if (linearised.isEmpty()) {
            residuals = there.filter(_ -> Double.isFinite(cost)).map(double[]::clone);
            if (residuals.isEmpty()) {
                end(Status.DIVERGED);
            }
        } else if (!isJudged) {
            moveTo(trial, cost);
            isJudged = true;
            tryNext();
        } else if (cost < value()) {
            moveTo(trial, cost);
            mu = Math.max(mu * damping.less(), damping.least());
            countStep();
            end(Status.CONVERGED);
        } else {
            reject();
            tryNext();
        }
    }

    private void reject() {
        mu = linearised.orElseThrow().effective(mu) * damping.more();
        trials++;
        if (trials == MOST_TRIALS) {
            countStep();
            end(Status.STALLED);
        }
    }

    private void tryNext() {
        while (status() == Status.RUNNING) {
            try {
                trial = Vectors.sum(linearised.orElseThrow().step(mu), 1, here());
                return;
            } catch (ArithmeticException singular) {
                reject();
            }
        }
    }

    @Override
    void saveRest(DataOutput out) throws IOException {
        out.writeDouble(mu);
        out.writeInt(trials);
    }

    /** Begins where it stands, with the mu and the trials it had: a saved state holds no matrix. */
    @Override
    void restoreRest(DataInput in) throws IOException {
        mu = Snapshot.finite(in.readDouble());
        trials = in.readInt();
        trial = point();
        residuals = Optional.empty();
        linearised = Optional.empty();
        isJudged = false;
    }
}
