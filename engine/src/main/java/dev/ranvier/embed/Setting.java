package dev.ranvier.embed;

import dev.ranvier.parameter.ParameterSet;

/**
 * A number of the model of a {@link Neuron} that the host may change between steps; the next step sees it. To be obtained once; setting
 * it neither allocates nor looks anything up.
 */
public final class Setting {
    private final Neuron neuron;
    private final ParameterSet place;
    private final double[] value = new double[1];

    Setting(Neuron neuron, ParameterSet place) {
        this.neuron = neuron;
        this.place = place;
    }

    /**
     * Sets every lane, in the number's own unit.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     * @throws IllegalArgumentException if the model does not allow this number; nothing is changed then
     */
    public void set(double number) {
        for (int lane = 0; lane < neuron.lanes(); lane++) {
            set(lane, number);
        }
    }

    /**
     * Sets one lane.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     * @throws IllegalArgumentException if the model does not allow this number; nothing is changed then
     * @throws IndexOutOfBoundsException if there is no such lane
     */
    public void set(int lane, double number) {
        neuron.require();
        int there = neuron.checked(lane);
        if (!place.isAllowed(0, number)) {
            throw new IllegalArgumentException("the model does not allow " + number);
        }
        value[0] = number;
        place.writeValues(value, there);
        neuron.numbersChanged();
    }
}
