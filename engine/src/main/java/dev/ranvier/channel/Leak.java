package dev.ranvier.channel;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;

/** Ohmic leak {@code i = g (v - e)}. */
public final class Leak {
    private Leak() {}

    /** A leak with the given defaults. */
    public static FormulaChannel of(String name, double conductance_mS_per_cm2, double reversal_mV) {
        return MechanismFormulas.named(name)
                .source("Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eq. 5")
                .conductance(conductance_mS_per_cm2)
                .reversal(reversal_mV)
                .channel();
    }

    /** NEURON's {@code pas}, 1 mS/cm2, -70 mV. Hines and Carnevale, Neural Comput. 9 (1997) 1179. */
    public static FormulaChannel pas() {
        return of("pas", 1, -70);
    }
}
