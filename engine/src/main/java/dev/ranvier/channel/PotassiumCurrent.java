package dev.ranvier.channel;

import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * {@code i = g n^4 (v - e)}, shared by the channels whose state is n and whose first parameters are g, e. Hodgkin and Huxley,
 * J. Physiol. 117 (1952) 500, eq. 6.
 */
public final class PotassiumCurrent {
    private static final int N = 0;
    private static final int G = 0, E = 1;
    private static final int I_BY_N = 0, I_BY_G = 1, I_BY_E = 2;

    /** What {@link #partials} writes; a channel's own list starts with these. */
    public static final List<Partial> PARTIALS =
            List.of(Partial.currentByState(N), Partial.currentByParameter(G), Partial.currentByParameter(E));

    private PotassiumCurrent() {}

    /** {@code i += g n^4 (v - e)}, {@code slope += g n^4}. */
    public static void add(Sites x) {
        Ohmic.applyFourth(x, x.parameter(G), x.state(N), x.parameter(E));
    }

    /** {@code di/dn = 4 g n^3 (u - e)}, {@code di/dg = n^4 (u - e)}, {@code di/de = -g n^4}. */
    public static void partials(Sites x) {
        Column n = x.state(N), g = x.parameter(G), e = x.parameter(E), u = x.u();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector nk = n.load(k),
                    n3 = nk.mul(nk).mul(nk),
                    gk = g.load(k),
                    drive = u.load(k).sub(e.load(k));
            x.partial(I_BY_N).store(k, gk.mul(n3).mul(4).mul(drive));
            x.partial(I_BY_G).store(k, n3.mul(nk).mul(drive));
            x.partial(I_BY_E).store(k, gk.mul(n3).mul(nk).neg());
        }
    }
}
