package dev.ranvier.channel;

import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Logarithm;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * The reversal potential of a pool's calcium, {@code e = (R T / 2 F) ln(outside / [Ca])}, from the concentration of its own time.
 *
 * @param outside index of the parameter that is the concentration outside [mM]
 * @param temperature index of the parameter that is the temperature [degC]
 */
public record Nernst(int outside, int temperature) {
    /** Charge of a mol; CODATA 2018. */
    public static final double FARADAY_C_per_mol = 96485.33212;

    private static final double GAS_J_per_mol_K = 8.314462618, ZERO_degC_K = 273.15;
    /** {@code R / 2 F} in mV/K. */
    private static final double NERNST_mV_per_K = 1e3 * GAS_J_per_mol_K / (Ion.CALCIUM.valence() * FARADAY_C_per_mol);

    private static final int CALCIUM = IonPool.CONCENTRATION, E = IonPool.REVERSAL;

    /** From the concentration after a step to the reversal potential. */
    public List<SiteKernel> kernels() {
        return List.of(this::gradient, Nernst::logarithm, this::scale);
    }

    /** What {@link #partials(Sites, int)} writes. */
    public List<Partial> partials() {
        return List.of(
                Partial.reversalByConcentration(),
                Partial.nextByParameter(E, outside),
                Partial.nextByParameter(E, temperature));
    }

    private void gradient(Sites x) {
        Column out = x.parameter(outside), calcium = x.next(CALCIUM), e = x.next(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            e.store(k, out.load(k).div(calcium.load(k)));
        }
    }

    private static void logarithm(Sites x) {
        Logarithm.apply(x.next(E), x.next(E), x.from(), x.to());
    }

    private void scale(Sites x) {
        Column celsius = x.parameter(temperature), e = x.next(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            e.store(k, celsius.load(k).add(ZERO_degC_K).mul(NERNST_mV_per_K).mul(e.load(k)));
        }
    }

    /**
     * With {@code k = R T / 2 F}: {@code -k/[Ca]} by [Ca], {@code k/outside} by the outside, {@code e/T} by the temperature, into the
     * partials from {@code first} on.
     */
    public void partials(Sites x, int first) {
        Column out = x.parameter(outside), celsius = x.parameter(temperature);
        Column calcium = x.next(CALCIUM), e = x.next(E);
        Column byCalcium = x.partial(first), byOutside = x.partial(first + 1), byKelvin = x.partial(first + 2);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector kelvin = celsius.load(k).add(ZERO_degC_K), scale = kelvin.mul(NERNST_mV_per_K);
            byCalcium.store(k, scale.div(calcium.load(k)).neg());
            byOutside.store(k, scale.div(out.load(k)));
            byKelvin.store(k, e.load(k).div(kelvin));
        }
    }
}
