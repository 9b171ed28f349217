package dev.ranvier.files.model;

import dev.ranvier.files.input.Place;
import dev.ranvier.loss.Window;
import java.util.Optional;

/**
 * A term of what a fit minimises.
 *
 * @param measure the distance between model and recording
 * @param weight what it counts
 * @param recording the number of the one recording that it looks at, from 1; all without it
 * @param place where a file asks for it; a command line has none
 */
public record LossEntry(LossMeasure measure, double weight, Optional<Integer> recording, Optional<Place> place) {
    /** The mean squared error of the voltage. */
    public static LossEntry usual() {
        return of(new LossMeasure.Voltage(Window.everything()), 1);
    }

    /** Of all recordings, as a command line asks for it. */
    public static LossEntry of(LossMeasure measure, double weight) {
        return new LossEntry(measure, weight, Optional.empty(), Optional.empty());
    }
}
