package dev.ranvier.cli.recording;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.record.SpikeTimes;

/**
 * A channel or a command of a sweep, seen once from its beginning to its end, a piece at a time.
 *
 * @param channel which one
 * @param isCommand whether it was not recorded
 * @param lowest of its samples, in its unit
 * @param highest of its samples, in its unit
 * @param notFinite number of samples that are no numbers
 * @param spikes rises through 0 mV, of a voltage
 * @param firstChange the first sample that differs from the one before, or the number of samples
 * @param envelope for a drawing
 */
record SignalSurvey(
        Channel channel,
        boolean isCommand,
        double lowest,
        double highest,
        int notFinite,
        int spikes,
        int firstChange,
        Envelope envelope) {
    private static final int PIECE = 1 << 18;

    /** Reads a signal. */
    static SignalSurvey of(RecordingFile file, int sweep, int number, boolean isCommand, boolean isDrawn) {
        Sweep shape = file.sweeps().get(sweep);
        Channel channel = (isCommand ? shape.commands() : shape.channels()).get(number);
        Envelope envelope = new Envelope(shape.samples(), shape.interval_ms(), isDrawn);
        double lowest = Double.POSITIVE_INFINITY, highest = Double.NEGATIVE_INFINITY;
        int notFinite = 0, spikes = 0, firstChange = shape.samples();
        for (int from = 0; from < shape.samples(); from += PIECE) {
            int before = Math.max(0, from - 1), to = (int) Math.min(shape.samples(), from + (long) PIECE);
            double[] piece =
                    isCommand ? file.command(sweep, number, before, to) : file.samples(sweep, number, before, to);
            for (int k = before; k < to; k++) {
                double value = piece[k - before];
                if (k < from) {
                    continue;
                }
                if (!Double.isFinite(value)) {
                    notFinite++;
                    continue;
                }
                envelope.add(k, value);
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
                if (firstChange == shape.samples() && k > before && value != piece[k - before - 1]) {
                    firstChange = k;
                }
            }
            if (!isCommand && highest * channel.unit().factor() > 0) {
                spikes += SpikeTimes.of(piece, shape.interval_ms(), 0).length;
            }
        }
        return new SignalSurvey(channel, isCommand, lowest, highest, notFinite, spikes, firstChange, envelope);
    }
}
