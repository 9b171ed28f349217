package dev.ranvier.cli.table;

import dev.ranvier.files.table.CsvTable;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * The times of a table's rows, which must be equally spaced.
 *
 * @param interval_ms their distance
 * @param first_ms the first of them
 */
record SampleTimes(double interval_ms, double first_ms) {
    /** Times are printed rounded: a step may differ from the others by this part of it. */
    private static final double TOLERANCE = 0.02;

    /** The times of a table of at least {@code fewest} rows. */
    static SampleTimes of(CsvTable table, int fewest) {
        double[] times = table.column("t", Quantity.TIME);
        if (times.length < fewest) {
            throw new BadInputException(table.header(), times.length + " samples, at least " + fewest + " are needed");
        }
        double expected = usualStep(times);
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
            if (Math.abs(step - expected) > TOLERANCE * expected) {
                throw new BadInputException(
                        table.place(k),
                        "times must be equally spaced: expected a step of " + shortened(expected) + " ms, found "
                                + shortened(step) + " (from t_ms=" + times[k - 1] + " to " + times[k]
                                + "). Resample, or print the times with more digits");
            }
        }
        return new SampleTimes(shortened((times[times.length - 1] - times[0]) / (times.length - 1)), times[0]);
    }

    /** What to say when the first time is not 0. */
    Optional<String> shiftNote(String file) {
        return first_ms == 0
                ? Optional.empty()
                : Optional.of(file + " starts at t_ms=" + first_ms + "; times are counted from there");
    }

    private static double usualStep(double[] times) {
        double[] steps = new double[times.length - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = Math.abs(times[k + 1] - times[k]);
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    private static double shortened(double value) {
        return new BigDecimal(value).round(new MathContext(9)).doubleValue();
    }
}
