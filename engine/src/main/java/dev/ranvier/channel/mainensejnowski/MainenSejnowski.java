package dev.ranvier.channel.mainensejnowski;

/**
 * The channels of Mainen and Sejnowski, Nature 382 (1996) 363: a pyramidal cell whose firing pattern follows from its dendrites.
 * Constants are those of the authors' own program of fig. 1 (ModelDB 2488, demofig1.hoc), whose notes correct what the paper
 * prints.
 *
 * <p>Rates are those at 23 degC times {@code rate_factor}; the paper's cells are at 37 degC: see {@link #rateFactor}. The paper
 * multiplies conductances by the same factor. Here a conductance is what it says; the defaults are the paper's somatic densities
 * before that factor.
 */
public final class MainenSejnowski {
    private MainenSejnowski() {}

    /** I_Na, 2 mS/cm2, 60 mV. */
    public static Sodium sodium() {
        return new Sodium("mainen-sodium", 2, 60);
    }

    /** I_Kv, the fast potassium current, 20 mS/cm2, -90 mV. */
    public static Potassium potassium() {
        return new Potassium("mainen-potassium", 20, -90, new LinoidPair(25, 9, 0.02, 0.002));
    }

    /** I_Km, the slow non-inactivating (M-type) potassium current, 0.01 mS/cm2, -90 mV. */
    public static Potassium mCurrent() {
        return new Potassium("mainen-m-current", 0.01, -90, new LinoidPair(-30, 9, 0.001, 0.001));
    }

    /** I_Ca, the high-threshold calcium current, 0.03 mS/cm2, 140 mV. */
    public static HighThresholdCalcium calcium() {
        return new HighThresholdCalcium("mainen-calcium", 0.03, 140);
    }

    /** {@code 2.3^((celsius - 23)/10)}, the factor on all rates at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(2.3, (celsius_degC - 23) / 10);
    }
}
