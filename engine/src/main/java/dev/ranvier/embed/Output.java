package dev.ranvier.embed;

import dev.ranvier.record.Meter;

/**
 * A probe of a {@link Neuron}: what it sees at the time reached. To be obtained once; reading it neither allocates nor looks anything up.
 *
 * <p>It is read off the cell when it is first asked for after a step, in all lanes. Gates and currents of the staggered scheme need the
 * gates half a step later, which are made then, once for all outputs, and again in the next step; a voltage costs next to nothing.
 */
public final class Output {
    private final Neuron neuron;
    private final Meter meter;
    private long readAt = Long.MIN_VALUE;

    Output(Neuron neuron, Meter meter) {
        this.neuron = neuron;
        this.meter = meter;
    }

    /** What the probe sees in lane 0, in its unit. */
    public double get() {
        return get(0);
    }

    /**
     * What the probe sees in a lane, in its unit.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     * @throws IndexOutOfBoundsException if there is no such lane
     */
    public double get(int lane) {
        neuron.require();
        int there = neuron.checked(lane);
        if (readAt != neuron.reading()) {
            if (meter.looksAhead()) {
                neuron.lookAhead();
            }
            meter.read(neuron.steps());
            readAt = neuron.reading();
        }
        return meter.value(there);
    }
}
