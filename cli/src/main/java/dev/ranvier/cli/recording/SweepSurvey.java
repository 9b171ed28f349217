package dev.ranvier.cli.recording;

import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sweep, seen once.
 *
 * @param number from 1
 * @param shape what the file says
 * @param signals its channels, and its commands that are more than a level
 * @param rest_mV the median of the voltage before the current changes, or of all if that is at once, if there is a voltage
 */
record SweepSurvey(int number, Sweep shape, List<SignalSurvey> signals, OptionalDouble rest_mV) {
    private static final int FEWEST_FOR_REST = 10, MOST_FOR_REST = 1 << 18;

    SweepSurvey {
        signals = List.copyOf(signals);
    }

    /** Reads a sweep, from 0, which will be drawn or not. */
    static SweepSurvey of(RecordingFile file, int sweep, boolean isDrawn) {
        Sweep shape = file.sweeps().get(sweep);
        List<SignalSurvey> signals = new ArrayList<>();
        for (int k = 0; k < shape.channels().size(); k++) {
            signals.add(SignalSurvey.of(file, sweep, k, false, isDrawn));
        }
        for (int k = 0; k < shape.commands().size(); k++) {
            if (file.isDriven(k)) {
                signals.add(SignalSurvey.of(file, sweep, k, true, isDrawn));
            }
        }
        return new SweepSurvey(sweep + 1, shape, signals, rest(file, sweep, shape, signals));
    }

    private static OptionalDouble rest(RecordingFile file, int sweep, Sweep shape, List<SignalSurvey> signals) {
        for (int k = 0; k < shape.channels().size(); k++) {
            if (shape.channels().get(k).unit().dimension() == Dimension.VOLTAGE
                    && signals.get(k).notFinite() == 0) {
                int quiet = signals.stream()
                        .filter(signal -> signal.channel().unit().dimension() == Dimension.CURRENT)
                        .mapToInt(SignalSurvey::firstChange)
                        .filter(samples -> samples >= FEWEST_FOR_REST)
                        .min()
                        .orElse(shape.samples());
                int count = Math.min(MOST_FOR_REST, quiet);
                if (count == 0) {
                    return OptionalDouble.empty();
                }
                double[] sorted = file.samples(sweep, k, 0, count);
                Arrays.sort(sorted);
                return OptionalDouble.of(shape.channels().get(k).unit().convert(sorted)[count / 2]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The spikes of the first voltage. */
    Optional<Integer> spikes() {
        return signals.stream()
                .filter(signal -> !signal.isCommand() && signal.channel().unit().dimension() == Dimension.VOLTAGE)
                .map(SignalSurvey::spikes)
                .findFirst();
    }
}
