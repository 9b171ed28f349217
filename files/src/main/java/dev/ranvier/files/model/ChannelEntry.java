package dev.ranvier.files.model;

import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.HybridChannel;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.files.input.Place;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.nmodl.NmodlMechanism;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A channel of a model file. */
public sealed interface ChannelEntry {
    /** Its name in the cell. */
    String name();

    /** The channel in a membrane; gates without a network get a stand-in. */
    Insertion insertion();

    /**
     * A channel given by formulas, or from a library of learned ones.
     *
     * @param name its name in the cell
     * @param mechanism what its type in the file stands for
     * @param parameters the parameters that the file gives, in the engine's units
     * @param where the part of the cell that has it
     */
    record Given(String name, Mechanism mechanism, Map<String, Profile> parameters, Region where)
            implements ChannelEntry {
        /** Copies the parameters. */
        public Given {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Insertion insertion() {
            return new Insertion(name, mechanism, parameters, where);
        }
    }

    /**
     * A mechanism of an NMODL file.
     *
     * @param name its name in the cell
     * @param source what the file describes
     * @param file where it is
     * @param parameters the parameters that the model file gives, in the engine's units
     * @param where the part of the cell that has it
     */
    record Imported(String name, NmodlMechanism source, Path file, Map<String, Profile> parameters, Region where)
            implements ChannelEntry {
        /** Copies the parameters. */
        public Imported {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Insertion insertion() {
            return new Insertion(name, source.mechanism(), parameters, where);
        }

        /** As NEURON has it: where another file reads a concentration, a reversal potential that nobody gives is Nernst's. */
        Imported beside(Collection<ChannelEntry> all) {
            Map<String, Profile> more = new HashMap<>(parameters);
            for (NmodlMechanism.Reversal reversal : source.reversals()) {
                List<Profile.ByRegion.Part> parts = all.stream()
                        .filter(other -> other instanceof Imported imported
                                && imported.source.ionsSensed().contains(reversal.ion()))
                        .map(other ->
                                new Profile.ByRegion.Part(other.insertion().where(), Profile.of(reversal.nernst_mV())))
                        .toList();
                if (!parts.isEmpty()) {
                    more.putIfAbsent(reversal.parameter(), new Profile.ByRegion(parts, reversal.alone_mV()));
                }
            }
            return new Imported(name, source, file, more, where);
        }
    }

    /**
     * A channel with gates that are networks.
     *
     * @param name its name in the cell
     * @param formulas what its current and its other gates are; without, the product of the gates
     * @param gates the gates that are networks
     * @param parameters the parameters that the file gives, in the engine's units
     * @param where the part of the cell that has it
     * @param place where the file describes it
     */
    record Learned(
            String name,
            Optional<Channel> formulas,
            List<LearnedGate> gates,
            Map<String, Profile> parameters,
            Region where,
            Place place)
            implements ChannelEntry {
        /** Copies the gates and the parameters. */
        public Learned {
            gates = List.copyOf(gates);
            parameters = Map.copyOf(parameters);
        }

        /** Whether every gate has its network. */
        public boolean isKnown() {
            return gates.stream().allMatch(gate -> gate.curves().isPresent());
        }

        /** The gates with these curves, one each. */
        public List<LearnedGate> gatesWith(List<LearnedCurves> curves) {
            List<LearnedGate> known = new ArrayList<>();
            for (LearnedGate gate : gates) {
                known.add(gate.with(curves.get(known.size())));
            }
            return known;
        }

        /** The same with these gates. */
        public Learned with(List<LearnedGate> others) {
            return new Learned(name, formulas, others, parameters, where, place);
        }

        @Override
        public Insertion insertion() {
            return new Insertion(name, formulas.map(this::hybrid).orElseGet(this::ofGatesAlone), parameters, where);
        }

        private Channel hybrid(Channel channel) {
            return new HybridChannel(
                    channel,
                    VoltageGrid.STANDARD,
                    gates.stream()
                            .map(gate -> new GateKinetics(gate.name(), gate.orientation(), gate.curvesOrStandIn()))
                            .toList());
        }

        private Channel ofGatesAlone() {
            return new TabulatedChannel(
                    name,
                    VoltageGrid.STANDARD,
                    gates.stream()
                            .map(gate -> new TabulatedGate(
                                    gate.name(),
                                    gate.power().orElseThrow(),
                                    gate.orientation(),
                                    gate.curvesOrStandIn()))
                            .toList(),
                    1,
                    0);
        }
    }
}
