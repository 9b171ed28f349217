package dev.ranvier.files.model;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.formula.MechanismFormulas.Q10;
import dev.ranvier.mechanism.Mechanism;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The channel types that a model file may name. */
public final class ChannelCatalogue {
    /** The type of a channel whose gates are networks. */
    static final String LEARNED = "learned";
    /** The type of a channel given by formulas of the file. */
    static final String FORMULA = "formula";
    /** The type of a channel whose gates are Boltzmann functions. */
    static final String BOLTZMANN = "boltzmann";
    /** The type of a mechanism of an NMODL file. */
    static final String NMODL = "nmodl";
    /** The type of a current that is learned, between compartments or across the membrane. */
    static final String LEARNED_CURRENT = "learned-current";
    /** The type of a conductance that is learned. */
    static final String LEARNED_CONDUCTANCE = "learned-conductance";
    /** The type of a channel of a library of learned channels. */
    static final String LIBRARY = "library";

    /** The sodium channel of the squid is the same in NEURON's hh. */
    private static final String NEURON_SODIUM = "neuron-hh-sodium";

    private static final Set<String> OF_THE_SQUID =
            Set.of("hh-sodium", "hh-potassium", "hh-potassium-scheme", NEURON_SODIUM, "neuron-hh-potassium");

    private ChannelCatalogue() {}

    /** The type names, {@code formula}, {@code boltzmann}, {@code nmodl}, those that are learned and {@code library} last. */
    public static List<String> types() {
        return Stream.concat(
                        Stream.concat(Catalogue.names().stream(), Stream.of(NEURON_SODIUM))
                                .sorted(),
                        Stream.of(FORMULA, BOLTZMANN, NMODL, LEARNED, LEARNED_CURRENT, LEARNED_CONDUCTANCE, LIBRARY))
                .toList();
    }

    /** The mechanism that a type stands for. */
    static Optional<Mechanism> find(String type) {
        return Catalogue.find(type.equals(NEURON_SODIUM) ? "hh-sodium" : type);
    }

    /** How the type's rates depend on the temperature, if that is known: {@link HodgkinHuxley#rateFactor}. */
    static Optional<Q10> q10(String type) {
        return OF_THE_SQUID.contains(type) ? Optional.of(new Q10(3, 6.3)) : Optional.empty();
    }
}
