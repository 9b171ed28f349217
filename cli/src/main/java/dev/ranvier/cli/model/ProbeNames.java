package dev.ranvier.cli.model;

import dev.ranvier.channel.Field;
import dev.ranvier.record.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of recordable quantities in a model file: {@code v}, {@code i}, {@code k.n}, {@code k.current}. */
final class ProbeNames {
    private ProbeNames() {}

    /** All names in a cell with these channels. */
    static Map<String, Probe> of(List<ChannelEntry> channels) {
        Map<String, Probe> names = new LinkedHashMap<>();
        names.put("v", Probe.voltage());
        names.put("i", Probe.injectedCurrent());
        for (ChannelEntry channel : channels) {
            for (String gate : gates(channel)) {
                names.put(channel.name() + "." + gate, Probe.gate(channel.name(), gate));
            }
            names.put(channel.name() + ".current", Probe.current(channel.name()));
        }
        return names;
    }

    private static List<String> gates(ChannelEntry channel) {
        return switch (channel) {
            case ChannelEntry.Mechanism mechanism ->
                mechanism.channel().schema().states().stream().map(Field::name).toList();
            case ChannelEntry.Learned learned ->
                learned.gates().stream().map(LearnedGate::name).toList();
        };
    }

    /** The name of a probe, as {@link #of} gives it. */
    static String name(Probe probe) {
        return switch (probe) {
            case Probe.Voltage _ -> "v";
            case Probe.InjectedCurrent _ -> "i";
            case Probe.AxialCurrent _ -> "axial";
            case Probe.Gate(int _, String channel, String gate) -> channel + "." + gate;
            case Probe.ChannelCurrent(int _, String channel) -> channel + ".current";
        };
    }
}
