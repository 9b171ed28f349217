package dev.ranvier.channel.hodgkinhuxley;

import dev.ranvier.channel.Leak;

/**
 * The channels of Hodgkin and Huxley (1952) with two sets of constants: those of the published recovery problem (Beck et
 * al., arXiv 2606.16693), and those of NEURON's {@code hh} mechanism. The kinetics are the same.
 */
public final class HodgkinHuxley {
    private HodgkinHuxley() {}

    /** Sodium, 120 mS/cm2, 50 mV; the same in both sets. */
    public static Sodium sodium() {
        return new Sodium("hh-sodium", 120, 50);
    }

    /** Potassium, 36 mS/cm2, -75 mV. */
    public static Potassium potassium() {
        return new Potassium("hh-potassium", 36, -75);
    }

    /** Potassium with NEURON's reversal potential, 36 mS/cm2, -77 mV. */
    public static Potassium neuronPotassium() {
        return new Potassium("neuron-hh-potassium", 36, -77);
    }

    /** Potassium as a Markov scheme, with NEURON's reversal potential, 36 mS/cm2, -77 mV. */
    public static PotassiumScheme potassiumScheme() {
        return new PotassiumScheme("hh-potassium-scheme", 36, -77);
    }

    /** Leak, 0.3 mS/cm2, -70 mV. */
    public static Leak leak() {
        return new Leak("hh-leak", 0.3, -70);
    }

    /** NEURON's leak, 0.3 mS/cm2, -54.3 mV. */
    public static Leak neuronLeak() {
        return new Leak("neuron-hh-leak", 0.3, -54.3);
    }

    /** {@code 3^((celsius - 6.3)/10)}, the factor on all rates at a temperature, as in NEURON's {@code hh}. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 6.3) / 10);
    }
}
