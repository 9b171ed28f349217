package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Target;
import dev.ranvier.parameter.Parameter;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Some of the numbers that a fit changes, the block's theta, and how they act on the model: {@code p = f(theta)}, p numbers of a
 * batch, with Jacobian D. Numbers of a model, splines and networks are blocks; whatever else can be learned is one more. Immutable;
 * what belongs to a batch is in {@link Bound}.
 */
public interface ParameterBlock {
    /** Numbers in theta. */
    int size();

    /** The numbers of the model that theta is, in its order; none for a block of another kind. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Whether priors hold it to the end, so that the last stage is gone through until they weigh what the recordings leave. */
    default boolean hasPriors() {
        return parameters().stream().anyMatch(parameter -> parameter.prior().isPresent());
    }

    /** Theta where a fit begins. */
    double[] start();

    /** Another theta to begin at, the more scattered around {@link #start} the larger the spread, which lies in [0, 1). */
    double[] start(RandomGenerator random, double spread);

    /** Whether it acts on numbers that all lanes of a batch share, which then can hold one start only. */
    boolean isShared();

    /** Whether it is curves or networks: of many numbers, which are held by their priors. */
    boolean hasFeatures();

    /** The block in the batches of some experiments. */
    Bound bind(List<Rig> rigs);

    /**
     * An experiment in the lanes of a batch.
     *
     * @param batch the cell
     * @param drive what is done to it
     * @param samples of the recording
     */
    record Rig(Batch batch, Drive drive, int samples) {}

    /**
     * What a block adds to the residuals by itself.
     *
     * @param prior factor on a prior's residual {@code (x - mean)/sd}
     * @param tether on {@code theta - start}
     * @param roughness on second differences of curves
     */
    record Penalties(double prior, double tether, double roughness) {}

    /**
     * A block linearised at some theta in coordinates y of its own, in which Gauss-Newton steps are taken. They are theta itself but for a
     * network, where the price of a step then depends on the rank of its tangent kernel and not on the number of weights:
     * with A the Jacobian of the traces by p, {@code A D D^T A^T = B B^T}, {@code B = A L}, {@code D D^T = L L^T}, and the step y is
     * {@code D^T z}, {@code L_p^T z = y}, of theta.
     */
    interface Features {
        /** How many coordinates. */
        int count();

        /** Sets a lane of a direction in batch {@code rig}, where it is zero, to the rate of change of p by coordinate {@code k}. */
        void pushForward(int rig, Differentials direction, int lane, int k);

        /** Whether batch {@code rig} may change by coordinate {@code k} while its nodes are at these voltages. */
        default boolean isFelt(int rig, int k, VoltageRanges voltages) {
            return true;
        }

        /** {@code [coordinate]}: derivatives of {@link Bound#penalties}. */
        List<double[]> penaltySlopes(Penalties weights);

        /** The change of theta for y. */
        double[] step(double[] y);
    }

    /** The block in the lanes of some batches. Theta is the block's own. */
    interface Bound {
        /** What a sweep must differentiate by for number {@code k} of theta. */
        Set<Target> targets(int k);

        /** Puts {@code f(theta)} into a lane of every batch; false, and nothing done, where the model does not allow it. */
        boolean write(double[] theta, int lane);

        /** Sets a lane of a direction in batch {@code rig} to {@code D thetaDot}. */
        void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot);

        /** {@code D^T bar} for the cotangents that stand at {@code place} of batch {@code rig}: a lane, or a row of a Jacobian. */
        double[] pullBack(int rig, Differentials bars, int place, double[] theta);

        /** The block linearised at theta, where it has been written. */
        default Features features(double[] theta) {
            return new ThetaFeatures(this, theta);
        }

        /** Priors, tethers and roughness at theta, each times its weight; none where its weight is zero. */
        double[] penalties(double[] theta, Penalties weights);

        /** Their derivatives by each theta. */
        List<double[]> penaltySlopes(double[] theta, Penalties weights);

        /** The longest step of each theta in which the traces may be taken as linear. */
        double[] longest(double[] theta);
    }
}
