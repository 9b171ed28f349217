package dev.ranvier.channel.hodgkinhuxley;

import dev.ranvier.channel.Leak;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;

/**
 * The channels of the squid axon, Hodgkin and Huxley, J. Physiol. 117 (1952) 500, in today's sign convention with rest near -65 mV, and
 * with two sets of constants: those of the published recovery problem (Beck et al., arXiv 2606.16693), and those of NEURON's
 * {@code hh} mechanism. The kinetics are the same. Rates are those at 6.3 degC times {@code rate_factor}.
 */
public final class HodgkinHuxley {
    private static final String ALPHA = "0.01 * (v + 55) / (1 - exp(-(v + 55)/10))", BETA = "0.125 * exp(-(v + 65)/80)";

    private HodgkinHuxley() {}

    /** Sodium, 120 mS/cm2, 50 mV; the same in both sets. */
    public static FormulaChannel sodium() {
        return MechanismFormulas.named("hh-sodium")
                .source("Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 20, 21, 23, 24")
                .conductance(120)
                .reversal(50)
                .gateByRates("m", 3, "0.1 * (v + 40) / (1 - exp(-(v + 40)/10))", "4 * exp(-(v + 65)/18)")
                .gateByRates("h", 1, "0.07 * exp(-(v + 65)/20)", "1 / (1 + exp(-(v + 35)/10))")
                .channel();
    }

    /** Potassium, 36 mS/cm2, -75 mV. */
    public static FormulaChannel potassium() {
        return potassium("hh-potassium", -75);
    }

    /** Potassium with NEURON's reversal potential, 36 mS/cm2, -77 mV. */
    public static FormulaChannel neuronPotassium() {
        return potassium("neuron-hh-potassium", -77);
    }

    private static FormulaChannel potassium(String name, double reversal_mV) {
        return MechanismFormulas.named(name)
                .source("Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 12, 13")
                .conductance(36)
                .reversal(reversal_mV)
                .gateByRates("n", 4, ALPHA, BETA)
                .channel();
    }

    /**
     * Potassium as a Markov scheme whose four gates open one after another, 36 mS/cm2, and NEURON's reversal potential, -77 mV. In
     * continuous time, from rest, the open state o is n^4.
     */
    public static FormulaChannel potassiumScheme() {
        return MechanismFormulas.named("hh-potassium-scheme")
                .source("rates: Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 12, 13; states: Armstrong, J."
                        + " Gen. Physiol. 54 (1969) 553; Hille, Ion Channels of Excitable Membranes (2001), ch."
                        + " 18")
                .conductance(36)
                .reversal(-77)
                .let("alpha_per_ms", ALPHA)
                .let("beta_per_ms", BETA)
                .reaction("c0", "c1", "4 * alpha", "beta")
                .reaction("c1", "c2", "3 * alpha", "2 * beta")
                .reaction("c2", "c3", "2 * alpha", "3 * beta")
                .reaction("c3", "o", "alpha", "4 * beta")
                .current("conductance * o * (v - reversal)")
                .channel();
    }

    /** Leak, 0.3 mS/cm2, -70 mV. */
    public static FormulaChannel leak() {
        return Leak.of("hh-leak", 0.3, -70);
    }

    /** NEURON's leak, 0.3 mS/cm2, -54.3 mV. */
    public static FormulaChannel neuronLeak() {
        return Leak.of("neuron-hh-leak", 0.3, -54.3);
    }

    /** {@code 3^((celsius - 6.3)/10)}, the factor on all rates at a temperature, as in NEURON's {@code hh}. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 6.3) / 10);
    }
}
