package dev.ranvier.reduce;

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import java.util.List;
import java.util.Map;

/**
 * A learned current between a reduced cell's soma and its first ghost, in the place of the ohmic one: what the ghosts still get
 * wrong of the axial current.
 *
 * @param network the current; its ohmic part is the ghost's coupling
 * @param weights of the network
 * @param scale_nA the most that the network adds
 */
public record SomaLink(LearnedFlow network, List<Double> weights, double scale_nA) {
    /** Its name among the mechanisms of a reduced cell. */
    public static final String NAME = "soma-link";
    /** The most that a network adds is as much as this difference of the voltages makes at first. */
    private static final double SCALE_mV = 20;

    /** Copies the list. */
    public SomaLink {
        weights = List.copyOf(weights);
    }

    /** One that adds nothing yet, beside a coupling. */
    static SomaLink silent(LearnedFlow network, double coupling_uS, long seed) {
        return new SomaLink(network, network.first(seed), SCALE_mV * coupling_uS);
    }

    /** The same with other weights. */
    SomaLink withWeights(List<Double> weights) {
        return new SomaLink(network, weights, scale_nA);
    }

    /** Its parameters beside a coupling, by their names in the schema. */
    public Map<String, Double> parameters(double coupling_uS) {
        return Map.of(LearnedFlow.COUPLING.name(), coupling_uS, LearnedFlow.AXIAL_SCALE.name(), scale_nA);
    }

    Insertion inserted(double coupling_uS, Region where) {
        return new Insertion(NAME, network.unknown(NAME, weights), parameters(coupling_uS)).in(where);
    }

    /** The coupling as a number of a fit. */
    static Quantity conductance(Region where) {
        return new Quantity.ChannelParameter(NAME, LearnedFlow.COUPLING.name(), where);
    }

    /** The weights as numbers of a fit. */
    List<Parameter> numbers() {
        return Parameter.ofNetwork(NAME, network, weights, Region.everywhere());
    }
}
