package dev.ranvier.channel.destexhe;

/**
 * Calcium under the membrane and the potassium current that it opens, of Destexhe and others' models of the reticular thalamus:
 * J. Neurophysiol. 72 (1994) 803 and 76 (1996) 2049.
 */
public final class Destexhe {
    private Destexhe() {}

    /** Calcium in a shell of 1 um, removed in 5 ms to 2.4e-4 mM. */
    public static CalciumPool calciumPool() {
        return new CalciumPool();
    }

    /** I_K[Ca], 10 mS/cm2, -95 mV. */
    public static CalciumPotassium calciumPotassium() {
        return new CalciumPotassium();
    }

    /** {@code 3^((celsius - 22)/10)}, the factor on the rates of {@link CalciumPotassium} at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 22) / 10);
    }
}
