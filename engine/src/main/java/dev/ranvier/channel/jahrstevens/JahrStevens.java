package dev.ranvier.channel.jahrstevens;

import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;

/** Receptors that magnesium blocks at rest: Jahr and Stevens, J. Neurosci. 10 (1990) 3178. */
public final class JahrStevens {
    private JahrStevens() {}

    /**
     * A synapse with NMDA receptors: {@code decaying - rising} [uS], which an event opens to at most its weight, times what the block
     * leaves open. rise_ms must be below decay_ms.
     */
    public static FormulaPoint nmda() {
        return MechanismFormulas.named("nmda")
                .source("Block: Jahr and Stevens, J. Neurosci. 10 (1990) 3178, eq. 4a; shape: NEURON's Exp2Syn")
                .reversal(0)
                .parameter(new Field("magnesium_mM", 1, 0, 1e3))
                .parameter(new Field("rise_ms", 2, 1e-3, 1e6))
                .parameter(new Field("decay_ms", 80, 1e-3, 1e6))
                .let("peak_time_ms", "rise * decay / (decay - rise) * log(decay / rise)")
                .let("peak", "exp(-peak_time / decay) - exp(-peak_time / rise)")
                .receiving(conductance("rising_uS"), "-rising / rise", "rising + weight / peak")
                .receiving(conductance("decaying_uS"), "-decaying / decay", "decaying + weight / peak")
                .pointProcess("(decaying - rising) / (1 + magnesium / 3.57 mM * exp(-0.062 /mV * v)) * (v - reversal)");
    }

    private static Field conductance(String name) {
        return new Field(name, 0, 0, 1e12);
    }
}
