package dev.ranvier.nmodl;

import dev.ranvier.nmodl.ModFile.IonLine;
import java.util.Map;

/** What NEURON has for the variables of ions where nothing else sets them; what a file says of them in PARAMETER is not used. */
final class Ions {
    /** E_Ca is Nernst's of the two concentrations at 6.3 degrees. */
    private static final Map<String, Double> DEFAULTS = Map.of(
            "ena",
            50.0,
            "ek",
            -77.0,
            "eca",
            132.4579341637009,
            "nai",
            10.0,
            "nao",
            140.0,
            "ki",
            54.4,
            "ko",
            2.5,
            "cai",
            5e-5,
            "cao",
            2.0);

    private static final Map<String, Double> VALENCES = Map.of("na", 1.0, "k", 1.0, "ca", 2.0);

    private static final double FARADAY_C_per_mol = 96485.33212331, GAS_J_per_mol_K = 8.31446261815324;

    private Ions() {}

    static String reversal(IonLine ion) {
        return "e" + ion.ion().text();
    }

    static String inside(IonLine ion) {
        return ion.ion().text() + "i";
    }

    static String outside(IonLine ion) {
        return ion.ion().text() + "o";
    }

    static String current(IonLine ion) {
        return "i" + ion.ion().text();
    }

    /** {@code RT/zF} [mV]. */
    static double perLog_mV(IonLine ion, double celsius_degC) {
        double valence = VALENCES.getOrDefault(ion.ion().text(), ion.valence());
        return 1000 * GAS_J_per_mol_K * (celsius_degC + 273.15) / (valence * FARADAY_C_per_mol);
    }

    /** Where a variable of an ion starts: the reversal potential is Nernst's where the mechanism reads a concentration as well. */
    static double value(IonLine ion, String name, double celsius_degC) {
        if (name.equals(reversal(ion))
                && (ion.reads().contains(inside(ion)) || ion.reads().contains(outside(ion)))) {
            return nernst_mV(ion, celsius_degC);
        }
        return value(name);
    }

    /** Nernst's potential of the concentrations that NEURON begins with. */
    static double nernst_mV(IonLine ion, double celsius_degC) {
        double e_mV = perLog_mV(ion, celsius_degC) * Math.log(value(outside(ion)) / value(inside(ion)));
        return Double.isFinite(e_mV) ? e_mV : 0;
    }

    private static double value(String name) {
        return DEFAULTS.getOrDefault(name, name.startsWith("e") ? 0.0 : 1.0);
    }
}
