package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.Mechanism;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The channels and pools of the catalogue, written as formulas. */
public final class CatalogueFormulas {
    private static final String NERNST =
            "gas_constant * (temperature + 273.15) / (2 * faraday) * log(outside / calcium)";

    private static final Map<String, Supplier<Mechanism>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("hh-sodium", () -> sodium());
        BY_NAME.put("hh-potassium", () -> potassium("hh-potassium", -75));
        BY_NAME.put("hh-leak", () -> leak("hh-leak", 0.3, -70));
        BY_NAME.put("neuron-hh-potassium", () -> potassium("neuron-hh-potassium", -77));
        BY_NAME.put("neuron-hh-leak", () -> leak("neuron-hh-leak", 0.3, -54.3));
        BY_NAME.put("hh-potassium-scheme", () -> potassiumScheme());
        BY_NAME.put("pospischil-sodium", () -> fastSodium("pospischil-sodium", 50, -60));
        BY_NAME.put("pospischil-potassium", () -> delayedRectifier("pospischil-potassium", 5, -60));
        BY_NAME.put("pospischil-leak", () -> leak("pospischil-leak", 0.1, -70));
        BY_NAME.put("pospischil-m-current", () -> mCurrent());
        BY_NAME.put("pospischil-high-threshold-calcium", () -> highThresholdCalcium("pospischil-high-threshold-calcium", 0.1, 120));
        BY_NAME.put("pospischil-low-threshold-calcium", () -> lowThresholdCalcium());
        BY_NAME.put("pas", () -> leak("pas", 1, -70));
        BY_NAME.put("traub-miles-sodium", () -> fastSodium("traub-miles-sodium", 100, -63));
        BY_NAME.put("traub-miles-potassium", () -> delayedRectifier("traub-miles-potassium", 30, -63));
        BY_NAME.put("mainen-sodium", () -> mainenSodium());
        BY_NAME.put("mainen-potassium", () -> mainenPotassium("mainen-potassium", 20, 25, 0.02, 0.002));
        BY_NAME.put("mainen-m-current", () -> mainenPotassium("mainen-m-current", 0.01, -30, 0.001, 0.001));
        BY_NAME.put("mainen-calcium", () -> highThresholdCalcium("mainen-calcium", 0.03, 140));
        BY_NAME.put("balbi-nav1.7", () -> nav17());
        BY_NAME.put("destexhe-calcium-pool", () -> calciumPool());
        BY_NAME.put("buffered-calcium-pool", () -> bufferedCalciumPool());
        BY_NAME.put("destexhe-calcium-potassium", () -> calciumPotassium());
    }

    private CatalogueFormulas() {}

    /** The names that have formulas. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The mechanism of that name in the catalogue, by its formulas. */
    public static Optional<Mechanism> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
    }

    private static MechanismFormulas ohmic(String name, double conductance_mS_per_cm2, double reversal_mV) {
        return MechanismFormulas.named(name).conductance(conductance_mS_per_cm2).reversal(reversal_mV);
    }

    private static Mechanism leak(String name, double conductance_mS_per_cm2, double reversal_mV) {
        return ohmic(name, conductance_mS_per_cm2, reversal_mV).channel();
    }

    private static Mechanism sodium() {
        return ohmic("hh-sodium", 120, 50)
                .gateByRates("m", 3, "0.1 * (v + 40) / (1 - exp(-(v + 40)/10))", "4 * exp(-(v + 65)/18)")
                .gateByRates("h", 1, "0.07 * exp(-(v + 65)/20)", "1 / (1 + exp(-(v + 35)/10))")
                .channel();
    }

    private static Mechanism potassium(String name, double reversal_mV) {
        return ohmic(name, 36, reversal_mV)
                .gateByRates("n", 4, "0.1 /ms * linoid((v + 55 mV)/10 mV)", "0.125 /ms * exp(-(v + 65 mV)/80 mV)")
                .channel();
    }

    private static Mechanism potassiumScheme() {
        return ohmic("hh-potassium-scheme", 36, -77)
                .let("alpha_per_ms", "0.01 * (v + 55) / (1 - exp(-(v + 55)/10))")
                .let("beta_per_ms", "0.125 * exp(-(v + 65)/80)")
                .reaction("c0", "c1", "4 * alpha", "beta")
                .reaction("c1", "c2", "3 * alpha", "2 * beta")
                .reaction("c2", "c3", "2 * alpha", "3 * beta")
                .reaction("c3", "o", "alpha", "4 * beta")
                .current("conductance * o * (v - reversal)")
                .channel();
    }

    private static Mechanism fastSodium(String name, double conductance_mS_per_cm2, double threshold_mV) {
        return ohmic(name, conductance_mS_per_cm2, 50)
                .parameter(new Field("v_t_mV", threshold_mV, -200, 200))
                .let("w", "v - v_t")
                .gateByRates(
                        "m", 3, "0.32 * (w - 13) / (1 - exp(-(w - 13)/4))", "0.28 * (w - 40) / (exp((w - 40)/5) - 1)")
                .gateByRates("h", 1, "0.128 * exp(-(w - 17)/18)", "4 / (1 + exp(-(w - 40)/5))")
                .channel();
    }

    private static Mechanism delayedRectifier(String name, double conductance_mS_per_cm2, double threshold_mV) {
        return ohmic(name, conductance_mS_per_cm2, -90)
                .parameter(new Field("v_t_mV", threshold_mV, -200, 200))
                .let("w", "v - v_t")
                .gateByRates("n", 4, "0.032 * (w - 15) / (1 - exp(-(w - 15)/5))", "0.5 * exp(-(w - 10)/40)")
                .channel();
    }

    private static Mechanism mCurrent() {
        return ohmic("pospischil-m-current", 0.004, -90)
                .parameter(new Field("tau_max_ms", 4000, 1e-3, 1e6))
                .gateByTarget(
                        "p",
                        1,
                        "1 / (1 + exp(-(v + 35 mV)/10 mV))",
                        "tau_max / (3.3 * exp((v + 35 mV)/20 mV) + exp(-(v + 35 mV)/20 mV))")
                .channel();
    }

    private static Mechanism highThresholdCalcium(String name, double conductance_mS_per_cm2, double reversal_mV) {
        return ohmic(name, conductance_mS_per_cm2, reversal_mV)
                .gateByRates("q", 2, "0.055 * (-27 - v) / (exp((-27 - v)/3.8) - 1)", "0.94 * exp((-75 - v)/17)")
                .gateByRates("r", 1, "0.000457 * exp((-13 - v)/50)", "0.0065 / (exp((-15 - v)/28) + 1)")
                .carries(Ion.CALCIUM)
                .channel();
    }

    private static Mechanism lowThresholdCalcium() {
        return ohmic("pospischil-low-threshold-calcium", 0.4, 120)
                .parameter(new Field("v_x_mV", 2, -200, 200))
                .let("w", "v + v_x")
                .let("s", "1 / (1 + exp(-(w + 57)/6.2))")
                .gateByTarget(
                        "u",
                        1,
                        "1 / (1 + exp((w + 81)/4))",
                        "30.8 + (211.4 + exp((w + 113.2)/5)) / (3.7 * (1 + exp((w + 84)/3.2)))")
                .current("conductance * s^2 * u * (v - reversal)")
                .carries(Ion.CALCIUM)
                .channel();
    }

    private static Mechanism mainenSodium() {
        return ohmic("mainen-sodium", 2, 60)
                .gateByRates(
                        "m",
                        3,
                        "0.182 * (v + 30) / (1 - exp(-(v + 30)/9))",
                        "-0.124 * (v + 30) / (1 - exp((v + 30)/9))")
                .let("alpha_h_per_ms", "0.024 * (v + 45) / (1 - exp(-(v + 45)/5))")
                .let("beta_h_per_ms", "-0.0091 * (v + 70) / (1 - exp((v + 70)/5))")
                .gateByTarget("h", 1, "1 / (1 + exp((v + 60)/6.2))", "1 / (alpha_h + beta_h)")
                .channel();
    }

    private static Mechanism mainenPotassium(String name, double conductance_mS_per_cm2, double c, double a, double b) {
        String w = "(v - " + c + ")";
        return ohmic(name, conductance_mS_per_cm2, -90)
                .gateByRates(
                        "n",
                        1,
                        a + " * " + w + " / (1 - exp(-" + w + "/9))",
                        -b + " * " + w + " / (1 - exp(" + w + "/9))")
                .channel();
    }

    /** A rate of Nav1.7: sums of {@code b / (1 + exp((v - m)/k))}, three numbers each. */
    private static String sigmoids(double... numbers) {
        List<String> terms = new ArrayList<>();
        for (int k = 0; k < numbers.length; k += 3) {
            terms.add(numbers[k] + " / (1 + exp((v - " + numbers[k + 1] + ")/" + numbers[k + 2] + "))");
        }
        return String.join(" + ", terms);
    }

    private static Mechanism nav17() {
        return ohmic("balbi-nav1.7", 100, 50)
                .reaction("i1", "o1", sigmoids(1e-5, -52, 10), sigmoids(4, -52, 12, 8, -27, -12))
                .reaction("c1", "c2", sigmoids(16, -18, -9), sigmoids(6, -48, 9, 16, -18, -9))
                .reaction("c2", "o1", sigmoids(16, -23, -9), sigmoids(2, -53, 9, 16, -23, -9))
                .reaction("c2", "o2", sigmoids(0.01, -35, -5), sigmoids(3, -75, 5, 0.01, -35, -5))
                .reaction("i1", "c1", sigmoids(0.085, -110, 5), sigmoids(0.025, -55, -20))
                .reaction("i1", "i2", sigmoids(1e-5, -80, -20), sigmoids(1e-5, -80, 20))
                .current("conductance * (o1 + o2) * (v - reversal)")
                .channel();
    }

    private static MechanismFormulas shell(String name) {
        return MechanismFormulas.named(name)
                .parameter(new Field("depth_um", 1, 1e-4, 1e4))
                .parameter(new Field("tau_ms", 5, 1e-3, 1e9))
                .parameter(new Field("rest_mM", 2.4e-4, 1e-9, 1e3))
                .parameter(new Field("outside_mM", 2, 1e-9, 1e3))
                .parameter(new Field("temperature_degC", 36, -50, 100));
    }

    private static Mechanism calciumPool() {
        return shell("destexhe-calcium-pool")
                .equation(
                        new Field("calcium_mM", 2.4e-4, 0, 1e3),
                        "-min(i, 0) / (2 * faraday * depth) - (calcium - rest)/tau")
                .pool(Ion.CALCIUM, NERNST);
    }

    private static Mechanism bufferedCalciumPool() {
        return shell("buffered-calcium-pool")
                .parameter(new Field("kon_per_mM_ms", 100, 0, 1e6))
                .parameter(new Field("koff_per_ms", 0.1, 1e-9, 1e6))
                .parameter(new Field("total_mM", 0.003, 0, 1e3))
                .let("binding_mM_per_ms", "kon * calcium * (total - bound) - koff * bound")
                .equation(
                        new Field("calcium_mM", 2.4e-4, 0, 1e3),
                        "-min(i, 0) / (2 * faraday * depth) - (calcium - rest)/tau - binding",
                        "rest")
                .equation(new Field("bound_mM", 5.8e-4, 0, 1e3), "binding", "kon * rest * total / (kon * rest + koff)")
                .pool(Ion.CALCIUM, NERNST);
    }

    private static Mechanism calciumPotassium() {
        return ohmic("destexhe-calcium-potassium", 10, -95)
                .parameter(new Field("calcium_mM", 2.4e-4, 1e-9, 1e3))
                .gateByRates("m", 2, "48 * calcium^2", "0.03")
                .senses(Ion.CALCIUM, "calcium_mM")
                .channel();
    }
}
