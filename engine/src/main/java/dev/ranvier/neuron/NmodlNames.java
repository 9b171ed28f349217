package dev.ranvier.neuron;

import java.util.Set;

/** Names that NMODL and NEURON allow. */
final class NmodlNames {
    /** What is taken: mechanisms that NEURON comes with, and words of its interpreter. */
    private static final Set<String> MECHANISMS =
            Set.of("pas", "hh", "extracellular", "capacitance", "fastpas", "morphology", "area", "diam", "ri", "exp");

    /** What every mechanism has or may see. */
    private static final Set<String> VARIABLES =
            Set.of("v", "t", "dt", "i", "e", "g", "gbar", "area", "diam", "celsius", "eca", "ica", "cai", "cao", "exp");

    private NmodlNames() {}

    /** A mechanism's name from that of a channel. */
    static String suffix(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String safe = Character.isLetter(plain.charAt(0)) ? plain : "m_" + plain;
        return MECHANISMS.contains(safe) ? safe + "_channel" : safe;
    }

    /** A variable's name from that of a parameter or state. */
    static String variable(String name) {
        return VARIABLES.contains(name) ? name + "_" : name;
    }
}
