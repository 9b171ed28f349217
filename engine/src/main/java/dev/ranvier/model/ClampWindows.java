package dev.ranvier.model;

/**
 * When an intermittent voltage clamp is on: for {@code clamped_ms} from {@code shift_ms} on, then free for {@code free_ms}, and so
 * again and again, before {@code shift_ms} too; and all the time until {@code lead_ms}. Between two windows a model runs free from where
 * the command was, so that an error has only {@code free_ms} to grow.
 *
 * @param clamped_ms length of a window, positive and finite
 * @param free_ms time between two windows; 0 where the clamp is always on
 * @param shift_ms time at which a window begins
 * @param lead_ms until when it is on whatever the windows are
 */
public record ClampWindows(double clamped_ms, double free_ms, double shift_ms, double lead_ms) {
    /** One window for all times. */
    public static final ClampWindows ALWAYS = new ClampWindows(1, 0, 0);

    private static final double FOR_EVER = 1e300;

    /** @throws ModelException when a time is not finite, a window empty or the time between two windows negative */
    public ClampWindows {
        ModelException.positive("clamped_ms", clamped_ms);
        ModelException.finite("free_ms", ModelException.notNegative("free_ms", free_ms));
        ModelException.finite("shift_ms", shift_ms);
        ModelException.notNegative("lead_ms", lead_ms);
    }

    /** Windows without a lead. */
    public ClampWindows(double clamped_ms, double free_ms, double shift_ms) {
        this(clamped_ms, free_ms, shift_ms, 0);
    }

    /** One window from the beginning to {@code end_ms}, which is positive. */
    public static ClampWindows until(double end_ms) {
        return new ClampWindows(end_ms, FOR_EVER, 0);
    }

    /** The same with a lead. */
    public ClampWindows after(double lead_ms) {
        return new ClampWindows(clamped_ms, free_ms, shift_ms, lead_ms);
    }

    /** Whether a window holds {@code t_ms}; its end does not belong to it. */
    public boolean contains(double t_ms) {
        double since_ms = t_ms - shift_ms, period_ms = clamped_ms + free_ms;
        return free_ms == 0
                || (t_ms >= 0 && t_ms < lead_ms)
                || since_ms - Math.floor(since_ms / period_ms) * period_ms < clamped_ms;
    }
}
