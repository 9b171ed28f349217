package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import java.util.List;

/**
 * Nobody's channel, two gates that pull at each other, stepped linearly and implicitly as {@code Sites.theta} says, and one that
 * follows the voltage at once:
 *
 * <pre>
 *   da/dt = 3 (s(v) - a) + c (b - a)     db/dt = 0.5 (1 - s(v) - b) + 2 c (a - b)     s = 1/(1 + exp(-(v + 40)/9))
 *   m' = s(v)     i = g a b m (v - e)
 * </pre>
 */
public final class CoupledPair implements Channel {
    private static final int A = 0, B = 1, M = 2;
    private static final int G = 0, E = 1, C = 2;
    private static final int I_BY_A = 0, I_BY_B = 1, I_BY_G = 2, I_BY_E = 3, I_BY_M = 4, M_BY_V = 5, FIRST_OF_PAIR = 6;

    private static final Schema SCHEMA = new Schema(
            "coupled-pair",
            List.of(Field.gate("a"), Field.gate("b"), Field.gate("m")),
            List.of(Field.conductance(40), Field.reversal(-80), new Field("coupling_per_ms", 1.5, 0, 100)),
            0,
            List.of(
                    Partial.currentByState(A),
                    Partial.currentByState(B),
                    Partial.currentByParameter(G),
                    Partial.currentByParameter(E),
                    Partial.currentByState(M),
                    Partial.nextByVoltage(M),
                    Partial.nextByState(A, A),
                    Partial.nextByState(B, A),
                    Partial.nextByState(A, B),
                    Partial.nextByState(B, B),
                    Partial.nextByVoltage(A),
                    Partial.nextByVoltage(B),
                    Partial.nextByParameter(A, C),
                    Partial.nextByParameter(B, C)));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(x -> {
            for (int k = x.from(); k < x.to(); k++) {
                double open = x.state(A).get(k) * x.state(B).get(k) * x.state(M).get(k);
                double g = x.parameter(G).get(k) * open;
                x.i().set(k, x.i().get(k) + g * (x.v().get(k) - x.parameter(E).get(k)));
                x.slope().set(k, x.slope().get(k) + g);
            }
        });
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(x -> {
            for (int k = x.from(); k < x.to(); k++) {
                double a = x.state(A).get(k),
                        b = x.state(B).get(k),
                        m = x.state(M).get(k);
                double g = x.parameter(G).get(k),
                        drive = x.u().get(k) - x.parameter(E).get(k);
                x.partial(I_BY_A).set(k, g * b * m * drive);
                x.partial(I_BY_B).set(k, g * a * m * drive);
                x.partial(I_BY_M).set(k, g * a * b * drive);
                x.partial(I_BY_G).set(k, a * b * m * drive);
                x.partial(I_BY_E).set(k, -g * a * b * m);
            }
        });
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(x -> step(x, 1, x.theta() * x.dt_ms(), (1 - x.theta()) * x.dt_ms()));
    }

    @Override
    public List<SiteKernel> steadyState() {
        return List.of(x -> step(x, 0, 1, 0));
    }

    /** Solves {@code (kept - implicit J) x' = (kept + explicit J) x + (implicit + explicit) f}. */
    private static void step(Sites x, double kept, double implicit, double explicit) {
        for (int k = x.from(); k < x.to(); k++) {
            double c = x.parameter(C).get(k), s = s(x.v().get(k)), all = implicit + explicit;
            double a = kept * x.state(A).get(k), b = kept * x.state(B).get(k);
            double[] next = solve(
                    kept,
                    implicit,
                    c,
                    a + explicit * (-(3 + c) * a + c * b) + all * 3 * s,
                    b + explicit * (2 * c * a - (0.5 + 2 * c) * b) + all * 0.5 * (1 - s));
            x.next(A).set(k, next[A]);
            x.next(B).set(k, next[B]);
            x.next(M).set(k, s);
        }
    }

    private static double[] solve(double kept, double implicit, double c, double ra, double rb) {
        double aa = kept + implicit * (3 + c), ab = -implicit * c, ba = -2 * implicit * c;
        double bb = kept + implicit * (0.5 + 2 * c), det = aa * bb - ab * ba;
        return new double[] {(bb * ra - ab * rb) / det, (aa * rb - ba * ra) / det};
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(x -> stepPartials(x, 1, x.theta() * x.dt_ms(), (1 - x.theta()) * x.dt_ms()));
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return List.of(x -> stepPartials(x, 0, 1, 0));
    }

    private static void stepPartials(Sites x, double kept, double implicit, double explicit) {
        for (int k = x.from(); k < x.to(); k++) {
            double c = x.parameter(C).get(k), s = s(x.v().get(k)), slope = s * (1 - s) / 9;
            double all = implicit + explicit;
            x.partial(M_BY_V).set(k, slope);
            double apart = implicit * (x.next(B).get(k) - x.next(A).get(k))
                    + explicit * (x.state(B).get(k) - x.state(A).get(k));
            List<double[]> by = List.of(
                    solve(kept, implicit, c, kept - explicit * (3 + c), 2 * explicit * c),
                    solve(kept, implicit, c, explicit * c, kept - explicit * (0.5 + 2 * c)),
                    solve(kept, implicit, c, all * 3 * slope, -all * 0.5 * slope),
                    solve(kept, implicit, c, apart, -2 * apart));
            for (int j = 0; j < by.size(); j++) {
                x.partial(FIRST_OF_PAIR + 2 * j).set(k, by.get(j)[A]);
                x.partial(FIRST_OF_PAIR + 2 * j + 1).set(k, by.get(j)[B]);
            }
        }
    }

    private static double s(double v) {
        return 1 / (1 + Math.exp(-(v + 40) / 9));
    }
}
