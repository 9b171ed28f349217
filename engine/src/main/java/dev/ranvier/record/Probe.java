package dev.ranvier.record;

/** A quantity to be recorded in every lane. */
public sealed interface Probe {
    /** Column title: the quantity with its unit. */
    String title();

    /** Membrane voltage. */
    record Voltage() implements Probe {
        @Override
        public String title() {
            return "v_mV";
        }
    }

    /** A gate of a channel, by the channel's name in the cell and the gate's in the channel. */
    record Gate(String channel, String gate) implements Probe {
        @Override
        public String title() {
            return channel + "." + gate;
        }
    }

    /** The current density of a channel, outward positive. */
    record ChannelCurrent(String channel) implements Probe {
        @Override
        public String title() {
            return channel + ".i_uA_per_cm2";
        }
    }

    /** The injected current, averaged over the step that follows. */
    record InjectedCurrent() implements Probe {
        @Override
        public String title() {
            return "i_nA";
        }
    }

    /** Membrane voltage. */
    static Probe voltage() {
        return new Voltage();
    }

    /** Gate {@code gate} of the channel {@code channel}. */
    static Probe gate(String channel, String gate) {
        return new Gate(channel, gate);
    }

    /** Current density of the channel {@code channel}. */
    static Probe current(String channel) {
        return new ChannelCurrent(channel);
    }

    /** The injected current. */
    static Probe injectedCurrent() {
        return new InjectedCurrent();
    }
}
