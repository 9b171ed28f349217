package dev.ranvier.channel.traubmiles;

/**
 * The spike-generating currents of Traub and Miles, Neuronal Networks of the Hippocampus (Cambridge, 1991), with an adjustable
 * threshold, in the form and with the constants of Brette et al., J. Comput. Neurosci. 23 (2007) 349, appendix B, benchmark 3.
 */
public final class TraubMiles {
    private TraubMiles() {}

    /** Sodium, 100 mS/cm2, 50 mV, v_t -63 mV. */
    public static FastSodium sodium() {
        return new FastSodium("traub-miles-sodium", 100, 50, -63);
    }

    /** Delayed rectifier, 30 mS/cm2, -90 mV, v_t -63 mV. */
    public static DelayedRectifier potassium() {
        return new DelayedRectifier("traub-miles-potassium", 30, -90, -63);
    }
}
