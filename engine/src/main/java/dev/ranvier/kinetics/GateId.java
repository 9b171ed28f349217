package dev.ranvier.kinetics;

import java.util.Comparator;

/**
 * Which gate: its names are unique together. Ordered by family, channel and gate.
 *
 * @param family the family of channels, such as K or Na
 * @param channel the channel
 * @param gate the gate's name in the channel
 */
public record GateId(String family, String channel, String gate) implements Comparable<GateId> {
    private static final Comparator<GateId> ORDER =
            Comparator.comparing(GateId::family).thenComparing(GateId::channel).thenComparing(GateId::gate);

    @Override
    public int compareTo(GateId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return family + "/" + channel + "/" + gate;
    }
}
