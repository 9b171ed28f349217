package dev.ranvier.loss;

/**
 * How far a trace is from what was observed, and its exact derivative by every sample. Losses are immutable: one serves all
 * threads, and the same trace gives the same bits.
 */
public interface Loss {
    /** Where the samples of a trace are. */
    Sampling sampling();

    /** The same for traces that are set back to the recording again and again, and run free for so long in between. */
    default Loss within(double free_ms) {
        return this;
    }

    /**
     * The loss of a trace.
     *
     * @param trace_mV the samples, not modified
     * @param scale what the derivative is multiplied by
     * @param traceBar {@code traceBar[k] += scale d loss / d trace_mV[k]}
     */
    double evaluate(double[] trace_mV, double scale, double[] traceBar);
}
