package dev.ranvier.neuron;

import java.util.Map;

/**
 * A mechanism as an NMODL file.
 *
 * @param suffix what NEURON calls it
 * @param text the file
 * @param variables what it calls a parameter, by the parameter's name here
 */
public record NmodlFile(String suffix, String text, Map<String, Variable> variables) {
    /** Copies the map. */
    public NmodlFile {
        variables = Map.copyOf(variables);
    }

    /**
     * A variable that holds a parameter.
     *
     * @param name its name
     * @param factor from the parameter's unit to the variable's
     * @param ofIon whether it is one of an ion, such as {@code eca}, and not one of the mechanism
     */
    public record Variable(String name, double factor, boolean ofIon) {}
}
