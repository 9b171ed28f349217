package dev.ranvier.reduce;

import dev.ranvier.learned.LearnedCurrent;
import dev.ranvier.learned.LearnedCurrentShape;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import java.util.List;
import java.util.Map;

/**
 * A {@link LearnedCurrent} between a reduced cell's soma and its first ghost, in the place of the ohmic one: what the ghosts still get
 * wrong of the axial current.
 *
 * @param current the network; its ohmic part is the ghost's coupling
 * @param scale_nA the most that the network adds
 */
public record SomaLink(LearnedCurrent current, double scale_nA) {
    /** Its name among the mechanisms of a reduced cell. */
    public static final String NAME = "soma-link";
    /** The names of its parameters in the schema. */
    public static final String CONDUCTANCE = "conductance_uS", SCALE = "scale_nA";
    /** The most that a network adds is as much as this difference of the voltages makes at first. */
    private static final double SCALE_mV = 20;

    /** One that adds nothing yet, beside a coupling. */
    static SomaLink silent(LearnedCurrentShape shape, double coupling_uS, long seed) {
        return new SomaLink(LearnedCurrent.silent(shape, seed), SCALE_mV * coupling_uS);
    }

    /** The same with other weights. */
    SomaLink withWeights(List<Double> weights) {
        return new SomaLink(current.withWeights(weights), scale_nA);
    }

    /** Its parameters beside a coupling, by their names in the schema. */
    public Map<String, Double> parameters(double coupling_uS) {
        return Map.of(CONDUCTANCE, coupling_uS, SCALE, scale_nA);
    }

    Insertion inserted(double coupling_uS, Region where) {
        return new Insertion(NAME, current, parameters(coupling_uS)).in(where);
    }

    /** The coupling as a number of a fit. */
    static Quantity conductance(Region where) {
        return new Quantity.ChannelParameter(NAME, CONDUCTANCE, where);
    }
}
