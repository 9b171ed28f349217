package dev.ranvier.fit;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Tabulated;
import dev.ranvier.model.Cell;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A gate that is looked for.
 *
 * @param channel which has it
 * @param number among the gates of the channel
 * @param of what is known of it
 */
record UnknownGate(String channel, int number, GateKinetics of) {
    /** Where a gate is half open at a start, how far that is scattered, and how steep and slow it is. */
    private static final double MIDPOINT_mV = -45, SPREAD_mV = 15, SLOPE_mV = 10, TAU_ms = 2;
    /** How far it might be from there. */
    private static final double FARTHEST_mV = 40, MUCH_SLOWER = 30;

    private static final long SEEDS = 1_000_003;

    /** Those of channels of a cell, channel by channel. */
    static List<UnknownGate> of(Cell cell, List<String> channels) {
        return channels.stream()
                .flatMap(name -> {
                    List<GateKinetics> gates = ((Tabulated)
                                    cell.insertions().get(cell.indexOf(name)).mechanism())
                            .tables()
                            .gates();
                    return IntStream.range(0, gates.size()).mapToObj(k -> new UnknownGate(name, k, gates.get(k)));
                })
                .toList();
    }

    /** What is random about gate k of a fit. */
    static long seed(long seed, int k) {
        return seed * SEEDS + k;
    }

    /** A sigmoid with the gate's orientation, half open near the threshold of most channels, and a bell, both drawn anew for each seed. */
    GateCurves start(long seed, int k) {
        return scattered(new Random(seed(seed, k)), SPREAD_mV, 2, 1);
    }

    /** The same, half open and as steep and slow as any channel might be. */
    GateCurves anywhere(long seed, int k) {
        return scattered(new Random(seed(seed, k)), FARTHEST_mV, MUCH_SLOWER, 2);
    }

    private GateCurves scattered(Random random, double far_mV, double slower, double steeper) {
        double sign = of.orientation() == Orientation.ACTIVATION ? 1 : -1;
        double midpoint_mV = MIDPOINT_mV + far_mV * (2 * random.nextDouble() - 1);
        double tau_ms = TAU_ms * Math.pow(slower, 2 * random.nextDouble() - 1);
        return new BoltzmannCurves(
                midpoint_mV, sign * SLOPE_mV * Math.pow(steeper, 2 * random.nextDouble() - 1), tau_ms);
    }
}
