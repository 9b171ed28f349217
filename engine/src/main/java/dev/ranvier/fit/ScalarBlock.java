package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Field;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.memory.Column;
import java.util.List;
import java.util.Set;

/**
 * One channel parameter: {@code p = p_0 exp(theta)} where it must stay positive, {@code p = p_0 + 10 theta} where not, so that
 * a step of one is a large change either way. It stops at the ends of its allowed range.
 */
final class ScalarBlock implements ParameterBlock {
    private static final double LINEAR_UNIT = 10;

    private final Batch batch;
    private final Target.ChannelParameter target;
    private final double start;
    private final boolean positive;
    private final Field field;

    ScalarBlock(Batch batch, int channel, int parameter) {
        this.batch = batch;
        this.target = new Target.ChannelParameter(channel, parameter);
        this.start = batch.parameter(channel, parameter).get(0);
        this.field = batch.channel(channel).schema().parameters().get(parameter);
        this.positive = field.low() >= 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Set<Target> targets() {
        return Set.of(target);
    }

    @Override
    public void initialise(double[] theta, int at) {
        theta[at] = 0;
    }

    @Override
    public void write(double[] theta, int at) {
        double value = positive ? start * Math.exp(theta[at]) : start + LINEAR_UNIT * theta[at];
        double allowed = Math.clamp(value, field.low(), field.high());
        batch.parameter(target.channel(), target.parameter()).fill(0, batch.sites(target.channel()), allowed);
    }

    @Override
    public List<double[]> features(double[] theta, int at, TraceJacobian jacobian, int samples) {
        Column column = jacobian.derivatives().of(target);
        double[] feature = new double[samples];
        for (int s = 0; s < samples; s++) {
            feature[s] = column.get(jacobian.lane(s)) * slope();
        }
        return List.of(feature);
    }

    @Override
    public double[] roughness() {
        return new double[0];
    }

    @Override
    public List<double[]> roughnessFeatures() {
        return List.of(new double[0]);
    }

    @Override
    public void step(double[] y, int from, double[] delta, int at) {
        delta[at] = y[from];
    }

    @Override
    public void gradient(double[] theta, int at, Differentials bars, double[] gradient) {
        gradient[at] += bars.of(target).get(0) * slope();
    }

    private double slope() {
        return positive ? batch.parameter(target.channel(), target.parameter()).get(0) : LINEAR_UNIT;
    }
}
