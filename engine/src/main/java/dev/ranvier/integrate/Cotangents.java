package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derivatives of one or many scalars, accumulated by a {@link ReverseSweep}: the cotangent of the voltage, of every state, and
 * of every target asked for. Where a batch has one element, these columns have {@code spread}: one cotangent for each lane, or
 * the rows of a Jacobian for the one lane.
 */
public final class Cotangents {
    private final int spread;
    private final Block v;
    private final List<Block> states = new ArrayList<>();
    private final Map<Target, Block> targets = new HashMap<>();

    /** One cotangent for every lane of the batch, zero, in the batch's arena. */
    public static Cotangents lanewise(Batch batch, Drive drive, Set<Target> wanted) {
        return new Cotangents(batch, drive, 1, wanted);
    }

    /** {@code count} cotangents of the one lane of the batch. */
    static Cotangents many(Batch batch, Drive drive, int count, Set<Target> wanted) {
        return new Cotangents(batch, drive, Lanes.padded(count), wanted);
    }

    private Cotangents(Batch batch, Drive drive, int spread, Set<Target> wanted) {
        this.spread = spread;
        int lanes = Math.max(Lanes.PADDING, batch.width() * spread), everywhere = batch.elements() * spread;
        v = new Block(batch.arena(), 1, everywhere);
        for (int c = 0; c < batch.channels(); c++) {
            int count = batch.channel(c).schema().states().size();
            states.add(new Block(batch.arena(), count, batch.sites(c) * spread));
        }
        for (Target target : wanted) {
            Block block = switch (target) {
                case Target.Tables(int c) -> {
                    int rows = batch.table(c).grid().nodes() * batch.table(c).tables();
                    yield new Block(batch.arena(), rows, lanes);
                }
                case Target.ChannelParameter(int c, int _) -> new Block(batch.arena(), 1, batch.sites(c) * spread);
                case Target.Capacitance _, Target.Area _, Target.AxialConductance _, Target.InitialVoltage _ ->
                    new Block(batch.arena(), 1, everywhere);
                case Target.StimulusGain _, Target.ClampConductance _ -> new Block(batch.arena(), 1, lanes);
                case Target.StimulusParameters(int k) -> {
                    int rows = drive.injections().get(k).stimuli().stream()
                            .mapToInt(Stimulus::parameters)
                            .max()
                            .orElseThrow();
                    yield new Block(batch.arena(), rows, lanes);
                }
                case Target.SynapseParameters(int k) -> {
                    int rows = drive.synapses().get(k).conductances().stream()
                            .mapToInt(Conductance::parameters)
                            .max()
                            .orElseThrow();
                    yield new Block(batch.arena(), rows, lanes);
                }
            };
            targets.put(target, block);
        }
    }

    /** Cotangents of one element. */
    int spread() {
        return spread;
    }

    /** Sets everything to zero. */
    public void clear() {
        clearStates();
        targets.values().forEach(Block::clear);
    }

    /** Sets what stands beside voltages and states to zero. */
    void clearStates() {
        v.clear();
        states.forEach(Block::clear);
    }

    /** Cotangent of the voltage at the row the sweep has reached, over the elements of the batch. */
    public Column v() {
        return v.column(0);
    }

    /** Cotangent of state {@code k} of a channel, in the batch's numbers of elements. */
    Column state(Chunk chunk, Chunk.Placement placement, int k) {
        return states.get(placement.channel()).column(k, shift(chunk, placement));
    }

    /** Cotangent of parameter {@code target} of a channel, in the batch's numbers of elements. */
    Column parameter(Chunk chunk, Chunk.Placement placement, Target target) {
        return block(target).column(0, shift(chunk, placement));
    }

    private long shift(Chunk chunk, Chunk.Placement placement) {
        return (long) (chunk.from() - placement.firstSite()) * spread;
    }

    boolean wants(Target target) {
        return targets.containsKey(target);
    }

    /**
     * Derivative by a target: over the elements of the batch, over the sites of the channel for a parameter, over the lanes for
     * the stimulus gain and the clamp.
     */
    public Column of(Target target) {
        return block(target).column(0);
    }

    private Block block(Target target) {
        Block block = targets.get(target);
        if (block == null) {
            throw new IllegalArgumentException("not asked for: " + target + "; asked for were " + targets.keySet());
        }
        return block;
    }

    /**
     * Derivatives by a target of several rows, over the lanes: the tables of a channel, row {@code node * tables + table}; the
     * numbers of a stimulus or a synapse.
     */
    public Block rows(Target target) {
        return block(target);
    }
}
