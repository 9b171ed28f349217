package dev.ranvier.channel;

import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/** {@code i = g x (v - e)}, shared by the channels that have one gate x and whose first parameters are g, e. */
public final class SingleGateCurrent {
    private static final int X = 0;
    private static final int G = 0, E = 1;
    private static final int I_BY_X = 0, I_BY_G = 1, I_BY_E = 2;

    /** What {@link #partials} writes; a channel's own list starts with these. */
    public static final List<Partial> PARTIALS =
            List.of(Partial.currentByState(X), Partial.currentByParameter(G), Partial.currentByParameter(E));

    private SingleGateCurrent() {}

    /** {@code i += g x (v - e)}, {@code slope += g x}. */
    public static void add(Sites x) {
        Column conductance = x.scratch(Ohmic.CONDUCTANCE), gate = x.state(X), g = x.parameter(G);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            conductance.store(k, g.load(k).mul(gate.load(k)));
        }
        Ohmic.apply(x, conductance, x.parameter(E));
    }

    /** {@code di/dx = g (u - e)}, {@code di/dg = x (u - e)}, {@code di/de = -g x}. */
    public static void partials(Sites x) {
        Column u = x.u(), gate = x.state(X), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector xk = gate.load(k), gk = g.load(k), drive = u.load(k).sub(e.load(k));
            x.partial(I_BY_X).store(k, gk.mul(drive));
            x.partial(I_BY_G).store(k, xk.mul(drive));
            x.partial(I_BY_E).store(k, gk.mul(xk).neg());
        }
    }
}
