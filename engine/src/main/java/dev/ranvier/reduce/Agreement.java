package dev.ranvier.reduce;

import dev.ranvier.model.SampledSignal;
import java.util.stream.IntStream;

/**
 * How well a reduced cell follows the full one under a current.
 *
 * @param rmse_mV root mean square error of the soma's voltage
 * @param spikes of the full cell
 * @param reducedSpikes of the reduced one
 * @param largestShift_ms by which a spike is early or late at most, spikes taken in order; 0 without spikes
 * @param coincidence factor of Kistler et al., Neural Comput. 9 (1997) 1015, within 2 ms: 1 for equal trains, 0 for chance
 */
public record Agreement(double rmse_mV, int spikes, int reducedSpikes, double largestShift_ms, double coincidence) {
    private static final double WINDOW_ms = 2;

    /** Of the two voltages of the soma, sampled alike. */
    public static Agreement of(Neuron neuron, SampledSignal full_mV, SampledSignal reduced_mV) {
        double[] full = neuron.spikes_ms(full_mV), reduced = neuron.spikes_ms(reduced_mV);
        double square = IntStream.range(0, full_mV.length())
                .mapToDouble(k -> reduced_mV.value(k) - full_mV.value(k))
                .map(error -> error * error)
                .average()
                .orElseThrow();
        double shift = IntStream.range(0, Math.min(full.length, reduced.length))
                .mapToDouble(k -> Math.abs(reduced[k] - full[k]))
                .max()
                .orElse(0);
        return new Agreement(
                Math.sqrt(square),
                full.length,
                reduced.length,
                shift,
                coincidence(full, reduced, (full_mV.length() - 1) * full_mV.interval_ms(), WINDOW_ms));
    }

    /** Whether the number of spikes is right. */
    public boolean isCounted() {
        return spikes == reducedSpikes;
    }

    /**
     * {@code (n - <n>) / ((n_a + n_b)/2 (1 - 2 rate d))}, {@code <n> = 2 rate d n_a}, rate that of b: 1 for equal trains, 0 for chance.
     * Kistler et al., Neural Comput. 9 (1997) 1015.
     *
     * @param a_ms times of the spikes of one train
     * @param b_ms those of another
     * @param duration_ms of both
     * @param within_ms d
     */
    public static double coincidence(double[] a_ms, double[] b_ms, double duration_ms, double within_ms) {
        if (a_ms.length == 0 && b_ms.length == 0) {
            return 1;
        }
        boolean[] taken = new boolean[b_ms.length];
        int together = 0;
        for (double time : a_ms) {
            int nearest = -1;
            for (int k = 0; k < b_ms.length; k++) {
                double away = Math.abs(b_ms[k] - time);
                if (!taken[k] && away <= within_ms && (nearest < 0 || away < Math.abs(b_ms[nearest] - time))) {
                    nearest = k;
                }
            }
            if (nearest >= 0) {
                taken[nearest] = true;
                together++;
            }
        }
        double chance = 2 * within_ms * b_ms.length / duration_ms;
        return (together - chance * a_ms.length) / (0.5 * (a_ms.length + b_ms.length) * (1 - chance));
    }
}
