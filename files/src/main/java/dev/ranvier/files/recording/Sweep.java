package dev.ranvier.files.recording;

import java.util.List;

/**
 * A stretch of time without a gap in which some channels were recorded together.
 *
 * @param channels what was recorded
 * @param commands what the amplifier was told to do, as far as the file says it
 * @param samples number of samples of each
 * @param start_ms when it began, counted from the beginning of the recording
 * @param interval_ms from sample to sample; NaN for fewer than two samples without a rate
 */
public record Sweep(List<Channel> channels, List<Channel> commands, int samples, double start_ms, double interval_ms) {
    /** Copies the lists. */
    public Sweep {
        channels = List.copyOf(channels);
        commands = List.copyOf(commands);
    }

    /** From its first sample to the end of its last. */
    public double duration_ms() {
        return samples * interval_ms;
    }
}
