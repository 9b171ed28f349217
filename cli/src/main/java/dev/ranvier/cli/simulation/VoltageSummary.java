package dev.ranvier.cli.simulation;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * What there is to say about a voltage trace in one line.
 *
 * @param spikes how often it rises through the threshold
 * @param lowest_mV its minimum
 * @param highest_mV its maximum
 */
record VoltageSummary(int spikes, double lowest_mV, double highest_mV) {
    /** Of a trace with its spikes. */
    static VoltageSummary of(double[] v, double[] spikeTimes_ms) {
        DoubleSummaryStatistics range = Arrays.stream(v).summaryStatistics();
        return new VoltageSummary(spikeTimes_ms.length, range.getMin(), range.getMax());
    }
}
