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

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import java.util.List;
import java.util.Optional;

/** Reads what is a network, a conductance or a current, known or yet to be learned. */
final class LearnedFlowReader {
    static final Key ACROSS = Key.of("across");
    static final Key SCALE_KEY = Key.withUnit(LearnedFlow.SCALE.name());
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
    private static final KeyGroup OF_MEMBRANE_CURRENT = KeyGroup.of(
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
    private static final KeyGroup OF_AXIAL_CURRENT = KeyGroup.of(
            "channels: learned-current",
            NAME,
            TYPE,
            WHERE,
            Uncertainty.UNCERTAIN,
            Key.withUnit(LearnedFlow.COUPLING.name()),
            Key.withUnit(LearnedFlow.AXIAL_SCALE.name()),
            LATENTS,
            NETWORK);
    private static final KeyGroup OF_NETWORK = KeyGroup.of("channels: learned-conductance.network", HIDDEN, WEIGHTS);

    private static final List<Integer> USUAL_HIDDEN = List.of(4);
    private static final int USUAL_LATENTS = 2;
    private static final long SEED = 1;

    private final YamlMapping element;
    private final String name;
    private final LearnedFlow flow;
    private final Optional<List<Double>> known;
    private final Mechanism mechanism;

    /** Of an element of the list {@code channels}. */
    LearnedFlowReader(YamlMapping element, String name) {
        LearnedFlow.Form form = form(element);
        this.element = element.allowing(
                switch (form) {
                    case CONDUCTANCE -> OF_CONDUCTANCE;
                    case CURRENT -> OF_MEMBRANE_CURRENT;
                    case AXIAL -> OF_AXIAL_CURRENT;
                });
        this.name = name;
        Optional<YamlMapping> network =
                element.find(NETWORK).map(value -> value.mapping().allowing(OF_NETWORK));
        flow = new LearnedFlow(
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
            mechanism =
                    known.map(values -> flow.known(name, values)).orElseGet(() -> flow.unknown(name, flow.first(SEED)));
        } catch (IllegalArgumentException e) {
            throw weights.orElse(element.self()).wrong(String.valueOf(e.getMessage()));
        }
    }

    private static LearnedFlow.Form form(YamlMapping element) {
        if (element.require(TYPE).text().equals(ChannelCatalogue.LEARNED_CONDUCTANCE)) {
            return LearnedFlow.Form.CONDUCTANCE;
        }
        Optional<YamlValue> across = element.find(ACROSS);
        across.filter(what -> !what.text().equals(MEMBRANE)).ifPresent(what -> {
            throw what.wrong("a current between compartments is learned without this key, one across the membrane with"
                    + " across: membrane; it is " + what.shown());
        });
        return across.isPresent() ? LearnedFlow.Form.CURRENT : LearnedFlow.Form.AXIAL;
    }

    /** What was read; its weights are parameters where they are yet to be learned. */
    Mechanism mechanism() {
        return mechanism;
    }

    /** Its numbers beside the weights. */
    List<Field> fields() {
        return flow.fields();
    }

    /** What a fit may change of it, if the network is yet to be learned. */
    Optional<FitMark> mark(Region where) {
        if (known.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new FitMark(
                1,
                new FitMark.Writing.Network(name, flow),
                Parameter.ofNetwork(name, flow, flow.first(SEED), where).stream()
                        .map(weight -> new FitMark.Part("", weight))
                        .toList(),
                element.self().place(),
                element.self().span()));
    }
}
