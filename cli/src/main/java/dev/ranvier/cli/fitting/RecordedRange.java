package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.fit.Experiment;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** What residuals of recordings that are no voltages count as. */
final class RecordedRange {
    /** The whole range of what was recorded counts as so much voltage, which is about that of a spike. */
    private static final double RANGE_mV = 100;

    private RecordedRange() {}

    /**
     * Of recordings of one quantity, together.
     *
     * @throws BadInputException if it never changes
     */
    static double mV_per_unit(List<Experiment> experiments) {
        DoubleSummaryStatistics range = experiments.stream()
                .flatMapToDouble(
                        experiment -> Arrays.stream(experiment.samples()).mapToDouble(experiment.recorded()::value))
                .summaryStatistics();
        if (!(range.getMax() > range.getMin())) {
            throw new BadInputException(experiments.getFirst().name() + ": what was recorded is always "
                    + range.getMax() + ": is this the right channel?");
        }
        return RANGE_mV / (range.getMax() - range.getMin());
    }
}
