package dev.ranvier.reduce;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.mechanism.Field;
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
 * A soma without ghosts, of which a fit changes the area and the capacitance, and the weights of a {@link SomaNetwork} if it has one.
 *
 * @param cell the soma alone
 * @param weights of the network; none without one
 */
record LoneSoma(ReducedCell cell, List<Field> weights) {
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
    LoneSoma with(SomaNetwork network, double coupling_uS, long seed) {
        double scale_uA_per_cm2 = NETWORK_mV * coupling_uS * 1e5 / soma().area_um2();
        FormulaChannel channel = network.channel(scale_uA_per_cm2, seed);
        Map<String, Double> values = new HashMap<>();
        channel.schema().parameters().forEach(field -> values.put(field.name(), field.value()));
        return new LoneSoma(
                new ReducedCell(
                        List.of(withNetwork(values)),
                        Stream.concat(
                                        cell.mechanisms().stream(),
                                        Stream.of(new Insertion(SomaNetwork.NAME, channel, Map.of())))
                                .toList(),
                        cell.initialVoltage_mV()),
                SomaNetwork.weights(channel));
    }

    private Ghost soma() {
        return cell.ghosts().getFirst();
    }

    private Ghost withNetwork(Map<String, Double> values) {
        Map<String, Map<String, Double>> mechanisms = new HashMap<>(soma().mechanisms());
        mechanisms.put(SomaNetwork.NAME, values);
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
        weights.forEach(weight -> numbers.add(SomaNetwork.number(weight)));
        return numbers;
    }

    /** The cell with these {@link #numbers}. */
    ReducedCell withNumbers(List<Double> values) {
        Ghost soma = soma();
        if (!weights.isEmpty()) {
            Map<String, Double> network = new HashMap<>(soma.parameters(SomaNetwork.NAME));
            for (int k = 0; k < weights.size(); k++) {
                network.put(weights.get(k).name(), values.get(2 + k));
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
