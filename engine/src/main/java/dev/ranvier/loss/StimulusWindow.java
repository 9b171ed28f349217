package dev.ranvier.loss;

/** When the stimulus is on, and the voltage above which there is a spike; what eFEL calls stim_start, stim_end, Threshold. */
public record StimulusWindow(double start_ms, double end_ms, double threshold_mV) {
    /** eFEL's threshold. */
    public static final double THRESHOLD_mV = -20;

    /** Refuses a window that is not finite or empty, one that starts before 0, and a threshold that is not finite. */
    public StimulusWindow {
        if (!(start_ms >= 0 && start_ms < end_ms && Double.isFinite(end_ms))) {
            throw new IllegalArgumentException("a stimulus must start at 0 ms or later and end after it starts:"
                    + " start_ms=" + start_ms + ", end_ms=" + end_ms);
        }
        if (!Double.isFinite(threshold_mV)) {
            throw new IllegalArgumentException("threshold_mV must be finite: threshold_mV=" + threshold_mV);
        }
    }

    /** With eFEL's threshold, -20 mV. */
    public StimulusWindow(double start_ms, double end_ms) {
        this(start_ms, end_ms, THRESHOLD_mV);
    }
}
