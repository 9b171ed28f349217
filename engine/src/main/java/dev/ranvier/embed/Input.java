package dev.ranvier.embed;

import dev.ranvier.memory.Column;

/**
 * A number that the host gives a {@link Neuron} before each step: a current [nA] or a conductance [uS], 0 at first. It stays what it is
 * until it is set again. To be obtained once; setting it neither allocates nor looks anything up.
 */
public final class Input {
    private final Neuron neuron;
    private final Column values;

    Input(Neuron neuron, Column values) {
        this.neuron = neuron;
        this.values = values;
    }

    /**
     * Sets every lane.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     */
    public void set(double value) {
        neuron.require();
        values.fill(0, neuron.lanes(), value);
    }

    /**
     * Sets one lane.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     * @throws IndexOutOfBoundsException if there is no such lane
     */
    public void set(int lane, double value) {
        neuron.require();
        values.set(neuron.checked(lane), value);
    }

    /** What is set in a lane. */
    public double get(int lane) {
        neuron.require();
        return values.get(neuron.checked(lane));
    }

    /** For one that has just made sure that it may. */
    void setAlone(double value) {
        values.set(0, value);
    }

    void copy(Input other) {
        values.copyFrom(other.values, 0, neuron.width());
    }
}
