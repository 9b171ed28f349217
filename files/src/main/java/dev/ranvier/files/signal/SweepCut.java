package dev.ranvier.files.signal;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.recording.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a sweep that is used, and what is done to it.
 *
 * @param from_ms where it begins, in the sweep; below 0 in the sweeps right before it
 * @param to_ms where it ends, in the sweep
 * @param treatment what is done to it
 */
public record SweepCut(Optional<Double> from_ms, Optional<Double> to_ms, Treatment treatment) {
    private static final double HALF_THE_RATE = 0.5, MOST_OF_DRIFT = 0.5;
    /** All of it as it is. */
    public static final SweepCut WHOLE = new SweepCut(Optional.empty(), Optional.empty(), Treatment.NONE);

    /**
     * Samples.
     *
     * @param from the first
     * @param to behind the last
     */
    record Range(int from, int to) {
        int samples() {
            return to - from;
        }
    }

    /** The samples of a sweep of a file, called {@code name} in complaints. */
    Range range(RecordingFile file, int number, String name) {
        Sweep sweep = file.sweeps().get(number);
        Range range = cut(file, number, sweep, name);
        checkTreatment(range.samples() * sweep.interval_ms(), sweep.interval_ms(), name);
        return range;
    }

    /** Refuses what would do nothing to so long a piece, or would leave nothing of it. */
    private void checkTreatment(double length_ms, double interval_ms, String name) {
        treatment.filter_kHz().ifPresent(filter_kHz -> {
            if (filter_kHz > HALF_THE_RATE / interval_ms) {
                throw new BadInputException(
                        name + ": --filter-khz " + filter_kHz + " does nothing: half the sampling rate" + " is "
                                + Shown.number(HALF_THE_RATE / interval_ms) + " kHz. Is it in kHz?");
            }
            if (filter_kHz * length_ms < 1) {
                throw new BadInputException(name + ": --filter-khz " + filter_kHz + " takes the mean of all of its "
                        + Shown.number(length_ms) + " ms. Is it in kHz?");
            }
        });
        treatment.driftWindow_ms().ifPresent(window_ms -> {
            if (window_ms > MOST_OF_DRIFT * length_ms) {
                throw new BadInputException(name + ": --drift-ms " + window_ms + " is more than half of its "
                        + Shown.number(length_ms) + " ms: the beginning and the end must lie apart");
            }
        });
        if (treatment.downsample() * interval_ms > length_ms) {
            throw new BadInputException(name + ": no sample is left of " + Shown.number(length_ms)
                    + " ms by --from-ms, --to-ms and" + " --downsample " + treatment.downsample());
        }
    }

    private Range cut(RecordingFile file, int number, Sweep sweep, String name) {
        if (from_ms.isEmpty() && to_ms.isEmpty()) {
            return new Range(0, sweep.samples());
        }
        double from = from_ms.orElse(0.0), to = to_ms.orElse(sweep.duration_ms());
        if (from >= sweep.duration_ms()) {
            throw new BadInputException(name + ": --from-ms " + from + " lies behind the end of the sweep at "
                    + sweep.duration_ms() + " ms");
        }
        if (from >= to) {
            throw new BadInputException(name + ": --from-ms " + from + " must lie before --to-ms " + to);
        }
        long first = Math.round(from / sweep.interval_ms());
        if (first < 0 && -first > file.before(number)) {
            throw new BadInputException(name + ": --from-ms " + from + ": only "
                    + Shown.number(file.before(number) * sweep.interval_ms())
                    + " ms were recorded right before the sweep");
        }
        return new Range((int) Math.min(first, sweep.samples()), (int)
                Math.min(sweep.samples(), Math.max(first, Math.round(to / sweep.interval_ms()))));
    }

    /** What is done, in words. */
    List<String> notes(String name, Range range) {
        List<String> notes = new ArrayList<>();
        if (from_ms.isPresent() || to_ms.isPresent()) {
            notes.add(name + ": " + range.samples() + " samples from sample "
                    + (range.from() < 0 ? -range.from() + " before it" : range.from() + 1)
                    + " on; times are counted from there");
        }
        treatment.described().forEach(words -> notes.add(name + ": " + words));
        return notes;
    }
}
