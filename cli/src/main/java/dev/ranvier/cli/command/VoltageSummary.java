package dev.ranvier.cli.command;

/**
 * What there is to say about a voltage trace in one line.
 *
 * @param spikes how often it rises through 0 mV
 * @param lowest_mV its minimum
 * @param highest_mV its maximum
 */
record VoltageSummary(int spikes, double lowest_mV, double highest_mV) {
    /** Of a trace of at least one sample. */
    static VoltageSummary of(double[] v) {
        double lowest = v[0], highest = v[0];
        int spikes = 0;
        for (int k = 1; k < v.length; k++) {
            lowest = Math.min(lowest, v[k]);
            highest = Math.max(highest, v[k]);
            spikes += v[k - 1] < 0 && v[k] >= 0 ? 1 : 0;
        }
        return new VoltageSummary(spikes, lowest, highest);
    }
}
