package dev.ranvier.channel.carnevalehines;

import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;

/** A buffer for calcium: Carnevale and Hines, The NEURON Book (2006), ch. 9. */
public final class CarnevaleHines {
    /** Index of the state of {@link #bufferedCalciumPool} that is the calcium bound [mM]. */
    public static final int BOUND = 2;

    private CarnevaleHines() {}

    /**
     * Calcium in a thin shell under the membrane with a buffer that does not move, Ca + B = CaB; shell and removal are those of
     * {@code Destexhe.calciumPool()}, with its numbers:
     *
     * <pre>
     *   d[Ca]/dt = influx - ([Ca] - rest) / tau - db/dt     influx = -min(i, 0) / (2 F depth)
     *   db/dt    = kon [Ca] (total - b) - koff b
     * </pre>
     *
     * The step is that of the scheme, {@code x' = x + dt (theta f(x') + (1 - theta) f(x))}, at a fixed current: the sum of both says b' by c', and
     * leaves a quadratic equation, {@code square c'^2 + linear c' = constant}, with one positive root; of its two forms the one that
     * cancels nothing is taken. A step of implicit Euler keeps the calcium positive and what is bound in [0, total]; the
     * trapezoidal rule does while dt is below {@code 2 / (kon total + 1/tau)} and {@code 2 / (kon [Ca] + koff)}.
     */
    public static FormulaPool bufferedCalciumPool() {
        return MechanismFormulas.named("buffered-calcium-pool")
                .source("Carnevale and Hines, The NEURON Book (2006), ch. 9, \"ca + Buffer = CaBuffer\" of its cadif,"
                        + " with its numbers, which name Yamada, Koch and Adams (1989); Sala and Hernandez-Cruz,"
                        + " Biophys. J. 57 (1990) 313")
                .parameter(new Field("depth_um", 1, 1e-4, 1e4))
                .parameter(new Field("tau_ms", 5, 1e-3, 1e9))
                .parameter(new Field("rest_mM", 2.4e-4, 1e-9, 1e3))
                .parameter(new Field("outside_mM", 2, 1e-9, 1e3))
                .parameter(new Field("temperature_degC", 36, -50, 100))
                .parameter(new Field("kon_per_mM_ms", 100, 0, 1e6))
                .parameter(new Field("koff_per_ms", 0.1, 1e-9, 1e6))
                .parameter(new Field("total_mM", 0.003, 0, 1e3))
                .let("influx_mM_per_ms", "-min(i, 0) / (2 * faraday * depth)")
                .let("binding_mM_per_ms", "kon * calcium * (total - bound) - koff * bound")
                .let("all_mM", "calcium + bound + dt * influx + (dt * rest - (1 - theta) * dt * calcium) / tau")
                .let("known_mM", "bound + (1 - theta) * dt * binding")
                .let("m", "1 + theta * dt / tau")
                .let("on_per_mM", "theta * dt * kon")
                .let("off", "1 + theta * dt * koff")
                .let("square_per_mM", "m * on")
                .let("linear", "m * off + on * (total - all)")
                .let("constant_mM", "all * off - known")
                .let("root", "sqrt(linear^2 + 4 * square * constant) + abs(linear)")
                .let("next_mM", "if(linear > 0, 2 * constant / root, root / (2 * square))")
                .stepping(new Field("calcium_mM", 2.4e-4, 0, 1e3), "next", "rest")
                .stepping(
                        new Field("bound_mM", 5.8e-4, 0, 1e3),
                        "(known + on * total * next) / (off + on * next)",
                        "kon * rest * total / (kon * rest + koff)")
                .pool(Ion.CALCIUM, "gas_constant * (temperature + 273.15) / (2 * faraday) * log(outside / calcium)");
    }
}
