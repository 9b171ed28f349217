package dev.ranvier.files.recording.text;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.table.CsvTable;
import java.util.Arrays;

/**
 * The times of a table's rows: equally spaced as printed, or nearly so, and then samples are interpolated.
 *
 * @param interval_ms their distance; NaN for fewer than two
 * @param first_ms the first of them, 0 of none
 * @param jitter_ms how far the farthest is from equal spacing, if that is more than rounding
 * @param times_ms all of them, if they are not equally spaced, else none
 */
record SampleTimes(double interval_ms, double first_ms, double jitter_ms, Times times_ms) {
    /** Times are printed rounded: a step may differ from the others by this part of it. */
    private static final double ROUNDING = 0.02;
    /** Times that jitter may be this part of a step away from equal spacing; steps differ by twice as much then. */
    static final double JITTER = 0.25;

    /** Times in their order. */
    interface Times {
        /** No times: they are equally spaced. */
        Times EQUAL = _ -> {
            throw new IndexOutOfBoundsException("equally spaced");
        };

        /** The k-th. */
        double at(int k);
    }

    /** The times in a table's column {@code name}. */
    static SampleTimes of(CsvTable table, double[] times) {
        if (times.length < 2) {
            return new SampleTimes(Double.NaN, times.length == 0 ? 0 : times[0], 0, Times.EQUAL);
        }
        double expected = usualStep(times);
        double interval = (times[times.length - 1] - times[0]) / (times.length - 1);
        boolean rounded = true;
        double jitter = 0;
        for (int k = 1; k < times.length; k++) {
            double step = times[k] - times[k - 1];
            if (step == 0) {
                throw new BadInputException(
                        table.place(k),
                        "t_ms=" + times[k] + " occurs twice (first in line "
                                + table.place(k - 1).line() + "); keep one row for each time");
            }
            if (step < 0) {
                throw new BadInputException(
                        table.place(k),
                        "times must increase: t_ms=" + times[k] + " follows " + times[k - 1]
                                + ". Sort the rows by t_ms");
            }
            rounded &= Math.abs(step - expected) <= ROUNDING * expected;
            double off = Math.abs(times[k] - times[0] - k * interval);
            jitter = Math.max(jitter, off);
        }
        if (!rounded && jitter > JITTER * interval) {
            throw unequal(table, times, expected, jitter);
        }
        return rounded
                ? new SampleTimes(Sweep.shortened(interval), times[0], 0, Times.EQUAL)
                : new SampleTimes(Sweep.shortened(interval), times[0], jitter, k -> times[k]);
    }

    /** Says at which row a step is far from the usual one, as at a gap, or else how far times drift. */
    private static BadInputException unequal(CsvTable table, double[] times, double usual, double jitter) {
        for (int k = 1; k < times.length; k++) {
            double step = times[k] - times[k - 1];
            if (Math.abs(step - usual) > 2 * JITTER * usual) {
                return new BadInputException(
                        table.place(k),
                        "times must be equally spaced: expected a step of " + Sweep.shortened(usual) + " ms, found "
                                + Sweep.shortened(step) + " (from t_ms=" + times[k - 1] + " to " + times[k]
                                + "). Resample, or print the times with more digits");
            }
        }
        double interval = (times[times.length - 1] - times[0]) / (times.length - 1);
        return new BadInputException(
                table.header(),
                "times must be equally spaced: they drift by up to " + Sweep.shortened(jitter) + " ms from a step of "
                        + Sweep.shortened(interval) + " ms: are there two time bases? Resample");
    }

    /** Whether samples must be interpolated. */
    boolean areJittered() {
        return jitter_ms > 0;
    }

    /** Values at these times, interpolated linearly at equally spaced ones. */
    double[] resampled(double[] values) {
        double[] out = new double[values.length];
        for (int k = 0, after = 1; k < out.length; k++) {
            double time = first_ms + k * interval_ms;
            while (after < values.length - 1 && times_ms.at(after) < time) {
                after++;
            }
            double from = times_ms.at(after - 1);
            double part = Math.clamp((time - from) / (times_ms.at(after) - from), 0, 1);
            out[k] = values[after - 1] + part * (values[after] - values[after - 1]);
        }
        return out;
    }

    private static double usualStep(double[] times) {
        double[] steps = new double[times.length - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = Math.abs(times[k + 1] - times[k]);
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
