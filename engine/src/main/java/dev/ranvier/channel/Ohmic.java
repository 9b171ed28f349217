package dev.ranvier.channel;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** The ohmic current {@code i = G (v - e)} that conductance-based channels share. */
public final class Ohmic {
    /** Scratch column in which channels build their conductance. */
    public static final int CONDUCTANCE = 0;

    private Ohmic() {}

    /** {@code i += G (v - e)}; {@code slope += G}. */
    public static void apply(Sites x, Column conductance, Column reversal) {
        Column v = x.v(), i = x.i(), slope = x.slope();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = conductance.load(k);
            i.store(k, v.load(k).sub(reversal.load(k)).fma(g, i.load(k)));
            slope.store(k, slope.load(k).add(g));
        }
    }

    /** {@code i += g x^4 (v - e)}; {@code slope += g x^4}: the power of the squid's potassium gate, in one pass. */
    public static void applyFourth(Sites x, Column factor, Column gate, Column reversal) {
        Column v = x.v(), i = x.i(), slope = x.slope();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector square = gate.load(k).mul(gate.load(k)),
                    g = square.mul(square).mul(factor.load(k));
            i.store(k, v.load(k).sub(reversal.load(k)).fma(g, i.load(k)));
            slope.store(k, slope.load(k).add(g));
        }
    }
}
