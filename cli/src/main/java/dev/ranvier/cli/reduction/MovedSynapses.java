package dev.ranvier.cli.reduction;

import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ReducedModel;
import dev.ranvier.files.model.SynapseEntry;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.SynapticWeight;
import dev.ranvier.reduce.Whereabouts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The synapses of a full cell on the ghosts of a reduced one: each on the ghost that its compartment became, so strong that an event
 * moves the soma as far.
 */
final class MovedSynapses {
    /** The shape of an event, where a conductance is noise. */
    private static final double RISE_ms = 0.5, DECAY_ms = 5;

    private final ModelFile model;
    private final Neuron full;
    private final Neuron reduced;
    private final Whereabouts whereabouts;
    private final int[] compartments;
    private final Map<At, Double> factors = new HashMap<>();

    private record At(int node, SynapticWeight weight) {}

    MovedSynapses(ModelFile model, Neuron full, Neuron reduced, Whereabouts whereabouts) {
        this.model = model;
        this.full = full;
        this.reduced = reduced;
        this.whereabouts = whereabouts;
        Compartments few = reduced.cell().compartments();
        compartments =
                IntStream.range(0, few.count()).filter(few::isCompartment).toArray();
    }

    List<ReducedModel.Moved> all() {
        return model.synapses().stream().map(this::moved).toList();
    }

    private ReducedModel.Moved moved(SynapseEntry synapse) {
        int node = synapse.site().node(), ghost = compartments[whereabouts.ghost()[node]];
        double factor = factors.computeIfAbsent(
                new At(node, weight(synapse)), at -> at.weight.factor(full, node, reduced, ghost));
        Compartments few = reduced.cell().compartments();
        return new ReducedModel.Moved(few.branchName(few.branch(ghost)), factor);
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
