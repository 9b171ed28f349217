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

    /** Where a variable of an ion starts. */
    static double value(String name) {
        return DEFAULTS.getOrDefault(name, name.startsWith("e") ? 0.0 : 1.0);
    }
}
