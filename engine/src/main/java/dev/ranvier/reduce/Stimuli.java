package dev.ranvier.reduce;

import dev.ranvier.model.Stimulus;
import java.util.List;

/** Currents into the soma that a reduction learns from and is judged by. */
public sealed interface Stimuli permits ScaledStimuli, GivenStimuli {
    /** How long each of {@link #training} and {@link #heldOut} lasts. */
    double duration_ms();

    /** Those that numbers are fitted to; noises are drawn in steps of {@code dt_ms}. */
    List<Stimulus> training(double dt_ms);

    /** Those that choose among the starts. */
    List<Stimulus> heldOut(double dt_ms);

    /** Those that no fit has seen, which reports show. */
    List<Trial.Question> unseen(double dt_ms);

    /** A constant current that is as strong as these. */
    double usual_nA();
}
