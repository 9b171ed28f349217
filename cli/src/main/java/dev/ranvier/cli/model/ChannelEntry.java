package dev.ranvier.cli.model;

import dev.ranvier.channel.Channel;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.VoltageGrid;
import dev.ranvier.cli.input.Place;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A channel of a model file. */
public sealed interface ChannelEntry {
    /** Its name in the cell. */
    String name();

    /** The channel in a membrane; gates without a network get a stand-in. */
    Insertion insertion();

    /**
     * A channel given by formulas.
     *
     * @param name its name in the cell
     * @param type its type in the file
     * @param channel what the type stands for
     * @param parameters the parameters that the file gives, in the engine's units
     * @param where the part of the cell that has it
     */
    record Mechanism(String name, String type, Channel channel, Map<String, Profile> parameters, Region where)
            implements ChannelEntry {
        /** Copies the parameters. */
        public Mechanism {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Insertion insertion() {
            return new Insertion(name, channel, parameters, where);
        }
    }

    /**
     * A channel of a library of learned channels.
     *
     * @param name its name in the cell
     * @param file the library, as the model names it
     * @param id the channel's id there
     * @param channel the channel
     * @param parameters conductance and reversal potential, in the engine's units
     * @param where the part of the cell that has it
     */
    record FromLibrary(
            String name, Path file, String id, Channel channel, Map<String, Profile> parameters, Region where)
            implements ChannelEntry {
        /** Copies the parameters. */
        public FromLibrary {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Insertion insertion() {
            return new Insertion(name, channel, parameters, where);
        }
    }

    /**
     * A channel whose gates are networks.
     *
     * @param name its name in the cell
     * @param conductance_mS_per_cm2 its maximal conductance
     * @param reversal_mV its reversal potential
     * @param gates its gates
     * @param where the part of the cell that has it
     * @param place where the file describes it
     */
    record Learned(
            String name,
            Start conductance_mS_per_cm2,
            Start reversal_mV,
            List<LearnedGate> gates,
            Region where,
            Place place)
            implements ChannelEntry {
        private static final String CONDUCTANCE = "conductance_mS_per_cm2", REVERSAL = "reversal_mV";

        /** Copies the gates. */
        public Learned {
            gates = List.copyOf(gates);
        }

        /** Whether every gate has its network. */
        public boolean isKnown() {
            return gates.stream().allMatch(gate -> gate.curves().isPresent());
        }

        /** The parameters that a fit may change, by their names in the channel's schema. */
        public Set<String> fittedParameters() {
            Set<String> names = new TreeSet<>();
            if (conductance_mS_per_cm2.fitted()) {
                names.add(CONDUCTANCE);
            }
            if (reversal_mV.fitted()) {
                names.add(REVERSAL);
            }
            gates.stream().filter(LearnedGate::powerFitted).forEach(gate -> names.add(gate.powerName()));
            return names;
        }

        /** The same channel with the curves of its gates and the parameters that a fit has found. */
        public Learned with(List<LearnedCurves> curves, Map<String, Double> found) {
            List<LearnedGate> known = new ArrayList<>();
            for (LearnedGate gate : gates) {
                known.add(gate.with(curves.get(known.size()), found));
            }
            return new Learned(
                    name,
                    conductance_mS_per_cm2.orFound(found, CONDUCTANCE),
                    reversal_mV.orFound(found, REVERSAL),
                    known,
                    where,
                    place);
        }

        @Override
        public Insertion insertion() {
            List<TabulatedGate> tabulated = gates.stream()
                    .map(gate -> new TabulatedGate(
                            gate.name(), gate.power(), gate.curves().orElse(LearnedGate.STAND_IN)))
                    .toList();
            return new Insertion(
                    name,
                    new TabulatedChannel(
                            name, VoltageGrid.STANDARD, tabulated, conductance_mS_per_cm2.value(), reversal_mV.value()),
                    Map.of(),
                    where);
        }
    }
}
