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
public final class JudgedStep extends DampedDescent {
    private static final int MOST_TRIALS = 3;

    /** Whether the value is known by the data that judge. */
    private boolean isJudged;

    /** From theta. */
    public JudgedStep(double[] theta, Damping damping) {
        super(theta, damping, MOST_TRIALS);
    }

    /** Where it stands, by the data that judge. */
    @Override
    void begin() {
        trial = point();
        isJudged = false;
    }

    @Override
    void tell(Optional<double[]> there) {
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
            succeed();
            end(Status.CONVERGED);
        } else {
            fail();
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
