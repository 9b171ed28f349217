package dev.ranvier.channel.destexhe;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;

/**
 * Calcium under the membrane and the potassium current that it opens, of Destexhe and others' models of the reticular thalamus:
 * J. Neurophysiol. 72 (1994) 803 and 76 (1996) 2049.
 */
public final class Destexhe {
    private Destexhe() {}

    /**
     * Calcium in a shell of 1 um, filled by the calcium currents and removed in 5 ms to 2.4e-4 mM. A current outward empties nothing, so
     * that the concentration stays above zero. The update is exact at a fixed current.
     */
    public static FormulaPool calciumPool() {
        return MechanismFormulas.named("destexhe-calcium-pool")
                .source("Destexhe, Babloyantz and Sejnowski, Biophys. J. 65 (1993) 1538; Destexhe, Bal, McCormick and"
                        + " Sejnowski, J. Neurophysiol. 76 (1996) 2049 (ModelDB 3343, cadecay.mod, IT2.mod)")
                .parameter(new Field("depth_um", 1, 1e-4, 1e4))
                .parameter(new Field("tau_ms", 5, 1e-3, 1e9))
                .parameter(new Field("rest_mM", 2.4e-4, 1e-9, 1e3))
                .parameter(new Field("outside_mM", 2, 1e-9, 1e3))
                .parameter(new Field("temperature_degC", 36, -50, 100))
                .equation(
                        new Field("calcium_mM", 2.4e-4, 0, 1e3),
                        "-min(i, 0) / (2 * faraday * depth) - (calcium - rest)/tau")
                .pool(Ion.CALCIUM, "gas_constant * (temperature + 273.15) / (2 * faraday) * log(outside / calcium)");
    }

    /** I_K[Ca], 10 mS/cm2, -95 mV; its gate follows the calcium inside and not the voltage, and is half open at 0.025 mM. */
    public static FormulaChannel calciumPotassium() {
        return MechanismFormulas.named("destexhe-calcium-potassium")
                .source("Destexhe, Contreras, Sejnowski and Steriade, J. Neurophysiol. 72 (1994) 803, I_K[Ca]")
                .conductance(10)
                .reversal(-95)
                .parameter(new Field("calcium_mM", 2.4e-4, 1e-9, 1e3))
                .gateByRates("m", 2, "48 * calcium^2", "0.03")
                .senses(Ion.CALCIUM, "calcium_mM")
                .channel();
    }

    /** {@code 3^((celsius - 22)/10)}, the factor on the rates of {@link #calciumPotassium} at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 22) / 10);
    }
}
