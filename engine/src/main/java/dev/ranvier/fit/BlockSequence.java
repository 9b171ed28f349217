package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blocks one after the other: in theta, in the columns of B, and in the roughness. */
final class BlockSequence implements ParameterBlock {
    private final List<ParameterBlock> blocks;
    /** Columns of each block in the last {@link #features}. */
    private int[] columns = {};

    BlockSequence(List<ParameterBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    @Override
    public int size() {
        return blocks.stream().mapToInt(ParameterBlock::size).sum();
    }

    @Override
    public Set<Target> targets() {
        Set<Target> targets = new HashSet<>();
        blocks.forEach(block -> targets.addAll(block.targets()));
        return targets;
    }

    @Override
    public void initialise(double[] theta, int at) {
        int next = at;
        for (ParameterBlock block : blocks) {
            block.initialise(theta, next);
            next += block.size();
        }
    }

    /** Blocks before the one that is not allowed have been written then. */
    @Override
    public boolean write(double[] theta, int at) {
        int next = at;
        for (ParameterBlock block : blocks) {
            if (!block.write(theta, next)) {
                return false;
            }
            next += block.size();
        }
        return true;
    }

    @Override
    public void collect(TraceJacobian jacobian, int from, int to) {
        blocks.forEach(block -> block.collect(jacobian, from, to));
    }

    @Override
    public List<double[]> features() {
        List<double[]> features = new ArrayList<>();
        columns = new int[blocks.size()];
        for (int b = 0; b < columns.length; b++) {
            List<double[]> own = blocks.get(b).features();
            columns[b] = own.size();
            features.addAll(own);
        }
        return features;
    }

    @Override
    public double[] roughness() {
        return blocks.stream()
                .flatMapToDouble(block -> Arrays.stream(block.roughness()))
                .toArray();
    }

    @Override
    public List<double[]> roughnessFeatures() {
        int length = roughness().length, from = 0;
        List<double[]> features = new ArrayList<>();
        for (ParameterBlock block : blocks) {
            for (double[] part : block.roughnessFeatures()) {
                double[] feature = new double[length];
                System.arraycopy(part, 0, feature, from, part.length);
                features.add(feature);
            }
            from += block.roughness().length;
        }
        return features;
    }

    @Override
    public void step(double[] y, int from, double[] delta, int at) {
        int next = at, column = from;
        for (int b = 0; b < columns.length; b++) {
            blocks.get(b).step(y, column, delta, next);
            next += blocks.get(b).size();
            column += columns[b];
        }
    }

    @Override
    public void gradient(Differentials bars, double[] gradient, int at) {
        int next = at;
        for (ParameterBlock block : blocks) {
            block.gradient(bars, gradient, next);
            next += block.size();
        }
    }
}
