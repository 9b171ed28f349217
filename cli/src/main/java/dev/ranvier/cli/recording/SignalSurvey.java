package dev.ranvier.cli.recording;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;

/**
 * A channel or a command of a sweep, seen once from its beginning to its end, a piece at a time.
 *
 * @param channel which one
 * @param isCommand whether it was not recorded
 * @param lowest of its samples, in its unit
 * @param highest of its samples, in its unit
 * @param notFinite number of samples that are no numbers
 * @param spikes rises to 0 mV from below {@value #BETWEEN_SPIKES_mV} mV, of a voltage
 * @param envelope for a drawing
 */
record SignalSurvey(
        Channel channel,
        boolean isCommand,
        double lowest,
        double highest,
        int notFinite,
        int spikes,
        Envelope envelope) {
    private static final int PIECE = 1 << 18;
    /** Noise about 0 mV makes no spikes. */
    private static final double BETWEEN_SPIKES_mV = -2;

    /** Reads a signal. */
    static SignalSurvey of(RecordingFile file, int sweep, int number, boolean isCommand, boolean isDrawn) {
        Sweep shape = file.sweeps().get(sweep);
        Channel channel = (isCommand ? shape.commands() : shape.channels()).get(number);
        Envelope envelope = new Envelope(shape.samples(), shape.interval_ms(), isDrawn);
        double lowest = Double.POSITIVE_INFINITY, highest = Double.NEGATIVE_INFINITY;
        int notFinite = 0, spikes = 0;
        boolean isBelow = false;
        for (int from = 0; from < shape.samples(); from += PIECE) {
            int to = (int) Math.min(shape.samples(), from + (long) PIECE);
            double[] piece = isCommand ? file.command(sweep, number, from, to) : file.samples(sweep, number, from, to);
            for (int k = from; k < to; k++) {
                double value = piece[k - from];
                if (!Double.isFinite(value)) {
                    notFinite++;
                    continue;
                }
                envelope.add(k, value);
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
                spikes += isBelow && value >= 0 ? 1 : 0;
                isBelow = value < 0 && (isBelow || value * channel.unit().factor() < BETWEEN_SPIKES_mV);
            }
        }
        return new SignalSurvey(channel, isCommand, lowest, highest, notFinite, spikes, envelope);
    }
}
