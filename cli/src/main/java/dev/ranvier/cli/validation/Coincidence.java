package dev.ranvier.cli.validation;

import java.util.List;

/**
 * How well the spikes of a model coincide with recorded ones, less what chance would do: with N_c recorded spikes that have one of the
 * model's within {@code precision}, each of which serves once, and the rate nu of the model's spikes,
 * {@code (N_c - 2 nu precision N_recorded) / (1/2 (N_recorded + N_model)) / (1 - 2 nu precision)}: 1 where all coincide, about 0
 * by chance. Jolivet et al., J. Neurosci. Methods 169 (2008) 417, eq. 2.
 *
 * @param coincident N_c
 * @param byChance how many a Poisson process of the model's rate would have
 * @param factor the coincidence factor; NaN without any spikes, and where the model fires so fast that all coincides
 */
record Coincidence(int coincident, double byChance, double factor) {
    /** Of two trains of the same duration. */
    static Coincidence of(SpikeTrain recorded, SpikeTrain model, double duration_ms, double precision_ms) {
        List<Double> a = recorded.times_ms(), b = model.times_ms();
        boolean[] used = new boolean[b.size()];
        int coincident = 0;
        for (double t_ms : a) {
            int nearest = -1;
            for (int j = 0; j < used.length; j++) {
                double distance_ms = Math.abs(b.get(j) - t_ms);
                if (!used[j]
                        && distance_ms <= precision_ms
                        && (nearest < 0 || distance_ms < Math.abs(b.get(nearest) - t_ms))) {
                    nearest = j;
                }
            }
            if (nearest >= 0) {
                used[nearest] = true;
                coincident++;
            }
        }
        double within = 2 * precision_ms * b.size() / duration_ms, byChance = within * a.size();
        double factor = (a.isEmpty() && b.isEmpty()) || within >= 1
                ? Double.NaN
                : (coincident - byChance) / (0.5 * (a.size() + b.size())) / (1 - within);
        return new Coincidence(coincident, byChance, factor);
    }
}
