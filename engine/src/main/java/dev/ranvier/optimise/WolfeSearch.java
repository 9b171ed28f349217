package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Line search for a step alpha that satisfies the strong Wolfe conditions
 *
 * <pre>{@code
 *   phi(alpha) <= phi(0) + c1 alpha phi'(0)      |phi'(alpha)| <= c2 |phi'(0)|
 * }</pre>
 *
 * c1 = 1e-4, c2 = 0.9. Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 (a bracket, by doubling) and 3.6 (zoom,
 * by the minimiser of the cubic, eq. 3.59, or half the bracket where that is near an end). A value that is not a number counts
 * as infinitely high, so that it shortens the step.
 */
final class WolfeSearch {
    private static final double DECREASE = 1e-4, CURVATURE = 0.9, LONGER = 2, FROM_END = 0.1;
    private static final int MOST_TRIALS = 50;

    enum State {
        SEARCHING,
        FOUND,
        FAILED
    }

    /** Step, value and slope: at 0, at the lower and the other end of the bracket, and at the trial, of which only the step. */
    private double value0;

    private double slope0;
    private double[] low;
    private double[] high = new double[3];
    private boolean bracketed;
    private double trial;
    private int trials;
    private State state = State.SEARCHING;

    /** Along a direction down which phi falls with {@code slope} from {@code value}. */
    WolfeSearch(double value, double slope, double first) {
        value0 = value;
        slope0 = slope;
        low = new double[] {0, value, slope};
        trial = first;
    }

    State state() {
        return state;
    }

    /** The step to try; the one that was found once it is FOUND. */
    double trial() {
        return trial;
    }

    /** Value and slope at the trial. */
    void tell(double value, double slope) {
        double[] there = {trial, Double.isFinite(slope) ? value : Double.POSITIVE_INFINITY, slope};
        trials++;
        boolean tooHigh =
                !(there[1] <= value0 + DECREASE * trial * slope0) || (there[1] >= low[1] && (bracketed || low[0] > 0));
        if (tooHigh) {
            high = there;
            bracketed = true;
        } else if (Math.abs(slope) <= -CURVATURE * slope0) {
            state = State.FOUND;
            return;
        } else {
            moveLow(there);
        }
        trial = bracketed ? between() : LONGER * trial;
        if (trials == MOST_TRIALS || trial == low[0] || trial == high[0] || !Double.isFinite(trial)) {
            state = State.FAILED;
        }
    }

    /** The trial is the lowest so far, and too steep: the minimum lies where it falls to. */
    private void moveLow(double[] there) {
        boolean risesTowardsHigh = bracketed ? there[2] * (high[0] - low[0]) >= 0 : there[2] >= 0;
        if (risesTowardsHigh) {
            high = low;
            bracketed = true;
        }
        low = there;
    }

    private double between() {
        double width = high[0] - low[0], middle = low[0] + width / 2;
        double d1 = low[2] + high[2] - 3 * (low[1] - high[1]) / (low[0] - high[0]);
        double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - low[2] * high[2]);
        double cubic = high[0] - width * (high[2] + d2 - d1) / (high[2] - low[2] + 2 * d2);
        double part = (cubic - low[0]) / width;
        return part > FROM_END && part < 1 - FROM_END ? cubic : middle;
    }

    void save(DataOutput out) throws IOException {
        Snapshot.write(out, new double[] {value0, slope0, trial});
        Snapshot.write(out, low);
        Snapshot.write(out, high);
        out.writeBoolean(bracketed);
        out.writeInt(trials);
        Snapshot.write(out, state);
    }

    void restore(DataInput in) throws IOException {
        double[] three = Snapshot.read(in);
        value0 = three[0];
        slope0 = three[1];
        trial = three[2];
        low = Snapshot.read(in);
        high = Snapshot.read(in);
        bracketed = in.readBoolean();
        trials = in.readInt();
        state = Snapshot.read(in, State.class);
    }
}
