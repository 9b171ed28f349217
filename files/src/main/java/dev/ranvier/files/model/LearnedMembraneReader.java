package dev.ranvier.files.model;

import static dev.ranvier.files.model.ChannelReader.CONDUCTANCE_KEY;
import static dev.ranvier.files.model.ChannelReader.LATENTS;
import static dev.ranvier.files.model.ChannelReader.NAME;
import static dev.ranvier.files.model.ChannelReader.REVERSAL_KEY;
import static dev.ranvier.files.model.ChannelReader.TYPE;
import static dev.ranvier.files.model.ChannelReader.WHERE;
import static dev.ranvier.files.model.LearnedGateReader.HIDDEN;
import static dev.ranvier.files.model.LearnedGateReader.NETWORK;
import static dev.ranvier.files.model.LearnedGateReader.WEIGHTS;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.learned.LearnedMembrane;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a channel that is a network, a conductance or a current, known or yet to be learned. */
final class LearnedMembraneReader {
    static final Key ACROSS = Key.of("across");
    static final Key SCALE_KEY = Key.withUnit(LearnedMembrane.SCALE.name());
    private static final String MEMBRANE = "membrane";

    private static final KeyGroup OF_CONDUCTANCE = KeyGroup.of(
            "channels: learned-conductance",
            NAME,
            TYPE,
            WHERE,
            Uncertainty.UNCERTAIN,
            CONDUCTANCE_KEY,
            REVERSAL_KEY,
            LATENTS,
            FormulaReader.SENSES,
            NETWORK);
    private static final KeyGroup OF_CURRENT = KeyGroup.of(
            "channels: learned-current across a membrane",
            NAME,
            TYPE,
            WHERE,
            ACROSS,
            Uncertainty.UNCERTAIN,
            SCALE_KEY,
            LATENTS,
            FormulaReader.SENSES,
            NETWORK);
    private static final KeyGroup OF_NETWORK = KeyGroup.of("channels: learned-conductance.network", HIDDEN, WEIGHTS);

    private static final List<Integer> USUAL_HIDDEN = List.of(4);
    private static final int USUAL_LATENTS = 2;
    private static final long SEED = 1;

    private final YamlMapping element;
    private final String name;
    private final LearnedMembrane membrane;
    private final Optional<List<Double>> known;
    private final FormulaChannel channel;

    /** Of an element of the list {@code channels}. */
    LearnedMembraneReader(YamlMapping element, String name, LearnedMembrane.Form form) {
        this.element = element.allowing(form == LearnedMembrane.Form.CONDUCTANCE ? OF_CONDUCTANCE : OF_CURRENT);
        this.name = name;
        element.find(ACROSS).filter(across -> !across.text().equals(MEMBRANE)).ifPresent(across -> {
            throw across.wrong(
                    "a current between compartments is learned without this key, one across the membrane with"
                            + " across: membrane; it is " + across.shown());
        });
        Optional<YamlMapping> network =
                element.find(NETWORK).map(value -> value.mapping().allowing(OF_NETWORK));
        membrane = new LearnedMembrane(
                form,
                network.map(there -> there.require(HIDDEN).list().stream()
                                .map(YamlValue::positiveInteger)
                                .toList())
                        .orElse(USUAL_HIDDEN),
                element.find(LATENTS).map(ChannelReader::count).orElse(USUAL_LATENTS),
                element.find(FormulaReader.SENSES).map(FormulaReader::ion));
        Optional<YamlValue> weights = network.flatMap(there -> there.find(WEIGHTS));
        known = weights.map(list -> list.list().stream().map(YamlValue::number).toList());
        try {
            channel = known.map(values -> membrane.known(name, values))
                    .orElseGet(() -> membrane.unknown(name, membrane.first(SEED)));
        } catch (IllegalArgumentException e) {
            throw weights.orElse(element.self()).wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The channel; its weights are parameters where they are yet to be learned. */
    FormulaChannel channel() {
        return channel;
    }

    /** What a fit may change of it, if the network is yet to be learned. */
    Optional<FitMark> mark(Region where) {
        if (known.isPresent()) {
            return Optional.empty();
        }
        List<LearnedMembrane.Weight> weights = membrane.weights();
        List<Double> first = membrane.first(SEED);
        return Optional.of(new FitMark(
                1,
                new FitMark.Writing.Network(name, membrane),
                IntStream.range(0, weights.size())
                        .mapToObj(k -> new FitMark.Part("", parameter(weights.get(k), first.get(k), where)))
                        .toList(),
                element.self().place(),
                element.self().span()));
    }

    private Parameter parameter(LearnedMembrane.Weight weight, double first, Region where) {
        return Parameter.ofWeight(name, weight.name(), first, new Prior(weight.mean(), weight.deviation()), where);
    }
}
