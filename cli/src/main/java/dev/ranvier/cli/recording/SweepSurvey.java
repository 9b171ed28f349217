package dev.ranvier.cli.recording;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.signal.StimulusSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sweep, seen once.
 *
 * @param number from 1
 * @param shape what the file says
 * @param signals its channels, and its commands that are more than a level
 * @param rest_mV the median of the voltage before the current is on, or of all if that is at once, if there is a voltage
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
                int seen = Math.min(MOST_FOR_REST, shape.samples());
                int count = beginnings(file, sweep, shape, seen)
                        .filter(samples -> samples >= FEWEST_FOR_REST)
                        .min()
                        .orElse(seen);
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

    /** The samples before each current is on, of those that are looked at. */
    private static IntStream beginnings(RecordingFile file, int sweep, Sweep shape, int seen) {
        Stream<double[]> recorded = currents(shape.channels()).mapToObj(k -> file.samples(sweep, k, 0, seen));
        Stream<double[]> commanded =
                currents(shape.commands()).filter(file::isDriven).mapToObj(k -> file.command(sweep, k, 0, seen));
        return Stream.concat(recorded, commanded)
                .mapToInt(current ->
                        StimulusSpan.of(current).map(StimulusSpan::first).orElse(seen));
    }

    private static IntStream currents(List<Channel> channels) {
        return IntStream.range(0, channels.size())
                .filter(k -> channels.get(k).unit().dimension() == Dimension.CURRENT);
    }

    /** The spikes of the first voltage. */
    Optional<Integer> spikes() {
        return signals.stream()
                .filter(signal -> !signal.isCommand() && signal.channel().unit().dimension() == Dimension.VOLTAGE)
                .map(SignalSurvey::spikes)
                .findFirst();
    }
}
