package dev.ranvier.embed;

/** The voltage clamp of a {@link Neuron}, in all lanes alike, off at first. To be obtained once; neither allocates. */
public final class Clamp {
    private final Neuron neuron;
    private double command_mV;
    private boolean isOn;

    Clamp(Neuron neuron) {
        this.neuron = neuron;
    }

    /**
     * Holds the compartment at a voltage, from the next step on.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     */
    public void hold(double command_mV) {
        neuron.require();
        this.command_mV = command_mV;
        isOn = true;
    }

    /**
     * Lets go, from the next step on.
     *
     * @throws IllegalStateException on another thread than the neuron's, or after its end
     */
    public void release() {
        neuron.require();
        isOn = false;
    }

    double command_mV() {
        return command_mV;
    }

    boolean isOn() {
        return isOn;
    }

    void copy(Clamp other) {
        command_mV = other.command_mV;
        isOn = other.isOn;
    }
}
