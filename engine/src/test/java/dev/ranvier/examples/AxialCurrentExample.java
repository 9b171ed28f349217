package dev.ranvier.examples;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/** A junction that rectifies: {@code i = G d f}, {@code d = v_c - v_p}, {@code f = 1 / (1 + exp(-d/s))}, s = 10 mV. */
public final class AxialCurrentExample implements AxialCurrent {
    private static final double PER_mV = 0.1;
    private static final DoubleVector ONE = DoubleVector.broadcast(Lanes.SPECIES, 1);

    @Override
    public Schema schema() {
        return new Schema(
                "rectifier",
                List.of(),
                List.of(new Field("conductance_uS", 0.01, 0, 1e6)),
                1,
                List.of(Partial.currentByParameter(0), Partial.currentByVoltage(), Partial.currentByParentVoltage()));
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(AxialCurrentExample::fall, AxialCurrentExample::exponential, AxialCurrentExample::rectified);
    }

    /** {@code scratch = -d/s}. */
    private static void fall(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.scratch(0).store(k, x.parentV().load(k).sub(x.v().load(k)).mul(PER_mV));
        }
    }

    /** A kernel has room for one exponential. */
    private static void exponential(Sites x) {
        Exponential.apply(x.scratch(0), 1, 0, x.scratch(0), x.from(), x.to());
    }

    /** The slope by d is {@code G (f + d f (1 - f)/s)}; by v_p it is the opposite. */
    private static void rectified(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = x.parameter(0).load(k),
                    f = ONE.div(x.scratch(0).load(k).add(1));
            DoubleVector d = x.v().load(k).sub(x.parentV().load(k));
            DoubleVector slope = g.mul(d.mul(PER_mV).mul(f.neg().add(1)).add(1).mul(f));
            x.i().add(k, g.mul(d).mul(f));
            x.slope().add(k, slope);
            x.parentSlope().add(k, slope.neg());
        }
    }

    /** Of {@code i + slope (u - d)} by G and by d; the second derivative is {@code G f (1 - f) (2 + d (1 - 2f)/s) / s}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(
                AxialCurrentExample::fall, AxialCurrentExample::exponential, AxialCurrentExample::rectifiedPartials);
    }

    private static void rectifiedPartials(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = x.parameter(0).load(k),
                    f = ONE.div(x.scratch(0).load(k).add(1)),
                    rest = f.neg().add(1);
            DoubleVector d = x.v().load(k).sub(x.parentV().load(k));
            DoubleVector step = x.u().load(k).sub(x.parentU().load(k)).sub(d), relative = d.mul(PER_mV);
            DoubleVector bend = f.mul(-2)
                    .add(1)
                    .mul(relative)
                    .add(2)
                    .mul(f)
                    .mul(rest)
                    .mul(PER_mV)
                    .mul(g);
            x.partial(0).store(k, relative.mul(rest).add(1).mul(step).add(d).mul(f));
            x.partial(1).store(k, bend.mul(step));
            x.partial(2).store(k, bend.mul(step).neg());
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
