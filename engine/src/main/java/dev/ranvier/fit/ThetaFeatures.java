package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import java.util.List;

/** A block linearised in theta itself. */
final class ThetaFeatures implements ParameterBlock.Features {
    private final ParameterBlock.Bound block;
    private final double[] theta;

    ThetaFeatures(ParameterBlock.Bound block, double[] theta) {
        this.block = block;
        this.theta = theta.clone();
    }

    @Override
    public int count() {
        return theta.length;
    }

    @Override
    public void pushForward(int rig, Differentials direction, int lane, int k) {
        double[] unit = new double[theta.length];
        unit[k] = 1;
        block.pushForward(rig, direction, lane, theta, unit);
    }

    @Override
    public List<double[]> penaltySlopes(ParameterBlock.Penalties weights) {
        return block.penaltySlopes(theta, weights);
    }

    @Override
    public double[] step(double[] y) {
        return y;
    }
}
