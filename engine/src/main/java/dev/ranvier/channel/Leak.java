package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;

/** Ohmic leak {@code i = g (v - e)}. Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eq. 5. */
public final class Leak implements Channel {
    private static final int G = 0, E = 1;
    private static final int I_BY_G = 0, I_BY_E = 1;

    private final Schema schema;

    /** A leak with the given defaults. */
    public Leak(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                name,
                List.of(),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV)),
                0,
                List.of(Partial.currentByParameter(G), Partial.currentByParameter(E)));
    }

    /** NEURON's {@code pas}, 1 mS/cm2, -70 mV. Hines and Carnevale, Neural Comput. 9 (1997) 1179. */
    public static Leak pas() {
        return new Leak("pas", 1, -70);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** {@code i += g (v - e)}. */
    @Override
    public List<SiteKernel> current() {
        return List.of(x -> Ohmic.apply(x, x.parameter(G), x.parameter(E)));
    }

    /** {@code di/dg = u - e}, {@code di/de = -g}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(Leak::currentPartials);
    }

    private static void currentPartials(Sites x) {
        Column u = x.u(), g = x.parameter(G), e = x.parameter(E), byG = x.partial(I_BY_G), byE = x.partial(I_BY_E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byG.store(k, u.load(k).sub(e.load(k)));
            byE.store(k, g.load(k).neg());
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of();
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of();
    }
}
