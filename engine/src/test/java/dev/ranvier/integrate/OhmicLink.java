package dev.ranvier.integrate;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/** Ohm's law as an axial current, {@code i = G (v_c - v_p)}. */
final class OhmicLink implements AxialCurrent {
    @Override
    public Schema schema() {
        return new Schema(
                "ohmic-link",
                List.of(),
                List.of(new Field("conductance_uS", 1, 0, 1e12)),
                0,
                List.of(Partial.currentByParameter(0)));
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(OhmicLink::current);
    }

    private static void current(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = x.parameter(0).load(k);
            x.i().add(k, x.v().load(k).sub(x.parentV().load(k)).mul(g));
            x.slope().add(k, g);
            x.parentSlope().add(k, g.neg());
        }
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(OhmicLink::currentPartials);
    }

    private static void currentPartials(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.partial(0).store(k, x.u().load(k).sub(x.parentU().load(k)));
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
