package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import java.util.function.Function;

/** A quantity to be recorded in every lane, at a node of the cell: one of those here, or an {@link Own}. */
public sealed interface Probe {
    /** Where: see {@code Compartments.at}. */
    int node();

    /** Column title: the quantity with its unit; does not say where. */
    String title();

    /** Membrane voltage, or the potential inside the cell at an end of a branch. */
    record Voltage(int node) implements Probe {
        @Override
        public String title() {
            return "v_mV";
        }
    }

    /** The same as an electrode shows it, with its offset. */
    record ShownVoltage(int node) implements Probe {
        @Override
        public String title() {
            return "v_mV";
        }
    }

    /** A gate of a channel, by the channel's name in the cell and the gate's in the channel. */
    record Gate(int node, String channel, String gate) implements Probe {
        @Override
        public String title() {
            return channel + "." + gate;
        }
    }

    /** The current density of a channel, outward positive. */
    record ChannelCurrent(int node, String channel) implements Probe {
        @Override
        public String title() {
            return channel + ".i_uA_per_cm2";
        }
    }

    /**
     * The current of a mechanism that has places of its own, at one of them, by its name in the cell: out of the cell at the node, or
     * from the node to its parent.
     */
    record PlacedCurrent(int node, String mechanism) implements Probe {
        @Override
        public String title() {
            return mechanism + ".i_nA";
        }
    }

    /** The current that flows through the cytoplasm into a node from its neighbours. */
    record AxialCurrent(int node) implements Probe {
        @Override
        public String title() {
            return "i_axial_nA";
        }
    }

    /** The current injected at a node in the step that follows, which a host can read at a time. */
    record InjectedCurrent(int node) implements Probe {
        @Override
        public String title() {
            return "i_nA";
        }
    }

    /** The current of the voltage clamp into its compartment at the time of a sample, as an amplifier samples it; 0 while it is off. */
    record ClampCurrent(int node) implements Probe {
        @Override
        public String title() {
            return "i_clamp_nA";
        }
    }

    /**
     * The current that electrodes bring into a node: what is injected there and what a clamp there injects, averaged over the time
     * until the next sample; the last sample is that of the time before. Injected again, it leads to the same voltages.
     */
    record ElectrodeCurrent(int node) implements Probe {
        @Override
        public String title() {
            return "i_nA";
        }
    }

    /**
     * A quantity of one's own, made of others. It is recorded by a {@link Recorder}, read by hosts and has derivatives like any other; a
     * record is best, since traces tell probes by {@code equals}.
     */
    non-sealed interface Own extends Probe {
        /**
         * It in a batch, and what it depends on directly.
         *
         * @param others what other probes see of the same batch; an {@link ElectrodeCurrent} is not among them
         */
        Observable observed(Batch batch, Function<Probe, Observable> others);
    }

    /** Membrane voltage of the root compartment. */
    static Probe voltage() {
        return new Voltage(0);
    }

    /** Gate {@code gate} of the channel {@code channel} in the root compartment. */
    static Probe gate(String channel, String gate) {
        return new Gate(0, channel, gate);
    }

    /** Current density of the channel {@code channel} in the root compartment. */
    static Probe current(String channel) {
        return new ChannelCurrent(0, channel);
    }

    /** The current injected at the root. */
    static Probe injectedCurrent() {
        return new InjectedCurrent(0);
    }
}
