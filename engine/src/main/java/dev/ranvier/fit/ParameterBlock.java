package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import java.util.List;
import java.util.Set;

/**
 * Some of the numbers that a fit changes, and how they act on a batch: {@code engine parameters = f(theta)} with Jacobian D.
 *
 * <p>Gauss-Newton steps are taken in feature space: with {@code A} the Jacobian of the trace by the engine's parameters,
 * {@code A D D^T A^T = B B^T} where {@code B = A L} and {@code D D^T = L L^T} of low rank. A step {@code y} in the columns of B
 * is the step {@code D^T z}, {@code L_p^T z = y}, of theta, and {@code |step| = |y|}. The price depends on the rank of D, some
 * fifty for a network of one voltage, not on the number of weights.
 */
interface ParameterBlock {
    /** Numbers in theta. */
    int size();

    /** What the sweep must differentiate by. */
    Set<Target> targets();

    /** Starting values. */
    void initialise(double[] theta, int at);

    /** Puts {@code f(theta)} into the batch; false, and nothing done, where the model does not allow it. */
    boolean write(double[] theta, int at);

    /** Takes in the derivatives of the samples {@code [from, to)} of the trace at the theta last written. */
    void collect(TraceJacobian jacobian, int from, int to);

    /** Columns of B, one value a sample, once all samples have been collected. */
    List<double[]> features();

    /** Roughness of the engine's parameters at the theta last written, linear in them; empty where there is none. */
    double[] roughness();

    /** What {@link #roughness} gains from each column of the last {@link #features}. */
    List<double[]> roughnessFeatures();

    /** {@code delta = D^T z} for the part of y from {@code from}; as many numbers as {@link #features} gave columns. */
    void step(double[] y, int from, double[] delta, int at);

    /** {@code gradient[at..] += D^T bar} for the cotangents of lane 0, at the theta last written. */
    void gradient(Differentials bars, double[] gradient, int at);
}
