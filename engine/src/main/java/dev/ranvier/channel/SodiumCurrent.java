package dev.ranvier.channel;

import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * {@code i = g m^3 h (v - e)}, shared by the channels whose states are m, h and whose first parameters are g, e. Hodgkin and
 * Huxley, J. Physiol. 117 (1952) 500, eq. 14.
 */
public final class SodiumCurrent {
    private static final int M = 0, H = 1;
    private static final int G = 0, E = 1;
    private static final int I_BY_M = 0, I_BY_H = 1, I_BY_G = 2, I_BY_E = 3;

    /** What {@link #partials} writes; a channel's own list starts with these. */
    public static final List<Partial> PARTIALS = List.of(
            Partial.currentByState(M),
            Partial.currentByState(H),
            Partial.currentByParameter(G),
            Partial.currentByParameter(E));

    private SodiumCurrent() {}

    /** {@code i += g m^3 h (v - e)}, {@code slope += g m^3 h}. */
    public static void add(Sites x) {
        Column m = x.state(M), h = x.state(H), g = x.parameter(G), e = x.parameter(E);
        Column v = x.v(), i = x.i(), slope = x.slope();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector mk = m.load(k),
                    conductance = g.load(k).mul(mk).mul(mk).mul(mk).mul(h.load(k));
            i.store(k, v.load(k).sub(e.load(k)).fma(conductance, i.load(k)));
            slope.store(k, slope.load(k).add(conductance));
        }
    }

    /** {@code di/dm = 3 g m^2 h (u - e)}, {@code di/dh = g m^3 (u - e)}, {@code di/dg = m^3 h (u - e)}, {@code di/de = -g m^3 h}. */
    public static void partials(Sites x) {
        Column m = x.state(M), h = x.state(H), g = x.parameter(G), e = x.parameter(E), u = x.u();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector mk = m.load(k),
                    hk = h.load(k),
                    gk = g.load(k),
                    drive = u.load(k).sub(e.load(k));
            DoubleVector m2 = mk.mul(mk), m3 = m2.mul(mk);
            x.partial(I_BY_M).store(k, gk.mul(m2).mul(3).mul(hk).mul(drive));
            x.partial(I_BY_H).store(k, gk.mul(m3).mul(drive));
            x.partial(I_BY_G).store(k, m3.mul(hk).mul(drive));
            x.partial(I_BY_E).store(k, gk.mul(m3).mul(hk).neg());
        }
    }
}
