package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Numbers of the model that are fitted beside the gates, in the coordinates of their transforms, with their priors. */
final class MechanisticBlock implements ParameterBlock {
    private final List<Parameter> parameters;
    private final ParameterSet set;
    /** {@code [parameter][sample]}: derivatives of the trace. */
    private final double[][] features;

    private double[] theta;

    MechanisticBlock(List<Parameter> parameters, Batch batch, Drive drive, int samples) {
        this.parameters = parameters;
        this.set = new ParameterSet(parameters, batch, drive);
        this.features = new double[parameters.size()][samples];
        this.theta = ParameterSet.start(parameters);
    }

    @Override
    public int size() {
        return parameters.size();
    }

    @Override
    public Set<Target> targets() {
        return set.targets();
    }

    @Override
    public void initialise(double[] theta, int at) {
        System.arraycopy(ParameterSet.start(parameters), 0, theta, at, size());
    }

    @Override
    public boolean write(double[] theta, int at) {
        double[] own = Arrays.copyOfRange(theta, at, at + size());
        if (!set.isAllowed(own)) {
            return false;
        }
        this.theta = own;
        set.write(own, 0);
        return true;
    }

    /** The numbers last written. */
    List<Double> values() {
        return Arrays.stream(ParameterSet.values(parameters, theta)).boxed().toList();
    }

    /** The residuals of the priors that there are, and {@code tether (theta - start)}, at the numbers last written. */
    double[] priors(double tether) {
        double[] start = ParameterSet.start(parameters);
        return joined(ParameterSet.priors(parameters, theta), p -> tether * (theta[p] - start[p]));
    }

    /** What {@link #priors} gain from each column of {@link #features}. */
    List<double[]> priorFeatures(double tether) {
        List<double[]> columns = new ArrayList<>();
        for (int by = 0; by < size(); by++) {
            int column = by;
            columns.add(joined(ParameterSet.priorSlopes(parameters, theta, by), p -> p == column ? tether : 0));
        }
        return columns;
    }

    private double[] joined(double[] priors, IntToDoubleFunction tethers) {
        return DoubleStream.concat(
                        Arrays.stream(priors), IntStream.range(0, size()).mapToDouble(tethers))
                .toArray();
    }

    @Override
    public void collect(TraceJacobian jacobian, int from, int to) {
        for (int s = from; s < to; s++) {
            double[] byTheta = set.gradient(jacobian.derivatives(), theta, jacobian.lane(s));
            for (int p = 0; p < byTheta.length; p++) {
                features[p][s] = byTheta[p];
            }
        }
    }

    @Override
    public List<double[]> features() {
        return List.of(features);
    }

    @Override
    public double[] roughness() {
        return new double[0];
    }

    @Override
    public List<double[]> roughnessFeatures() {
        return Arrays.stream(features).map(_ -> new double[0]).toList();
    }

    @Override
    public void step(double[] y, int from, double[] delta, int at) {
        System.arraycopy(y, from, delta, at, size());
    }

    @Override
    public void gradient(Differentials bars, double[] gradient, int at) {
        double[] byTheta = set.gradient(bars, theta, 0);
        for (int p = 0; p < byTheta.length; p++) {
            gradient[at + p] += byTheta[p];
        }
    }
}
