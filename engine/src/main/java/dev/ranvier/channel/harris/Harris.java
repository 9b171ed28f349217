package dev.ranvier.channel.harris;

import dev.ranvier.formula.FormulaAxial;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;

/** Junctions of amphibian blastomeres: Harris, Spray and Bennett, J. Gen. Physiol. 77 (1981) 95. */
public final class Harris {
    private Harris() {}

    /**
     * A gap junction that closes when the voltages on its two sides differ. Two gates in series see the voltage across it, a as
     * {@code v - v_parent} and b the other way round; {@code residual} is the share that stays open. Closing is about twice as voltage
     * dependent as opening. The numbers, of the source and of Spray, Harris and Bennett, ibid. 77, are as models since have quoted them
     * and were not checked against the papers. There a gate closes only while the other is open; here the two do not know of each other,
     * which differs after the voltage across has changed its sign.
     */
    public static FormulaAxial gapJunction() {
        return MechanismFormulas.named("gap-junction")
                .source("Harris, Spray and Bennett, J. Gen. Physiol. 77 (1981) 95")
                .parameter(new Field("conductance_uS", 1e-3, 0, 1e6))
                .parameter(new Field("residual", 0.05, 0, 1))
                .parameter(new Field("half_mV", 14.9, -1000, 1000))
                .let("a_sees_mV", "v - v_parent - half")
                .let("b_sees_mV", "v_parent - v - half")
                .gateByRates("a", 1, "0.0013 /ms * exp(-0.077 /mV * a_sees)", "0.0013 /ms * exp(0.14 /mV * a_sees)")
                .gateByRates("b", 1, "0.0013 /ms * exp(-0.077 /mV * b_sees)", "0.0013 /ms * exp(0.14 /mV * b_sees)")
                .axialCurrent("conductance * (residual + (1 - residual) * a * b) * (v - v_parent)");
    }
}
