package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.HybridChannel;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The squid axon of the published problem (Hodgkin and Huxley 1952; Beck et al., arXiv 2606.16693): a cylinder of 10 um, 1 um thick.
 *
 * @param numbers capacitance [uF/cm2], and conductance [mS/cm2] and reversal potential [mV] of sodium, potassium, leak
 */
record SquidAxon(List<Double> numbers) {
    /** As published. */
    static final SquidAxon TRUE = new SquidAxon(List.of(1.0, 120.0, 50.0, 36.0, -75.0, 0.3, -70.0));

    private static final List<String> CHANNELS = List.of("na", "k", "leak");
    private static final String CONDUCTANCE = "conductance_mS_per_cm2", REVERSAL = "reversal_mV";
    private static final double REST_mV = -70, STEP_mV = 10;
    private static final int LEAK = 5;

    /** Copies the list. */
    SquidAxon {
        numbers = List.copyOf(numbers);
    }

    /** What a number is called by those who look for wrong ones. */
    static String name(int number) {
        return number == 0
                ? "capacitance_uF_per_cm2"
                : CHANNELS.get((number - 1) / 2) + "." + (isConductance(number) ? CONDUCTANCE : REVERSAL);
    }

    private static boolean isConductance(int number) {
        return number % 2 == 1;
    }

    /** The same with every number off by a normal error. */
    SquidAxon off(double part, Random random) {
        return new SquidAxon(numbers.stream()
                .map(number -> number * (1 + part * random.nextGaussian()))
                .toList());
    }

    /** The same with one number times a factor. */
    SquidAxon off(int number, double factor) {
        List<Double> changed = new ArrayList<>(numbers);
        changed.set(number, factor * numbers.get(number));
        return new SquidAxon(changed);
    }

    /** The same with a leak that is a fifth off. */
    SquidAxon withAnotherLeak() {
        return off(LEAK, 0.8).off(LEAK + 1, 0.8);
    }

    /** All numbers, each with this part of it as the deviation of its prior. */
    List<Parameter> uncertain(double part) {
        return IntStream.range(0, numbers.size())
                .mapToObj(number -> parameter(
                        number, Optional.of(new Prior(numbers.get(number), part * Math.abs(numbers.get(number))))))
                .toList();
    }

    /** Conductance and reversal potential of the leak, of which nothing is known. */
    List<Parameter> unknownLeak() {
        return List.of(parameter(LEAK, Optional.empty()), parameter(LEAK + 1, Optional.empty()));
    }

    private Parameter parameter(int number, Optional<Prior> prior) {
        Quantity quantity = number == 0
                ? new Quantity.Capacitance_uF_per_cm2(Region.everywhere())
                : new Quantity.ChannelParameter(
                        CHANNELS.get((number - 1) / 2),
                        isConductance(number) ? CONDUCTANCE : REVERSAL,
                        Region.everywhere());
        return new Parameter(
                name(number),
                quantity,
                numbers.get(number) > 0 && number != 2 ? new Transform.Log() : new Transform.Linear(STEP_mV),
                numbers.get(number),
                prior);
    }

    /** The same with what was found for some of its numbers. */
    SquidAxon with(List<Parameter> parameters, List<Double> values) {
        List<Double> changed = new ArrayList<>(numbers);
        for (int number = 0; number < numbers.size(); number++) {
            for (int p = 0; p < parameters.size(); p++) {
                if (parameters.get(p).name().equals(name(number))) {
                    changed.set(number, values.get(p));
                }
            }
        }
        return new SquidAxon(changed);
    }

    /** The cell, with curves in the place of some gates. */
    Cell cell(Map<String, GateCurves> curves) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                numbers.getFirst(),
                REST_mV,
                List.of(
                        inserted(1, with(HodgkinHuxley.sodium(), curves)),
                        inserted(3, with(HodgkinHuxley.potassium(), curves)),
                        inserted(LEAK, HodgkinHuxley.leak())));
    }

    private Insertion inserted(int number, Channel channel) {
        return new Insertion(
                CHANNELS.get((number - 1) / 2),
                channel,
                Map.of(CONDUCTANCE, numbers.get(number), REVERSAL, numbers.get(number + 1)));
    }

    private static Channel with(Channel channel, Map<String, GateCurves> curves) {
        List<GateKinetics> own = channel.schema().states().stream()
                .filter(state -> curves.containsKey(state.name()))
                .map(state -> new GateKinetics(
                        state.name(),
                        Orientation.ofName(state.name()),
                        Objects.requireNonNull(curves.get(state.name()))))
                .toList();
        return own.isEmpty() ? channel : new HybridChannel(channel, VoltageGrid.STANDARD, own);
    }
}
