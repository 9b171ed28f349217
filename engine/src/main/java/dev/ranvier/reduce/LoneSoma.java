package dev.ranvier.reduce;

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A soma without ghosts, of which a fit changes the area and the capacitance, and what its dendrites take from it as a
 * network of its voltage alone, if that is asked for: a {@link LearnedFlow} current, as Beck et al. (arXiv 2606.16693) reduce a neuron.
 *
 * @param cell the soma alone
 * @param weights of the network; none without one
 */
record LoneSoma(ReducedCell cell, List<Parameter> weights) {
    /** The network's name among the mechanisms. */
    private static final String NETWORK = "soma-network";

    /** The most that a network takes in the place of all dendrites is what this difference of voltages drives through a coupling. */
    private static final double NETWORK_mV = 100;

    /** Of a cell. */
    static LoneSoma of(Cell full) {
        Ghost soma = ReducedCell.of(full, 1).ghosts().getFirst();
        List<Insertion> mechanisms = full.insertions().stream()
                .filter(mechanism -> soma.mechanisms().containsKey(mechanism.name()))
                .toList();
        return new LoneSoma(new ReducedCell(List.of(soma), mechanisms, full.initialVoltage_mV()), List.of());
    }

    /** The same with a network in the place of dendrites that are coupled so. */
    LoneSoma with(LearnedFlow network, double coupling_uS, long seed) {
        List<Double> first = network.first(seed);
        Mechanism channel = network.unknown(NETWORK, first);
        Map<String, Double> values = new HashMap<>();
        channel.schema().parameters().forEach(field -> values.put(field.name(), field.value()));
        values.put(LearnedFlow.SCALE.name(), NETWORK_mV * coupling_uS * 1e5 / soma().area_um2());
        return new LoneSoma(
                new ReducedCell(
                        List.of(withNetwork(values)),
                        Stream.concat(cell.mechanisms().stream(), Stream.of(new Insertion(NETWORK, channel, Map.of())))
                                .toList(),
                        cell.initialVoltage_mV()),
                Parameter.ofNetwork(NETWORK, network, first, Region.everywhere()));
    }

    private Ghost soma() {
        return cell.ghosts().getFirst();
    }

    private Ghost withNetwork(Map<String, Double> values) {
        Map<String, Map<String, Double>> mechanisms = new HashMap<>(soma().mechanisms());
        mechanisms.put(NETWORK, values);
        return soma().with(mechanisms);
    }

    /** What a fit changes: the area, as a factor on the current, the capacitance and the weights. */
    List<Parameter> numbers() {
        List<Parameter> numbers = new ArrayList<>(List.of(
                new Parameter("1/area", new Quantity.StimulusGain(), new Transform.Log(), 1, Optional.empty()),
                new Parameter(
                        "capacitance",
                        new Quantity.Capacitance_uF_per_cm2(Region.everywhere()),
                        new Transform.Log(),
                        soma().capacitance_uF_per_cm2(),
                        Optional.empty())));
        numbers.addAll(weights);
        return numbers;
    }

    /** The cell with these {@link #numbers}. */
    ReducedCell withNumbers(List<Double> values) {
        Ghost soma = soma();
        if (!weights.isEmpty()) {
            Map<String, Double> network = new HashMap<>(soma.parameters(NETWORK));
            for (int k = 0; k < weights.size(); k++) {
                network.put(((Quantity.NetworkWeight) weights.get(k).quantity()).weight(), values.get(2 + k));
            }
            soma = withNetwork(network);
        }
        Ghost fitted = new Ghost(
                soma.name(),
                soma.type(),
                soma.parent(),
                soma.area_um2() / values.getFirst(),
                0,
                values.get(1),
                soma.axialResistivity_ohm_cm(),
                soma.mechanisms());
        return new ReducedCell(List.of(fitted), cell.mechanisms(), cell.initialVoltage_mV());
    }
}
