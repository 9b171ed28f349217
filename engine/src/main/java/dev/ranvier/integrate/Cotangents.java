package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Derivatives of one or many scalars, accumulated by a {@link ReverseSweep}: the cotangent of the voltage, of every state, and
 * of every target asked for. Columns are {@code width} wide: a lane of the batch each, or a row of a Jacobian each.
 */
public final class Cotangents {
    private final int width;
    private final Column v;
    private final Column[][] states;
    private final Block bars;
    private final Map<Target, Column> targets = new HashMap<>();
    private final Map<Integer, Block> tables = new HashMap<>();

    /** Zero cotangents for the targets, in the arena of the batch. */
    public Cotangents(Batch batch, int width, Set<Target> wanted) {
        this.width = width;
        int count = 1;
        for (int c = 0; c < batch.channels(); c++) {
            count += batch.channel(c).schema().states().size();
        }
        bars = new Block(batch.arena(), count + wanted.size(), width);
        int row = 0;
        v = bars.column(row++);
        states = new Column[batch.channels()][];
        for (int c = 0; c < states.length; c++) {
            states[c] = new Column[batch.channel(c).schema().states().size()];
            for (int k = 0; k < states[c].length; k++) {
                states[c][k] = bars.column(row++);
            }
        }
        for (Target target : wanted) {
            if (target instanceof Target.Tables(int channel)) {
                int rows = batch.sites(channel).table().grid().nodes()
                        * batch.sites(channel).table().tables();
                tables.put(channel, new Block(batch.arena(), rows, width));
            } else {
                targets.put(target, bars.column(row++));
            }
        }
    }

    /** Number of cotangents. */
    public int width() {
        return width;
    }

    /** Sets everything to zero. */
    public void clear() {
        bars.clear();
        tables.values().forEach(Block::clear);
    }

    /** Cotangent of the voltage at the row the sweep has reached. */
    public Column v() {
        return v;
    }

    /** Cotangent of state {@code k} of channel {@code c}. */
    Column state(int c, int k) {
        return states[c][k];
    }

    boolean wants(Target target) {
        return target instanceof Target.Tables(int channel) ? tables.containsKey(channel) : targets.containsKey(target);
    }

    /** Derivative by a target that is one number a lane. */
    public Column of(Target target) {
        Column column = targets.get(target);
        if (column == null) {
            throw new IllegalArgumentException("not asked for: " + target + "; asked for were " + targets.keySet());
        }
        return column;
    }

    /** Derivatives by the tables of channel {@code c}: row {@code node * tables + table}. */
    public Block tables(int c) {
        Block block = tables.get(c);
        if (block == null) {
            throw new IllegalArgumentException("not asked for: tables of channel " + c);
        }
        return block;
    }
}
