package dev.ranvier.fit;

/** How a model is held to a recorded voltage during a stage of a fit, at the compartment where it was recorded. */
public sealed interface Clamp {
    /** Not at all. */
    record Off() implements Clamp {}

    /**
     * All the time.
     *
     * @param conductance_mS_per_cm2 for the membrane of the whole cell
     */
    record Steady(double conductance_mS_per_cm2) implements Clamp {}

    /**
     * Now and then: it is held for some time, then runs free for some time. Windows are shifted from recording to recording, so that
     * not all begin alike.
     *
     * @param conductance_mS_per_cm2 for the membrane of the whole cell, while it is held
     * @param held_ms how long it is held
     * @param free_ms how long it then runs free
     * @param phase part of a period by which all windows are shifted
     */
    record Intermittent(double conductance_mS_per_cm2, double held_ms, double free_ms, double phase) implements Clamp {
        /** Windows that are not shifted. */
        public Intermittent(double conductance_mS_per_cm2, double held_ms, double free_ms) {
            this(conductance_mS_per_cm2, held_ms, free_ms, 0);
        }

        /** The same windows elsewhere. */
        Intermittent shifted(double phase) {
            return new Intermittent(conductance_mS_per_cm2, held_ms, free_ms, phase);
        }
    }
}
