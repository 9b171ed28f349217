package dev.ranvier.reduce;

import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import java.util.List;

/**
 * Currents that somebody has chosen.
 *
 * @param duration_ms how long each lasts
 * @param training those that numbers are fitted to
 * @param heldOut those that choose among the starts
 * @param unseen those that reports show
 */
public record GivenStimuli(
        double duration_ms, List<Stimulus> training, List<Stimulus> heldOut, List<Trial.Question> unseen)
        implements Stimuli {
    /** Copies the lists; refuses empty ones and a duration that is not positive. */
    public GivenStimuli {
        ModelException.positive("duration_ms", duration_ms);
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
        unseen = List.copyOf(unseen);
        if (training.isEmpty() || heldOut.isEmpty() || unseen.isEmpty()) {
            throw new ModelException("currents are needed to learn from, to choose by and to judge by: training="
                    + training.size() + " held out=" + heldOut.size() + " unseen=" + unseen.size());
        }
    }

    @Override
    public List<Stimulus> training(double dt_ms) {
        return training;
    }

    @Override
    public List<Stimulus> heldOut(double dt_ms) {
        return heldOut;
    }

    @Override
    public List<Trial.Question> unseen(double dt_ms) {
        return unseen;
    }

    /** The mean of the first that is learned from. */
    @Override
    public double usual_nA() {
        return training.getFirst().mean_nA(0, duration_ms);
    }
}
