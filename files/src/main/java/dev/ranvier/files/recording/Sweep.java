package dev.ranvier.files.recording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

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

    /** An interval that was computed from times [ms], without the digits that are rounding errors: 9 are left. */
    public static double shortened(double interval_ms) {
        return Double.isFinite(interval_ms)
                ? new BigDecimal(interval_ms).round(new MathContext(9)).doubleValue()
                : interval_ms;
    }

    /** Whether another sweep of the same channels begins where this one ends. */
    boolean leadsTo(Sweep next) {
        return goOn(channels, next.channels)
                && goOn(commands, next.commands)
                && interval_ms == next.interval_ms
                && Math.abs(start_ms + duration_ms() - next.start_ms) < interval_ms / 2;
    }

    private static boolean goOn(List<Channel> here, List<Channel> there) {
        return here.size() == there.size()
                && IntStream.range(0, here.size()).allMatch(k -> here.get(k).goesOnAs(there.get(k)));
    }

    /** From its first sample to the end of its last. */
    public double duration_ms() {
        return samples * interval_ms;
    }
}
