package dev.ranvier.cli.reduction;

import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ReducedModel;
import dev.ranvier.files.model.SynapseEntry;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Profile;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.reduce.SynapticWeight;
import dev.ranvier.reduce.Twigs;
import dev.ranvier.reduce.Whereabouts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The synapses of a full cell on a reduced one: each on the ghost that its compartment became, so strong that an event moves the soma as far; or on
 * a twig of its own, where a ghost will not do ({@link Twigs}).
 */
final class MovedSynapses {
    /** The shape of an event, where a conductance is noise. */
    private static final double RISE_ms = 0.5, DECAY_ms = 5;

    private final Neuron full;
    private final Twigs twigs;
    private final List<ReducedModel.Moved> all;

    private record At(int node, String ghost, SynapticWeight weight) {}

    /** Of this model, whose compartments became those of the reduced cell. */
    MovedSynapses(ModelFile model, Neuron full, ReducedCell reduced, Whereabouts whereabouts) {
        this.full = full;
        twigs = new Twigs(full, reduced);
        List<At> places = model.synapses().stream()
                .map(entry -> {
                    int node = entry.site().node();
                    return new At(
                            node,
                            reduced.ghosts().get(whereabouts.ghost()[node]).name(),
                            weight(entry));
                })
                .toList();
        places.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(at -> -at.weight.weight_uS()))
                .filter(at -> twigs.at(at.node).isEmpty() && twigs.isNeeded(at.weight, at.node, at.ghost))
                .forEach(at -> twigs.grow(at.weight, at.node, at.ghost));
        Neuron grown = full.as(twigs.cell().cell());
        Map<At, Double> factors = new HashMap<>();
        all = places.stream()
                .map(at -> {
                    String branch = twigs.at(at.node).orElse(at.ghost);
                    int there = grown.cell().compartments().at(branch, 0.5);
                    return new ReducedModel.Moved(
                            branch, factors.computeIfAbsent(at, _ -> at.weight.factor(full, at.node, grown, there)));
                })
                .toList();
    }

    /** Where each goes. */
    List<ReducedModel.Moved> all() {
        return all;
    }

    /** The reduced cell with what they need. */
    ReducedCell cell() {
        return twigs.cell();
    }

    private SynapticWeight weight(SynapseEntry entry) {
        return switch (entry) {
            case SynapseEntry.Conducting conducting -> {
                double reversal_mV = conducting.synapse().reversal_mV();
                yield switch (conducting.synapse().conductances().getFirst()) {
                    case Conductance.Events events ->
                        new SynapticWeight(
                                reversal_mV,
                                events.events().stream()
                                        .mapToDouble(Conductance.Event::weight_uS)
                                        .max()
                                        .orElse(0),
                                events.rise_ms(),
                                events.decay_ms());
                    case Conductance.Sampled noise ->
                        new SynapticWeight(
                                reversal_mV,
                                Arrays.stream(noise.values()).average().orElse(0),
                                RISE_ms,
                                DECAY_ms);
                };
            }
            case SynapseEntry.Receptors receptors ->
                new SynapticWeight(
                        parameter(receptors, "reversal_mV"),
                        receptors.arrivals().orElseThrow().trains().getFirst().events().stream()
                                .mapToDouble(EventTrain.Event::weight)
                                .max()
                                .orElse(0),
                        parameter(receptors, "rise_ms"),
                        parameter(receptors, "decay_ms"));
        };
    }

    private double parameter(SynapseEntry.Receptors receptors, String name) {
        Profile profile =
                Objects.requireNonNull(receptors.insertion().parameters().get(name));
        return profile.at(full.cell().compartments(), receptors.site().node());
    }
}
