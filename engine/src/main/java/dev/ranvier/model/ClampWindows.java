package dev.ranvier.model;

/**
 * When an intermittent voltage clamp is on: for {@code clamped_ms} from {@code shift_ms} on, then free for {@code free_ms}, and so
 * again and again, before {@code shift_ms} too. Between two windows a model runs free from where the command was, so that an
 * error has only {@code free_ms} to grow.
 *
 * @param clamped_ms length of a window, positive and finite
 * @param free_ms time between two windows; 0 where the clamp is always on
 * @param shift_ms time at which a window begins
 */
public record ClampWindows(double clamped_ms, double free_ms, double shift_ms) {
    /** One window for all times. */
    public static final ClampWindows ALWAYS = new ClampWindows(1, 0, 0);

    /** @throws ModelException when a time is not finite, a window empty or the time between two windows negative */
    public ClampWindows {
        ModelException.positive("clamped_ms", clamped_ms);
        ModelException.finite("free_ms", ModelException.notNegative("free_ms", free_ms));
        ModelException.finite("shift_ms", shift_ms);
    }

    /** Whether a window holds {@code t_ms}; its end does not belong to it. */
    public boolean contains(double t_ms) {
        double since_ms = t_ms - shift_ms, period_ms = clamped_ms + free_ms;
        return free_ms == 0 || since_ms - Math.floor(since_ms / period_ms) * period_ms < clamped_ms;
    }
}
