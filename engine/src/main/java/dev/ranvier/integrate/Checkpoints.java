package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import java.util.Locale;
import java.util.Set;

/**
 * How a run and its reverse sweep get by with little memory: the batch keeps the rows of one segment of steps at a time, and the
 * first row of every segment stays aside; a segment that is gone is run again from its first row. Two-level
 * checkpointing, as in Griewank and Walther, ACM Trans. Math. Softw. 26 (2000) 19: memory falls to some {@code 2 sqrt(steps)}
 * rows, and no step is run more than twice.
 *
 * @param steps of the run
 * @param segment steps of a segment; all of them when nothing needs to be run again
 * @param row_bytes memory of a row
 */
public record Checkpoints(int steps, int segment, long row_bytes) {
    /** Refuses segments that are not of 1 to {@code steps} steps. */
    public Checkpoints {
        if (steps < 1 || segment < 1 || segment > steps) {
            throw new IllegalArgumentException(
                    "segment must lie in [1, steps]: segment=" + segment + " steps=" + steps);
        }
    }

    /**
     * The plan of the fewest segments that keeps its rows in {@code budget_bytes}, each as short as so many can be, since all but
     * the last are run again; refuses a budget too small for any.
     */
    public static Checkpoints within(long budget_bytes, Cell cell, int lanes, Set<Integer> endsInUse, int steps) {
        long row_bytes = Batch.rowBytes(cell, lanes, endsInUse);
        for (int segments = 1; segments <= steps; segments++) {
            Checkpoints plan = new Checkpoints(steps, Math.ceilDiv(steps, segments), row_bytes);
            if (plan.rows() <= budget_bytes / row_bytes) {
                return plan;
            }
        }
        throw new ModelException("a gradient over " + steps + " steps needs at least "
                + smallest(steps, row_bytes).bytes() + " bytes for rows of " + row_bytes + " bytes: budget_bytes="
                + budget_bytes);
    }

    /** Every row is kept. */
    public static Checkpoints everything(Cell cell, int lanes, Set<Integer> endsInUse, int steps) {
        return new Checkpoints(steps, steps, Batch.rowBytes(cell, lanes, endsInUse));
    }

    /** {@code segment + steps/segment} is least where both are the root of steps. */
    private static Checkpoints smallest(int steps, long row_bytes) {
        return new Checkpoints(steps, (int) Math.ceil(Math.sqrt(steps)), row_bytes);
    }

    /** Segments of the run; the last may be shorter. */
    int segments() {
        return Math.ceilDiv(steps, segment);
    }

    /** Rows that the batch must have: those of a segment, its end, and the gates of half a step more. */
    public int batchRows() {
        return segment + 2;
    }

    /** Rows that stay aside. */
    int rowsAside() {
        return segments() == 1 ? 0 : segments();
    }

    /** Rows in memory. */
    public long rows() {
        return batchRows() + (long) rowsAside();
    }

    /** Memory of the rows. */
    public long bytes() {
        return rows() * row_bytes;
    }

    /** Share of the steps that are run a second time. */
    public double recomputedShare() {
        return (segments() - 1.0) * segment / steps;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d steps in %d segments of %d: %d rows of %d bytes kept (%.1f MiB), %.0f %% of the steps run twice",
                steps,
                segments(),
                segment,
                rows(),
                row_bytes,
                bytes() / 1024.0 / 1024,
                100 * recomputedShare());
    }
}
