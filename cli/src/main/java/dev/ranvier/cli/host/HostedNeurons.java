package dev.ranvier.cli.host;

import org.jspecify.annotations.Nullable;

/** The neurons of a process by number; a number is not given twice, so that one that is closed is refused for good. */
final class HostedNeurons {
    private static final int SLOT_BITS = 12, SLOTS = 1 << SLOT_BITS;

    private final @Nullable HostedNeuron[] neurons = new HostedNeuron[SLOTS];
    private final long[] numbers = new long[SLOTS];
    private long given;

    /** Takes in a neuron and returns its number, which is not 0. */
    synchronized long add(HostedNeuron neuron) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (neurons[slot] == null) {
                numbers[slot] = ++given << SLOT_BITS | slot;
                neurons[slot] = neuron;
                return numbers[slot];
            }
        }
        throw new IllegalStateException("no more than " + SLOTS + " neurons can be open");
    }

    /** The neuron of a number. */
    HostedNeuron get(long number) {
        int slot = (int) number & SLOTS - 1;
        HostedNeuron neuron = neurons[slot];
        if (neuron == null || numbers[slot] != number) {
            throw new IllegalStateException(number == 0 ? "there is no neuron" : "the neuron is closed");
        }
        return neuron;
    }

    /** Closes the neuron of a number. */
    void close(long number) {
        get(number).neuron().close();
        synchronized (this) {
            neurons[(int) number & SLOTS - 1] = null;
        }
    }
}
